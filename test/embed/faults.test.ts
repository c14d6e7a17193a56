import supertest from 'supertest';
import { createEmulator, type Emulator } from '../../server';
import { send } from '../support/http';
import { still } from '../support/start';

const chat = (content = 'hi', model = 'gpt-4o-mini') => ({
  path: '/v1/chat/completions',
  body: { model, messages: [{ role: 'user', content }] },
});

const statuses = async (emulator: Emulator, count: number, asked = chat()) => {
  const list: number[] = [];
  for (let at = 0; at < count; at += 1) list.push((await send(emulator, asked)).status);
  return list;
};

describe('plans', () => {
  test.each([
    ['the first k', 'rate-limited;first=2', [429, 429, 200, 200, 200, 200]],
    ['the nth, several', 'rate-limited;nth=2+5', [200, 429, 200, 200, 429, 200]],
    ['every', 'overloaded;every=3', [200, 200, 503, 200, 200, 503]],
    ['combined', 'overloaded;every=2;first=4', [200, 503, 200, 503, 200, 200]],
    ['a number of times', 'overloaded;every=2;times=1', [200, 503, 200, 200, 200, 200]],
    ['all', 'server-error', [500, 500, 500, 500, 500, 500]],
  ])('%s', async (_name, plan, wanted) => {
    const emulator = await still();
    emulator.faults.add(plan);
    expect(await statuses(emulator, 6)).toEqual(wanted);
  });

  test('a plan counts what no plan before it took', async () => {
    const emulator = await still();
    emulator.faults.add(['rate-limited;first=2', 'server-error;first=1']);
    expect(await statuses(emulator, 4)).toEqual([429, 429, 500, 200]);
    expect(emulator.faults.list()).toMatchObject([
      { fired: 2, seen: 4, says: expect.stringMatching(/^Refuses with 429.*only the first 2\.$/) },
      { fired: 1, seen: 2 },
    ]);
  });

  test('a rate follows from the seed and the request, not from what else happens', async () => {
    const drawn = async (seed: number, noisy: boolean) => {
      const emulator = await still({ seed });
      emulator.faults.add({ fault: 'overloaded', rate: 0.4 });
      const list: number[] = [];
      for (let at = 0; at < 30; at += 1) {
        if (noisy) await send(emulator, chat('other'));
        list.push((await send(emulator, chat())).status);
      }
      return list;
    };
    const once = await drawn(1, false);
    expect(await drawn(1, true)).toEqual(once);
    expect(await drawn(2, false)).not.toEqual(once);
    const share = once.filter((status) => status === 503).length / once.length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.65);
  });

  test('by route, by matcher and by fixture', async () => {
    const fixtures = [{ name: 'greeting', when: { user: 'hello' }, reply: 'Hello.' }];
    const emulator = await still({ fixtures });
    emulator.faults.add([
      { fault: 'timeout', route: 'responses' },
      { fault: 'overloaded', when: { user: { contains: 'weather' } } },
      { fault: 'server-error', fixture: 'greeting' },
    ]);
    const responses = { path: '/v1/responses', body: { model: 'gpt-4o-mini', input: 'hi' } };
    expect((await send(emulator, responses)).status).toBe(504);
    expect((await send(emulator, chat('the weather?'))).status).toBe(503);
    expect((await send(emulator, chat('hello'))).status).toBe(500);
    expect((await send(emulator, chat('hi'))).status).toBe(200);
  });

  test('by header', async () => {
    const emulator = await still();
    emulator.faults.add({ fault: 'conflict', when: { headers: { 'x-team': 'blue' } } });
    expect((await send(emulator, { ...chat(), headers: { 'x-team': 'blue' } })).status).toBe(409);
    expect((await send(emulator, chat())).status).toBe(200);
  });

  test('within a window of a stepped clock', async () => {
    const emulator = await createEmulator({ listen: false, clock: { stepped: '2026-01-01T00:00:00Z' } });
    emulator.faults.add({ fault: 'overloaded', from: 60_000, until: '2026-01-01T01:00:00Z' });
    const now = async () => (await statuses(emulator, 1))[0];
    expect(await now()).toBe(200);
    await emulator.clock.advance(60_000);
    expect(await now()).toBe(503);
    await emulator.clock.set('2026-01-01T01:00:00Z');
    expect(await now()).toBe(200);
  });

  test('a fault of one namespace harms no other; reset forgets it; the configured ones count for each', async () => {
    const emulator = await still({ faults: [{ fault: 'rate-limited', first: 1 }] });
    const inBlue = { ...chat(), headers: { 'x-llmulator-namespace': 'blue' } };
    emulator.faults.add('server-error', 'blue');
    expect(await statuses(emulator, 2, inBlue)).toEqual([500, 500]);
    expect(await statuses(emulator, 2)).toEqual([429, 200]);
    await emulator.reset('blue');
    expect(await statuses(emulator, 2, inBlue)).toEqual([429, 200]);
  });

  test('the journal tells which fault it was, and why', async () => {
    const emulator = await still();
    emulator.faults.add({ fault: 'overloaded', nth: 1, name: 'morning' });
    const { headers } = await send(emulator, chat());
    expect(headers['x-llmulator-fault']).toBe('overloaded');
    expect(emulator.journal.entries()).toMatchObject([
      { fault: 'overloaded', why: expect.stringMatching(/only no\. 1\. This was no\. 1; a plan of the namespace\.$/) },
    ]);
  });
});

