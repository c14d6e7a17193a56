import { type CachePlan, cacheBlock } from '../../../core';
import { RETENTION } from '../retention';
import type { ChatBody } from './schema';

/** What is cached by itself: the tools, then the messages, for requests of the same key. */
export const caching = ({ messages, tools, ...body }: ChatBody): CachePlan => ({
  scope: body.prompt_cache_key ?? '',
  blocks: [cacheBlock(tools ?? body.functions ?? []), ...messages.map((message) => cacheBlock(message))],
  ...(body.prompt_cache_retention === '24h' ? { ttl: RETENTION } : {}),
});
