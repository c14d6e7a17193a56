import type { Json, NewObject, PageRequest, StoredObjects, StoredPage } from '../../core';
import type { RedisNamespace } from './connection';

/** Objects that are looked at together for a page. */
const AT_ONCE = 200;
/** Milliseconds for which a lease holds unless it is renewed: who dies makes others wait for no longer. */
const LEASE = 5_000;
const RENEWAL = LEASE / 4;
/** Milliseconds between looks for what another process is making. */
const LOOK = 25;

const SEPARATOR = '\n';

/** An object as the scripts take it: kind, id, weight, text. */
export const fieldsOf = (object: NewObject): [kind: string, id: string, weight: string, text: string] => [
  object.kind,
  object.id,
  String(object.weight ?? 0),
  JSON.stringify(object.value()),
];

const fieldOf = (kind: string, id: string): string => `${kind}${SEPARATOR}${id}`;

/** An object's text behind its place and its weight. */
const textIn = (kept: string): string => kept.replace(/^\d+ \d+ /, '');

const jsonIn = (kept: string | null): Json | undefined =>
  kept === null ? undefined : (JSON.parse(textIn(kept)) as Json);

const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, LOOK));

/** Stored objects of a namespace in Redis. */
export function redisObjects(place: RedisNamespace): StoredObjects {
  const { line, keys, common } = place;
  const objects = place.key('objects');
  const get = (kind: string, id: string) => line.ask((redis) => redis.hGet(objects, fieldOf(kind, id)));
  /** Keeps an object where its text is the expected one; an empty text expects none. */
  const swap = async (object: NewObject, expected: string): Promise<boolean> => {
    const [kind, id, ...rest] = fieldsOf(object);
    const args = [...common, kind, id, expected, ...rest];
    return (await line.ask((redis) => redis.swap(keys, args))) === 1;
  };
  return {
    get: async (kind, id) => jsonIn(await get(kind, id)),
    async put(...deposits) {
      const written = deposits.flatMap(fieldsOf);
      await line.ask((redis) => redis.put(keys, [...common, String(deposits.length), ...written]));
    },
    async update(kind, id, next) {
      for (;;) {
        const kept = await get(kind, id);
        const found = jsonIn(kept);
        const made = found === undefined ? undefined : next(found);
        if (kept === null || made === undefined) return found;
        if (await swap({ kind, id, value: () => made }, textIn(kept))) return made;
      }
    },
    delete: async (kind, id) => (await line.ask((redis) => redis.drop(keys, [...common, fieldOf(kind, id)]))) === 1,
    page: (kind, wish) => pageAt(place, kind, wish),
    async getOrCreate(kind, id, make) {
      const key = place.key(`lease:${fieldOf(kind, id)}`);
      for (;;) {
        const found = jsonIn(await get(kind, id));
        if (found !== undefined) return found;
        const made = await leased(place, key, async () => {
          const value = await make();
          await swap({ kind, id, value: () => value }, '');
        });
        if (!made) await pause();
      }
    },
  };
}

/** Does something that only one process may do at a time; false where another one is about it. */
async function leased({ line, fresh }: RedisNamespace, key: string, task: () => Promise<void>): Promise<boolean> {
  const mine = fresh();
  const taken = await line.ask((redis) =>
    redis.set(key, mine, { condition: 'NX', expiration: { type: 'PX', value: LEASE } }),
  );
  if (taken === null) return false;
  const hold = (milliseconds: number) => line.ask((redis) => redis.lease([key], [mine, String(milliseconds)]));
  // One that cannot be renewed runs out by itself.
  const renewal = setInterval(() => void hold(LEASE).catch(() => undefined), RENEWAL).unref();
  try {
    await task();
    return true;
  } finally {
    clearInterval(renewal);
    await hold(0).catch(() => undefined);
  }
}

/** Sorts after all that begins with a kind and a separator. */
const BEHIND = '\v';

/** Part of a kind's list. It is walked from the cursor on, and only as far as it is wanted. */
async function pageAt(place: RedisNamespace, kind: string, wish: PageRequest): Promise<StoredPage> {
  const { limit, order, after, before, filter } = wish;
  const [from, to] = await Promise.all([after, before].map((id) => memberOf(place, kind, id)));
  if (after !== undefined && from === undefined) return { unknown: after };
  if (before !== undefined && to === undefined) return { unknown: before };
  const [low, high] = order === 'asc' ? [from, to] : [to, from];
  const bounds = [low ?? `[${kind}${SEPARATOR}`, high ?? `(${kind}${BEHIND}`] as const;
  // What comes before a cursor is read backwards from it.
  const isBackwards = before !== undefined;
  const found: { id: string; value: Json }[] = [];
  for await (const one of walk(place, bounds, (order === 'desc') !== isBackwards)) {
    if (filter?.(one.value) === false) continue;
    found.push(one);
    if (found.length > limit) break;
  }
  const items = found.slice(0, limit);
  return { items: isBackwards ? items.reverse() : items, more: found.length > limit };
}

/** Where an object stands in the list, as a bound that leaves it out. */
async function memberOf(
  { line, key }: RedisNamespace,
  kind: string,
  id: string | undefined,
): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const kept = await line.ask((redis) => redis.hGet(key('objects'), fieldOf(kind, id)));
  return kept === null ? undefined : `(${kind}${SEPARATOR}${kept.split(' ')[0]}${SEPARATOR}${id}`;
}

/** The objects between two bounds, the oldest or the newest first. */
async function* walk({ line, key }: RedisNamespace, [low, high]: readonly [string, string], isNewestFirst: boolean) {
  for (let offset = 0; ; offset += AT_ONCE) {
    const members = await line.ask((redis) => {
      const LIMIT = { offset, count: AT_ONCE };
      if (isNewestFirst) return redis.zRange(key('places'), high, low, { BY: 'LEX', REV: true, LIMIT });
      return redis.zRange(key('places'), low, high, { BY: 'LEX', LIMIT });
    });
    if (members.length === 0) return;
    const named = members
      .map((member) => member.split(SEPARATOR))
      .map(([kind = '', , ...id]) => [kind, id.join(SEPARATOR)] as const);
    const kept = await line.ask((redis) =>
      redis.hmGet(
        key('objects'),
        named.map(([kind, id]) => fieldOf(kind, id)),
      ),
    );
    for (const [at, [, id]] of named.entries()) {
      const value = jsonIn(kept[at] ?? null);
      if (value !== undefined) yield { id, value };
    }
  }
}
