import { type CachePlan, cacheBlock } from '../../../core';
import { EXTENDED_RETENTION } from '../dialect/cache-retention';
import type { ChatBody } from './schema';

/** What is cached by itself: the tools, then the messages, for requests of the same key. */
export const cachePlan = ({ messages, tools, ...body }: ChatBody): CachePlan => ({
  scope: body.prompt_cache_key ?? '',
  blocks: [cacheBlock(tools ?? body.functions ?? []), ...messages.map((message) => cacheBlock(message))],
  ...(body.prompt_cache_retention === '24h' ? { ttl: EXTENDED_RETENTION } : {}),
});
