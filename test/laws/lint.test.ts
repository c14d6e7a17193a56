import { setTimeout } from 'node:timers/promises';
import { createEmulator, type Emulator } from '../../server';
import { type LintId, lintRows } from '../../server/extras/lint';
import { allProviders } from '../../server/providers/registry';
import { Client } from '../support/conversation';
import { doors } from '../support/surfaces';

type Play = (client: Client) => Promise<unknown>;

/** What a client does that breaks a rule, and what a neighbour does that keeps it. */
interface Plays {
  readonly bad: Play;
  readonly good: Play;
  /** Surfaces on which it can be played; all without it. */
  readonly on?: readonly string[];
}

const fault = (line: string) => ({ 'x-llmulator-fault': line });

/** A history that ends with a call, and the call's id. */
async function called(client: Client): Promise<{ readonly id: string; readonly history: readonly object[] }> {
  const { user, call } = client.words;
  const id = Client.callIn(await client.ask([user('weather')]));
  return { id, history: [user('weather'), call(id, { city: 'Oslo', days: 2 })] };
}

const tellsResult =
  (times: number): Play =>
  async (client) => {
    const { id, history } = await called(client);
    for (let time = 0; time < times; time += 1) await client.ask([...history, client.words.result(id, 'Rain.')]);
  };

const givesBack =
  (input: object): Play =>
  async (client) => {
    const { id } = await called(client);
    const { user, call, result } = client.words;
    await client.ask([user('weather'), call(id, input), result(id, 'Rain.')]);
  };

/** Asks, and goes on with words as the answer; with `last` the answer itself is to be gone on with. */
const goesOn =
  (question: string, answer: string, last: 'thanks' | 'prefill' = 'thanks'): Play =>
  async (client) => {
    const { user, says } = client.words;
    await client.ask([user(question)]);
    await client.ask([user(question), says(answer), ...(last === 'thanks' ? [user('thanks')] : [])]);
  };

/** Goes on with as much of a stream as came. */
const readsStream =
  (line: string | undefined): Play =>
  async (client) => {
    const { user, says } = client.words;
    // A model that does not reason: its words come first.
    const reply = await client.ask(
      [user('count')],
      { model: 'deepseek-v3', stream: true },
      line === undefined ? {} : fault(line),
    );
    const surface = allProviders.flatMap(({ surfaces }) => surfaces).find(({ id }) => id === client.door.id);
    const heard =
      surface?.parseReply?.(reply)?.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])) ?? [];
    expect(heard.join('')).toMatch(/^one/);
    await client.ask([user('count'), says(heard.join('')), user('thanks')]);
  };

/** Meets the same refusal so many times, waiting in between. */
const tries =
  (line: string, times: number, wait = 0): Play =>
  async (client) => {
    for (let time = 0; time < times; time += 1) {
      await client.ask([client.words.user('hi')], {}, fault(line));
      await setTimeout(wait);
    }
  };

const asks =
  (more: object): Play =>
  (client) =>
    client.ask([client.words.user('hi')], more);

/** Every rule broken and kept; a new row does not compile without its plays. */
const plays: { readonly [Id in LintId]: Plays } = {
  'ignores-retry-after': { bad: tries('rate-limited;retry=60', 2), good: tries('rate-limited;ms=30', 2, 40) },
  'retries-in-vain': { bad: tries('not-found', 2), good: tries('invalid-credentials', 2) },
  'sends-result-twice': { bad: tellsResult(2), good: tellsResult(1) },
  'drops-call': {
    async bad(client) {
      await called(client);
      await client.ask([client.words.user('weather'), client.words.says('None'), client.words.user('thanks')]);
    },
    async good(client) {
      await called(client);
      await client.ask([client.words.user('another matter')]);
    },
  },
  'changes-call': { bad: givesBack({ city: 'Paris' }), good: givesBack({ days: 2, city: 'Oslo' }) },
  'uses-broken-answer': { bad: readsStream('stream-overloaded;after=8'), good: readsStream(undefined) },
  'uses-cut-answer': { bad: goesOn('half', 'Half of'), good: goesOn('half', 'Half of', 'prefill') },
  'misses-refusal': { bad: goesOn('decline', 'None'), good: goesOn('decline', 'Never mind.') },
  'deprecated-parameter': { bad: asks({ user: 'me' }), good: asks({}), on: ['chat', 'responses'] },
  'ending-model': { bad: asks({ model: 'gpt-4.1' }), good: asks({}), on: ['chat', 'responses'] },
};

describe.each(lintRows)('$id', ({ id, says, looksAt, source }) => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await createEmulator({
      port: 0,
      fixtures: [
        {
          when: { user: 'weather' },
          reply: { calls: [{ name: 'get_weather', arguments: { city: 'Oslo', days: 2 } }] },
        },
        { when: { user: 'half' }, reply: { text: 'Half of', stop: 'length' } },
        { when: { user: 'decline' }, reply: { refusal: 'I would rather not.' } },
        { when: { user: 'count' }, reply: { text: 'one two three four five six seven eight nine ten' } },
      ],
    });
  });
  afterAll(() => emulator.stop());

  const { bad, good, on } = plays[id];
  const where = doors.filter((door) => on === undefined || on.includes(door.id));

  test.each(where)('is told of a client that breaks it on $id, at the exchange that shows it', async (door) => {
    const client = new Client(emulator, door, `bad-${door.id}`);
    await bad(client);
    const { findings, good: isGood } = emulator.lint(client.namespace);
    expect(findings).toMatchObject([{ rule: `lint/${id}`, level: 'warn', entry: expect.any(Number) }]);
    expect(isGood).toBe(true);
    const [found] = emulator.journal.entries({ rule: `lint/${id}` }, client.namespace);
    expect(found).toMatchObject({ id: findings[0]?.entry, advice: [{ rule: `lint/${id}` }] });
  });

  test.each(where)('is not told of a neighbour that keeps it on $id', async (door) => {
    const client = new Client(emulator, door, `good-${door.id}`);
    await good(client);
    expect(emulator.lint(client.namespace).findings).toEqual([]);
  });

  test('says what a good client does, what shows it, and where that is known from', () => {
    expect(says).toMatch(/^[A-Z].*\.$/);
    expect(looksAt).not.toBe('');
    expect(source.ref).not.toBe('');
  });
});
