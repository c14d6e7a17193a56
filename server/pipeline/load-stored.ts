import { type Json, type LoadedObjects, NOTHING_LOADED, type ObjectQuery } from '../core';
import type { RequestContext } from './request-context';

/** Objects that lead to others: so many steps are followed. */
const MAX_STEPS = 100;
/** Most objects of one kind that a request reads. */
const MAX_OF_A_KIND = 10_000;

/** Which stored objects are wanted, as far as those are known that lead to them. */
type Recalling = (found: LoadedObjects) => readonly ObjectQuery[];

/** Fetches the stored objects that a request names, and those that they name in turn. */
export async function loadStored(visit: RequestContext, recalls: Recalling | undefined): Promise<LoadedObjects> {
  if (recalls === undefined) return NOTHING_LOADED;
  const { namespace, app } = visit;
  const found = new Map<string, Json | undefined>();
  const lists = new Map<string, readonly Json[]>();
  const loaded: LoadedObjects = {
    at: app.clock.now(),
    get: (kind, id) => found.get(keyOf(kind, id)),
    all: (kind) => lists.get(kind) ?? [],
  };
  const isKnown = (one: ObjectQuery): boolean =>
    'all' in one ? lists.has(one.kind) : found.has(keyOf(one.kind, one.id));
  const fetch = async (one: ObjectQuery): Promise<void> => {
    if (!('all' in one)) {
      found.set(keyOf(one.kind, one.id), await namespace.objects.get(one.kind, one.id));
      return;
    }
    const page = await namespace.objects.page(one.kind, { limit: MAX_OF_A_KIND, order: 'asc' });
    lists.set(one.kind, 'items' in page ? page.items.map(({ value }) => value) : []);
  };
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const wanted = recalls(loaded).filter((one) => !isKnown(one));
    if (wanted.length === 0) break;
    // What was stored may have changed when the same words come again.
    visit.usesStoredObjects = true;
    await Promise.all(wanted.map(fetch));
  }
  return loaded;
}

const keyOf = (kind: string, id: string): string => `${kind}\n${id}`;
