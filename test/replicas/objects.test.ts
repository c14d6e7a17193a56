import type { Json, NewObject, StoredObjects } from '../../server/core';
import { type Backend, memoryObjects, openRedis } from '../../server/state';
import { describeWithRedis, type OwnRedis, startRedis } from '../support/redis';

const file = (id: string, value: Json = { id }, weight = 0): NewObject => ({
  kind: 'file',
  id,
  weight,
  value: () => value,
});

const FOREVER = () => 0;

/** What both homes of stored objects promise. */
function contract(open: () => StoredObjects): void {
  test('what was put is there, under its kind only, until it is deleted', async () => {
    const objects = open();
    await objects.put(file('a', { name: 'ü\n"' }), { kind: 'batch', id: 'a', value: () => 7 });
    expect(await objects.get('file', 'a')).toEqual({ name: 'ü\n"' });
    expect(await objects.get('batch', 'a')).toBe(7);
    expect([await objects.delete('file', 'a'), await objects.delete('file', 'a')]).toEqual([true, false]);
    expect([await objects.get('file', 'a'), await objects.get('batch', 'a')]).toEqual([undefined, 7]);
  });

  test('lists go by arrival in either order, from a cursor on or up to one', async () => {
    const objects = open();
    for (const id of ['c', 'a', 'd', 'b']) await objects.put(file(id));
    await objects.put({ kind: 'files', id: 'x', value: () => 0 }, file('a', { id: 'a', again: true }));
    const ids = async (wish: Partial<Parameters<StoredObjects['page']>[1]>) => {
      const page = await objects.page('file', { limit: 2, order: 'asc', ...wish });
      return 'unknown' in page ? page : [...page.items.map(({ id }) => id), page.more];
    };
    expect(await ids({})).toEqual(['c', 'a', true]);
    expect(await ids({ after: 'a' })).toEqual(['d', 'b', false]);
    expect(await ids({ order: 'desc' })).toEqual(['b', 'd', true]);
    expect(await ids({ order: 'desc', after: 'd' })).toEqual(['a', 'c', false]);
    expect(await ids({ before: 'b' })).toEqual(['a', 'd', true]);
    expect(await ids({ order: 'desc', before: 'a' })).toEqual(['b', 'd', false]);
    expect(await ids({ after: 'c', before: 'b', limit: 9 })).toEqual(['a', 'd', false]);
    expect(await ids({ filter: (value) => JSON.stringify(value) !== '{"id":"c"}' })).toEqual(['a', 'd', true]);
    expect(await ids({ after: 'nobody' })).toEqual({ unknown: 'nobody' });
    expect(await objects.page('none', { limit: 2, order: 'asc' })).toEqual({ items: [], more: false });
  });

  test('no change is lost, however many are made at once', async () => {
    const objects = open();
    await objects.put(file('count', 0));
    await Promise.all(
      Array.from({ length: 20 }, () => objects.update('file', 'count', (found) => (found as number) + 1)),
    );
    expect(await objects.get('file', 'count')).toBe(20);
    expect(await objects.update('file', 'count', () => undefined)).toBe(20);
    expect(await objects.update('file', 'nobody', () => 1)).toBeUndefined();
  });

  test('what is made once is made by one of all who ask', async () => {
    const objects = open();
    let made = 0;
    const make = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      made += 1;
      return { made };
    };
    const asked = Array.from({ length: 8 }, () => objects.getOrCreate('results', 'r', make));
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 8 }, () => ({ made: 1 })));
    expect(await objects.get('results', 'r')).toEqual({ made: 1 });
  });

  test('a maker that fails leaves the making to the next', async () => {
    const objects = open();
    await expect(objects.getOrCreate('results', 'r', () => Promise.reject(new Error('no luck')))).rejects.toThrow(
      'no luck',
    );
    expect(await objects.getOrCreate('results', 'r', async () => 'luck')).toBe('luck');
  });

  test('of more than 10,000 objects, or 256 million characters, the oldest go', async () => {
    const objects = open();
    await objects.put(...Array.from({ length: 10_000 }, (_, at) => file(`f${at}`)));
    await objects.put(file('f0', 'young again'), file('one more'));
    expect([await objects.get('file', 'f0'), await objects.get('file', 'f1')]).toEqual(['young again', undefined]);
    await objects.put(file('heavy', 'h', 256 * 1024 * 1024));
    expect([await objects.get('file', 'heavy'), await objects.get('file', 'f9999')]).toEqual(['h', { id: 'f9999' }]);
    await objects.put(file('heavier', 'h', 2));
    expect([await objects.get('file', 'heavy'), await objects.get('file', 'heavier')]).toEqual([undefined, 'h']);
  });
}

describe('stored objects in memory', () => contract(memoryObjects));

describeWithRedis('stored objects in Redis', () => {
  let redis: OwnRedis;
  let home: Backend;
  let opened = 0;
  const open = (): StoredObjects => {
    opened += 1;
    return home.namespace(`test ${opened}`).objects;
  };

  beforeAll(async () => {
    redis = await startRedis();
    home = await openRedis({ url: redis.url, prefix: 'p', journal: 10, life: FOREVER });
  });
  afterAll(async () => {
    await home.close();
    await redis.stop();
  });

  contract(open);

  test('emulators of other prefixes and other namespaces share nothing; a namespace that is forgotten is empty', async () => {
    const other = await openRedis({ url: redis.url, prefix: 'q', journal: 10, life: FOREVER });
    await home.namespace('mine').objects.put(file('a'));
    expect(await other.namespace('mine').objects.get('file', 'a')).toBeUndefined();
    expect(await home.namespace('yours').objects.get('file', 'a')).toBeUndefined();
    await other.close();
    await home.forget('mine');
    expect(await home.namespace('mine').objects.get('file', 'a')).toBeUndefined();
  });
});
