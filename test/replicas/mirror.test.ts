import { type Backend, type NamespaceBackend, openRedis, SharedStores } from '../../server/state';
import { describeWithRedis, type OwnRedis, startRedis } from '../support/redis';

const deposit = { kind: 'response', id: 'r', value: () => ({ said: 'hi' }) };

const record = (id: number) => {
  const bytes = Uint8Array.of(0, 255, 10, id);
  return { id, head: `{"n":${id}}`, request: bytes, body: new Uint8Array(), reply: bytes };
};

describeWithRedis('two processes that mirror a namespace', () => {
  let redis: OwnRedis;
  let home: Backend;
  let spaces = 0;

  /** A process: its mirror, a store whose keys stand alone, and one that is decided upon as a whole. */
  const open = (space: NamespaceBackend) => {
    const resets: string[] = [];
    const mirror = new SharedStores(space, () => void resets.push('reset'));
    return {
      space,
      resets,
      mirror,
      loose: mirror.of<number>('loose', 3),
      strict: mirror.of<number>('strict/a', 9),
    };
  };
  const two = () => {
    spaces += 1;
    return [open(home.namespace(`mirror ${spaces}`)), open(home.namespace(`mirror ${spaces}`))] as const;
  };

  beforeAll(async () => {
    redis = await startRedis();
    home = await openRedis({ url: redis.url, prefix: 'm', journal: 2, life: () => 60 });
  });
  afterAll(async () => {
    await home.close();
    await redis.stop();
  });

  test('what one pushes the other pulls; of two who change the same, one decides again', async () => {
    const [one, other] = two();
    await Promise.all([one.mirror.pull(false), other.mirror.pull(false)]);
    one.loose.set('x', 1);
    other.loose.set('x', 10);
    other.loose.set('y', 2);
    expect(await one.mirror.push()).toBe(true);
    expect(await other.mirror.push()).toBe(false);
    expect(other.loose.entries()).toEqual([['x', 1]]);
    other.loose.set('y', 2);
    expect([await other.mirror.push(), await one.mirror.push()]).toEqual([true, true]);
    one.loose.delete('x');
    await one.mirror.push();
    await Promise.all([one.mirror.pull(false), other.mirror.pull(false)]);
    expect([one.loose.entries(), other.loose.entries()]).toEqual([[['y', 2]], [['y', 2]]]);
  });

  test('keys that stand alone never meet, those of a group do, and so does one that was cleared', async () => {
    const [one, other] = two();
    await Promise.all([one.mirror.pull(false), other.mirror.pull(false)]);
    one.loose.set('x', 1);
    other.loose.set('y', 1);
    expect([await one.mirror.push(), await other.mirror.push()]).toEqual([true, true]);
    one.strict.set('x', 1);
    other.strict.set('y', 1);
    expect([await one.mirror.push(), await other.mirror.push()]).toEqual([true, false]);
    one.strict.clear();
    other.strict.set('z', 1);
    expect([await one.mirror.push(), await other.mirror.push()]).toEqual([true, false]);
    expect(other.strict.entries()).toEqual([]);
  });

  test('objects and the exchange are kept with what was decided, or not at all', async () => {
    const [one, other] = two();
    expect([await one.mirror.pull(true), await other.mirror.pull(true)]).toEqual([1, 2]);
    one.strict.set('x', 1);
    await one.mirror.push({ deposits: [], record: record(1) });
    other.strict.set('x', 2);
    expect(await other.mirror.push({ deposits: [deposit], record: record(2) })).toBe(false);
    const { space } = one;
    expect(await space.objects.get('response', 'r')).toBeUndefined();
    expect((await space.read('')).records.map(({ id }) => id)).toEqual([1]);
    expect(await other.mirror.push({ deposits: [deposit], record: record(2) })).toBe(true);
    expect(await space.objects.get('response', 'r')).toEqual({ said: 'hi' });
    await one.mirror.log(record(3));
    const page = await space.read('');
    expect(page.records.map(({ id, reply }) => [id, ...reply])).toEqual([
      [2, 0, 255, 10, 2],
      [3, 0, 255, 10, 3],
    ]);
    expect([page.forgotten, (await space.read(page.mark)).records]).toEqual([1, []]);
  });

  test('an amendment holds at once, and goes upon what others have done meanwhile', async () => {
    const [one, other] = two();
    await other.mirror.pull(false);
    one.mirror.amend(() => one.strict.set('n', (one.strict.get('n') ?? 0) + 1));
    expect(one.strict.get('n')).toBe(1);
    other.mirror.amend(() => other.strict.set('n', (other.strict.get('n') ?? 0) + 1));
    await Promise.all([one.mirror.settled(), other.mirror.settled()]);
    await one.mirror.pull(false);
    expect(one.strict.get('n')).toBe(2);
  });

  test('a reset is noticed, and so is a past that is too long to be remembered', async () => {
    const [one, other] = two();
    one.loose.set('x', 1);
    while (!(await one.mirror.push()));
    one.loose.set('x', 1);
    await one.mirror.push();
    await other.mirror.pull(false);
    for (let at = 0; at < 1_100; at += 1) one.loose.set(`k${at}`, at);
    await one.mirror.push();
    await other.mirror.pull(false);
    expect(other.loose.entries()).toEqual(one.loose.entries());
    await home.forget(`mirror ${spaces}`);
    await Promise.all([one.mirror.pull(false), other.mirror.pull(false)]);
    expect([one.loose.entries(), other.loose.entries(), one.resets, other.resets]).toEqual([
      [],
      [],
      ['reset'],
      ['reset'],
    ]);
  });
});
