import { type CachePlan, cacheBlock, type Recalled } from '../../../core';
import { RETENTION } from '../retention';
import { itemsRead } from './history';
import type { InputItem } from './input-items';
import { keptItem } from './kept-item';
import type { ResponsesBody } from './schema';

/** An item without what it gets when it is stored: the model reads the same. */
function wordsOf(item: InputItem): object {
  const { id: _id, status: _status, ...words } = { status: null, ...keptItem(item, () => '') };
  return words;
}

/** What is cached by itself: the tools, the instructions, then the items, for requests of the same key. */
export const caching = (body: ResponsesBody, recalled: Recalled): CachePlan => ({
  scope: body.prompt_cache_key ?? '',
  blocks: [
    cacheBlock(body.tools ?? []),
    cacheBlock(body.instructions ?? ''),
    ...itemsRead(body, recalled).map((item) => cacheBlock(wordsOf(item))),
  ],
  ...(body.prompt_cache_retention === '24h' ? { ttl: RETENTION } : {}),
});
