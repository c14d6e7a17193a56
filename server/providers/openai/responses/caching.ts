import { type CachePlan, cacheBlock } from '../../../core';
import { RETENTION } from '../retention';
import { itemsOf } from './conversation';
import type { ResponsesBody } from './schema';

/** What is cached by itself: the tools, the instructions, then the items, for requests of the same key. */
export const caching = (body: ResponsesBody): CachePlan => ({
  scope: body.prompt_cache_key ?? '',
  blocks: [
    cacheBlock(body.tools ?? []),
    cacheBlock(body.instructions ?? ''),
    // A plain text is a user's message.
    ...(typeof body.input === 'string' ? [cacheBlock({ role: 'user', content: body.input })] : []),
    ...itemsOf(body).map((item) => cacheBlock(item)),
  ],
  ...(body.prompt_cache_retention === '24h' ? { ttl: RETENTION } : {}),
});