describe('a request asks for a fault itself', () => {
  test.each([
    ['header', { headers: { 'x-llmulator-fault': 'rate-limited;retry=7;ms=40;again=false' } }],
    ['status in the header', { headers: { 'x-llmulator-fault': '429' } }],
    ['key', { headers: { authorization: 'Bearer sk-mock-429@mine' } }],
    ['model', { body: chat('hi', 'gpt-4o-mini:mock-429').body }],
  ])('%s', async (_name, more) => {
    const emulator = await still();
    expect((await send(emulator, { ...chat(), ...more })).status).toBe(429);
    expect((await send(emulator, chat())).status).toBe(200);
  });

  test('headers of a refusal can be set', async () => {
    const emulator = await still();
    const headers = { 'x-llmulator-fault': 'rate-limited;retry=7;ms=40;again=false' };
    expect((await send(emulator, { ...chat(), headers })).headers).toMatchObject({
      'retry-after': '7',
      'retry-after-ms': '40',
      'x-should-retry': 'false',
    });
  });

  test('where a stream ends sooner than it is to be garbled, its last JSON is', async () => {
    const { body } = chat('say 1');
    const headers = { 'x-llmulator-fault': 'garbled;after=99' };
    const { text } = await send(await still(), { ...chat(), body: { ...body, stream: true }, headers });
    expect(text).toMatch(/data: \{\][^\n]*\n\ndata: \[DONE\]\n\n$/);
  });

  test.each(['/v1/chat/completions', '/v1/messages'])('an overloaded %s names the time it is told to', async (path) => {
    const asked = { ...chat(), path, headers: { 'x-llmulator-fault': 'overloaded;retry=7' } };
    expect((await send(await still(), asked)).headers['retry-after']).toBe('7');
  });

  test('a model that asks for a fault of the turn answers under its own name', async () => {
    const { text } = await send(await still(), chat('hi', 'gpt-4o-mini:mock-refusal'));
    expect(JSON.parse(text)).toMatchObject({
      model: 'gpt-4o-mini-2024-07-18',
      choices: [{ message: { refusal: expect.any(String) } }],
    });
  });

  test('an unknown fault or pace is refused in the voice of the house, with the nearest name', async () => {
    const emulator = await still();
    const asked = async (name: string, value: string, path = '/v1/chat/completions') => {
      const { status, text } = await send(emulator, { ...chat(), path, headers: { [name]: value } });
      return [status, JSON.parse(text).error.message];
    };
    expect(await asked('x-llmulator-fault', 'rate-limted')).toEqual([
      400,
      expect.stringContaining('did you mean rate-limited?'),
    ]);
    expect(await asked('x-llmulator-fault', 'overloaded', '/v1/messages')).toEqual([529, 'Overloaded']);
    expect(await asked('x-llmulator-fault', 'overlaoded', '/v1/messages')).toEqual([
      400,
      expect.stringContaining('overloaded'),
    ]);
    expect(await asked('x-llmulator-pace', 'realistc')).toEqual([400, expect.stringContaining('realistic')]);
  });
});

