import { createEmulator, type Emulator, type Fixture } from '../../server';
import { openRedis } from '../../server/state';
import { type Answer, send } from '../support/http';
import { describeWithRedis, type OwnRedis, startRedis } from '../support/redis';
import { NOW } from '../support/start';
import { ask, doors } from '../support/surfaces';

const [chat] = doors;
if (chat === undefined) throw new Error('there is a surface');

const LONG = 60_000;

describeWithRedis('emulators that share a Redis', () => {
  let redis: OwnRedis;
  let replicas: Emulator[];
  let prefixes = 0;

  beforeAll(async () => {
    redis = await startRedis();
  }, LONG);
  beforeEach(async () => {
    prefixes += 1;
    const same = { redis: redis.url, redisPrefix: `test ${prefixes}`, clock: { frozen: NOW }, listen: false } as const;
    replicas = await Promise.all(Array.from({ length: 4 }, () => createEmulator(same)));
  }, LONG);
  afterEach(() => Promise.all(replicas.map((replica) => replica.stop())));
  afterAll(() => redis.stop());

  const replica = (at: number): Emulator => replicas[at % replicas.length] as Emulator;
  /** One call of the control plane, at one replica. */
  const control = async (at: number, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = {
      method,
      path: `/_llmulator${path}`,
      headers: { host: 'localhost' },
      raw: JSON.stringify(body) ?? '',
    };
    const { text } = await send(replica(at), sent);
    return JSON.parse(text) as Record<string, unknown>;
  };

  test(
    'say what one alone says, byte for byte: ids, times, texts, steps of scripts',
    async () => {
      const alone = await createEmulator({ clock: { frozen: NOW }, listen: false });
      const fixtures: Fixture[] = [
        { when: { user: 'next' }, replies: ['one', 'two', 'three'], afterwards: 'again' },
        { when: { user: 'state' }, reply: 'Not for ever.', times: 3 },
      ];
      alone.fixtures.add(fixtures);
      await control(0, '/fixtures', fixtures);
      const words = ['state', 'next', 'hello', 'next', 'state', 'What is a river?', 'next', 'next'];
      const requests = doors.flatMap((door) =>
        words.flatMap((each) => [ask(door, each), ask(door, each, { stream: true })]),
      );
      for (const [at, request] of [...requests, { method: 'GET', path: '/v1/models/gpt-4o-mini' }].entries()) {
        const [one, other] = [await send(alone, request), await send(replica(at), request)];
        // The date is Node's own.
        const said = ({ headers: { date: _, ...headers }, ...rest }: Answer) => ({ ...rest, headers });
        expect(said(other)).toEqual(said(one));
      }
      await alone.stop();
    },
    LONG,
  );

  test('what is set at one holds at all; a reset is a reset everywhere', async () => {
    await control(0, '/fixtures', { when: { user: 'who?' }, reply: 'Me.' });
    await control(1, '/faults', 'rate-limited;first=2');
    await control(2, '/state', { mood: 'good' });
    await control(3, '/pace', { pace: 'fast' });
    expect(await control(3, '/state')).toEqual({ state: { mood: 'good' } });
    expect(await control(0, '/pace')).toMatchObject({ pace: { first: 150 } });
    const statuses: number[] = [];
    for (let at = 0; at < 4; at += 1) statuses.push((await send(replica(at), ask(chat, 'who?'))).status);
    expect(statuses).toEqual([429, 429, 200, 200]);
    expect((await send(replica(1), ask(chat, 'who?'))).text).toContain('Me.');
    await replica(2).reset();
    expect((await send(replica(1), ask(chat, 'who?'))).text).not.toContain('Me.');
    expect([await control(0, '/state'), await control(3, '/faults')]).toMatchObject([{ state: {} }, { plans: [] }]);
    expect(await control(0, '/journal')).toMatchObject({ entries: [{ id: 1, status: 200 }] });
  });

  test('limits count what all let in', async () => {
    await control(0, '/limits', { limits: { requests_per_minute: 3 } });
    const asked = await Promise.all([0, 1, 2, 3, 4, 5].map((at) => send(replica(at), ask(chat, 'hi'))));
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429, 429]);
  });

  test('the journal is one: numbers in order, the bytes of each reply, and who waits hears of it', async () => {
    const waiting = control(3, '/journal/next?timeout=20000&stream=true');
    const answers: string[] = [];
    for (let at = 0; at < 4; at += 1) {
      answers.push((await send(replica(at), ask(chat, 'hi', { stream: at === 3 }))).text);
      const { entries } = await control(at + 1, '/journal');
      expect((entries as readonly { id: number }[]).map(({ id }) => id)).toEqual([1, 2, 3, 4].slice(0, at + 1));
    }
    expect(await waiting).toMatchObject({ entry: { id: 4, outcome: 'answered' } });
    const { entries } = (await control(2, '/journal')) as { entries: readonly { reply: unknown }[] };
    expect(entries.slice(0, 3).map(({ reply }) => reply)).toEqual(answers.slice(0, 3).map((text) => JSON.parse(text)));
    expect([entries[3]?.reply].flat().join('')).toBe(answers[3]);
    await replica(1).journal.verify({ match: { status: 200 }, exactly: 4 });
    await send(replica(1), { method: 'DELETE', path: '/_llmulator/journal', headers: { host: 'localhost' }, raw: '' });
    expect(await control(0, '/journal')).toEqual({ entries: [] });
  });

  test('a Redis that is gone is told at once in the house’s voice; once it is back all goes on, and nothing is half done', async () => {
    const own = await startRedis();
    const same = { redis: own.url, clock: { frozen: NOW }, listen: false } as const;
    const emulator = await createEmulator(same);
    try {
      emulator.fixtures.add({ when: {}, replies: ['one', 'two'] });
      expect((await send(emulator, ask(chat, 'hi'))).text).toContain('one');
      await own.stop();
      for (const door of doors) {
        const begun = performance.now();
        const { status, headers, text } = await send(emulator, ask(door, 'hi'));
        expect([status, headers['x-llmulator-rule']]).toEqual([503, 'store-gone']);
        expect(JSON.parse(text)).toMatchObject({
          error: { message: expect.stringContaining('cannot reach the Redis') },
        });
        expect(performance.now() - begun).toBeLessThan(2_000);
      }
      // What was set while it was gone is told when it is back; that one has lost what it had.
      emulator.fixtures.add({ when: { user: 'anew' }, replies: ['first', 'second'] });
      await own.again();
      const answers: string[] = [];
      while (answers.length < 2) {
        const { status, text } = await send(emulator, ask(chat, 'anew'));
        if (status === 200) answers.push(text);
        else await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(answers).toEqual([expect.stringContaining('first'), expect.stringContaining('second')]);
    } finally {
      await emulator.stop();
      await own.stop();
    }
  });

  test(
    'what a replica was making when it died is made by another',
    async () => {
      const options = { url: redis.url, prefix: 'leases', journal: 10, life: () => 0 };
      const [dying, living] = [await openRedis(options), await openRedis(options)];
      let begun: () => void = () => undefined;
      const isBegun = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const never = dying.namespace('mine').objects.getOrCreate('results', 'r', () => {
        begun();
        return new Promise(() => undefined);
      });
      await isBegun;
      await dying.close();
      expect(await living.namespace('mine').objects.getOrCreate('results', 'r', async () => 'made')).toBe('made');
      await living.close();
      void never;
    },
    LONG,
  );
});

test.each([
  ['a Redis that is not there', {}, /redis: cannot use the Redis at 127\.0\.0\.1:1: .*ECONNREFUSED/],
  ['a clock that is moved', { clock: 'stepped' as const }, /clock: a stepped clock is moved in one process/],
])('%s stops the start', async (_name, option, words) => {
  await expect(createEmulator({ redis: 'redis://127.0.0.1:1', listen: false, ...option })).rejects.toThrow(words);
});
