import { type CachePlan, cacheBlock, type LoadedObjects } from '../../../core';
import { EXTENDED_RETENTION } from '../dialect/cache-retention';
import { allItems } from './history';
import type { ResponsesBody } from './schema';
import type { InputItem } from './schema/input-items';
import { toStoredItem } from './stored-item';

/** An item without what it gets when it is stored: the model reads the same. */
function wordsOf(item: InputItem): object {
  const { id: _id, status: _status, ...words } = { status: null, ...toStoredItem(item, () => '') };
  return words;
}

/** What is cached by itself: the tools, the instructions, then the items, for requests of the same key. */
export const cachePlan = (body: ResponsesBody, loaded: LoadedObjects): CachePlan => ({
  scope: body.prompt_cache_key ?? '',
  blocks: [
    cacheBlock(body.tools ?? []),
    cacheBlock(body.instructions ?? ''),
    ...allItems(body, loaded).map((item) => cacheBlock(wordsOf(item))),
  ],
  ...(body.prompt_cache_retention === '24h' ? { ttl: EXTENDED_RETENTION } : {}),
});