describe('plans that are none', () => {
  test.each([
    [{ fault: 'rate-limted' }, 'did you mean'],
    [{ fault: 'cut', aftr: 3 }, 'did you mean after?'],
    [{ fault: 'wrong-length', by: 0 }, 'expected a number other than 0'],
    [{ fault: 'cut', rate: -0.5 }, 'rate'],
    [{ fault: 'cut', rate: 0 }, 'rate'],
    [{ fault: 'cut', rate: 2 }, 'rate'],
    [{ fault: 'cut', first: 0 }, 'first'],
    [{ fault: 'cut', nth: 5, first: 3 }, 'can never fire: no. 5 is none of the first 3'],
    [{ fault: 'cut', nth: 5, every: 2 }, 'can never fire: no. 5 is none of every 2'],
    [{ fault: 'cut', every: 5, first: 3 }, 'can never fire'],
    [{ fault: 'cut', from: 100, until: 50 }, 'before it begins'],
    [{ fault: 'cut', until: '2020-01-01T00:00:00Z' }, 'its time is over'],
    [{ fault: 'cut', route: 'chatt' }, 'did you mean chat?'],
    [{ fault: 'refusal', route: 'embeddings' }, "needs a model's answer"],
    [['overloaded', 'rate-limited;first=2'], 'the one before it takes every request'],
    ['cut;after=-1', 'after'],
  ])('%j', async (plan, message) => {
    const emulator = await still();
    expect(() => emulator.faults.add(plan as never)).toThrow(message);
    expect(emulator.faults.list()).toEqual([]);
    await supertest(emulator.app).post('/_llmulator/faults').send(JSON.stringify(plan)).expect(400);
    await expect(still({ faults: [plan].flat() as never })).rejects.toThrow(message);
  });
});

test('a plan about a fixture that there is not is refused with the nearest name', async () => {
  const emulator = await still({ fixtures: [{ name: 'greeting', when: { user: 'hello' }, reply: 'Hello.' }] });
  expect(() => emulator.faults.add('cut;fixture=greetings')).toThrow('did you mean greeting?');
  expect(() => emulator.faults.add('cut;fixture=afternoon-story')).toThrow('add it before');
  emulator.fixtures.add({ name: 'afternoon-story', turns: [{ user: 'one', reply: '1' }] });
  expect(emulator.faults.add(['cut;fixture=afternoon-story/1', 'cut;fixture=greeting'])).toHaveLength(2);
});

describe('over HTTP', () => {
  test('plans are set, listed and removed', async () => {
    const emulator = await still();
    const control = supertest(emulator.app);
    await control
      .post('/_llmulator/faults?namespace=blue')
      .send({ fault: 'cut', after: 2, first: 1 })
      .expect(200, /only the first 1/);
    const { body } = await control.get('/_llmulator/faults?namespace=blue').expect(200);
    expect(body.plans).toMatchObject([{ plan: { fault: 'cut', after: 2, first: 1 }, seen: 0, fired: 0 }]);
    expect(body.kinds.length).toBeGreaterThan(30);
    await control.delete('/_llmulator/faults?namespace=blue').expect(200);
    expect((await control.get('/_llmulator/faults?namespace=blue')).body.plans).toEqual([]);
  });

  test('a pace is asked for by its key, or refused', async () => {
    const { app } = await still();
    const set = (body: object) => supertest(app).post('/_llmulator/pace').send(body);
    await set({ first: 5 }).expect(400, /expected .*pace/);
    await set({ pace: { first: -1 } }).expect(400, /is no pace/);
    await set({ pace: { own: true, load: 2 } }).expect(200, /"load": 2/);
    await set({ pace: null }).expect(200, /"load": 1/);
  });

  test('a clock that is not stepped is not moved, and bad moves are refused', async () => {
    await supertest((await still()).app)
      .post('/_llmulator/clock')
      .send({ advance: 5 })
      .expect(400, /frozen.*--clock stepped/);
    const { app } = await createEmulator({ listen: false, clock: { stepped: '2026-01-01T00:00:00Z' } });
    await supertest(app)
      .post('/_llmulator/clock')
      .send({ advance: 5_000 })
      .expect(200, /2026-01-01T00:00:05/);
    await supertest(app)
      .post('/_llmulator/clock')
      .send({ set: '2026-06-01T00:00:00Z' })
      .expect(200, /2026-06-01/);
    for (const bad of [{}, { advance: -1 }, { advance: '5' }, { set: 'noon' }, { advance: 1, set: 2 }]) {
      await supertest(app).post('/_llmulator/clock').send(bad).expect(400);
    }
  });
});
