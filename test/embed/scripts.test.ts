import { defineScript, type Emulator, type Fixture } from '../../server';
import { type Answer, send } from '../support/http';
import { still } from '../support/start';

type Message = Readonly<Record<string, unknown>>;

const tools = [
  {
    type: 'function',
    function: { name: 'search', parameters: { type: 'object', properties: { to: { type: 'string' } } } },
  },
];

const ask = (emulator: Emulator, messages: readonly Message[], headers: Record<string, string> = {}): Promise<Answer> =>
  send(emulator, { path: '/v1/chat/completions', body: { model: 'deepseek-r1', messages, tools }, headers });

const user = (content: string): Message => ({ role: 'user', content });
const said = ({ text }: Answer): string => JSON.parse(text).choices?.[0]?.message.content ?? text;
const reply = async (emulator: Emulator, words: string, headers = {}) =>
  said(await ask(emulator, [user(words)], headers));

/** A client that keeps what was said, as all clients do. */
function conversation(emulator: Emulator) {
  const messages: Message[] = [];
  return async (next: Message): Promise<Message> => {
    messages.push(next);
    const { choices } = JSON.parse((await ask(emulator, messages)).text);
    messages.push(choices[0].message);
    return choices[0].message;
  };
}

const booking = defineScript({
  name: 'booking',
  turns: [
    { user: 'book a flight', reply: 'Where to?' },
    { user: { contains: 'Paris' }, reply: { calls: [{ name: 'search', arguments: { to: 'Paris' } }] } },
    { tool_result: 'search', reply: 'Flight 7. Book it?' },
    {
      branches: [
        [
          { user: 'yes', reply: 'Booked.' },
          { user: 'thanks', reply: 'Bye.' },
        ],
        [{ user: 'no', reply: 'A pity.' }],
      ],
    },
  ],
});

describe('a script', () => {
  test('is told from others by what was said, many at once, down each branch', async () => {
    const emulator = await still({ fixtures: [booking] });
    const talks = Array.from({ length: 20 }, () => conversation(emulator));
    for (const talk of talks) expect((await talk(user('Book a flight!')))['content']).toBe('Where to?');
    for (const talk of talks) {
      const { tool_calls: calls } = (await talk(user('To Paris'))) as { tool_calls: { id: string }[] };
      const answer = await talk({ role: 'tool', tool_call_id: calls[0]?.id, content: 'flight 7' });
      expect(answer['content']).toBe('Flight 7. Book it?');
    }
    const ends = await Promise.all(talks.map((talk, at) => talk(user(at % 2 === 0 ? 'yes' : 'no'))));
    expect(ends.map(({ content }) => content)).toEqual(talks.map((_, at) => (at % 2 === 0 ? 'Booked.' : 'A pity.')));
    expect((await (talks[0] as ReturnType<typeof conversation>)(user('Thanks')))['content']).toBe('Bye.');
  });

  test('has turns with names, and a turn does not answer out of its order', async () => {
    const emulator = await still({ fixtures: [booking], strict: true });
    const { headers } = await ask(emulator, [user('book a flight')]);
    expect(headers['x-llmulator-fixture']).toBe('booking%2F1');
    const { status, text } = await ask(emulator, [user('to Paris')]);
    expect(status).toBe(404);
    expect(text).toContain('booking/2\\" does not match: the model has answered 0 times so far, wanted: at least 1.');
    const astray = await ask(emulator, [user('hello'), { role: 'assistant', content: 'hi' }, user('to Paris')]);
    expect(astray.text).toMatch(
      /the conversation went otherwise before: at turn 1 of the script, the last user message is .*hello.*wanted: .*book a flight/,
    );
  });

  test('may end in the middle of another conversation', async () => {
    const emulator = await still({ fixtures: [booking] });
    const talk = conversation(emulator);
    await talk(user('Good morning'));
    expect((await talk(user('book a flight')))['content']).toBe('Where to?');
  });
});

test('the loop of a tool on messages', async () => {
  const emulator = await still({ fixtures: [booking] });
  const told: Message[] = [user('book a flight')];
  const next = async (): Promise<readonly Message[]> => {
    const offer = [{ name: 'search', input_schema: { type: 'object', properties: { to: { type: 'string' } } } }];
    const body = { model: 'deepseek-r1', max_tokens: 99, messages: told, tools: offer };
    const { content } = JSON.parse((await send(emulator, { path: '/anthropic/v1/messages', body })).text);
    told.push({ role: 'assistant', content });
    return content;
  };
  expect(await next()).toMatchObject([{ text: 'Where to?' }]);
  told.push(user('Paris'));
  const [call] = await next();
  expect(call).toMatchObject({ type: 'tool_use', name: 'search', input: { to: 'Paris' } });
  told.push({ role: 'user', content: [{ type: 'tool_result', tool_use_id: call?.['id'], content: 'flight 7' }] });
  expect(await next()).toMatchObject([{ text: 'Flight 7. Book it?' }]);
});

describe('a sequence', () => {
  const sequence = (more: Partial<Fixture>): Fixture => ({
    name: 'poll',
    when: { user: 'status' },
    replies: ['one', 'two'],
    ...more,
  });

  test.each<[string, Partial<Fixture>, readonly string[]]>([
    ['the last reply stays', {}, ['one', 'two', 'two']],
    ['all come again', { afterwards: 'again' }, ['one', 'two', 'one']],
  ])('%s', async (_name, more, words) => {
    const emulator = await still({ fixtures: [sequence(more)] });
    for (const wanted of words) expect(await reply(emulator, 'status')).toBe(wanted);
  });

  test('the others answer afterwards', async () => {
    const emulator = await still({ strict: true, fixtures: [sequence({ afterwards: 'none' })] });
    for (const wanted of ['one', 'two']) expect(await reply(emulator, 'status')).toBe(wanted);
    expect(await reply(emulator, 'status')).toContain('fixture \\"poll\\" matches, but all of its 2 replies are said.');
  });

  test('namespaces count for themselves, and a reset starts again', async () => {
    const emulator = await still({ fixtures: [sequence({})] });
    const inside = { 'x-llmulator-namespace': 'b' };
    expect([await reply(emulator, 'status'), await reply(emulator, 'status', inside)]).toEqual(['one', 'one']);
    await emulator.reset('b');
    expect([await reply(emulator, 'status'), await reply(emulator, 'status', inside)]).toEqual(['two', 'one']);
  });

  test('parallel requests take one reply each', async () => {
    const replies = Array.from({ length: 10 }, (_, at) => String(at));
    const emulator = await still({ fixtures: [sequence({ replies })] });
    const got = await Promise.all(replies.map(() => reply(emulator, 'status')));
    expect(got.toSorted()).toEqual(replies);
  });
});

describe('another attempt at the same answer', () => {
  const fixtures: Fixture[] = [{ when: { user: 'go' }, replies: ['one', 'two', 'three'] }];

  test('that an SDK counts as a retry gets the same reply', async () => {
    const emulator = await still({ fixtures });
    expect(await reply(emulator, 'go')).toBe('one');
    expect(await reply(emulator, 'go', { 'x-stainless-retry-count': '1' })).toBe('one');
    expect(await reply(emulator, 'go', { 'x-stainless-retry-count': '0' })).toBe('two');
  });

  test('under the same idempotency key gets the same reply', async () => {
    const emulator = await still({ fixtures });
    for (const key of ['a', 'a', 'b']) {
      expect(await reply(emulator, 'go', { 'idempotency-key': key })).toBe(key === 'a' ? 'one' : 'two');
    }
  });

  test('with the same words after a fault gets the same reply, for a minute', async () => {
    const emulator = await still({ fixtures, faults: [{ fault: 'delay', ms: 1, when: {}, nth: 1 }] });
    const { headers } = await ask(emulator, [user('go')]);
    expect(headers['x-llmulator-fault']).toBe('delay');
    expect(await reply(emulator, 'go')).toBe('one');
    expect(await reply(emulator, 'go')).toBe('two');
  });

  test('gets the next reply where the one before was a failure of the script itself', async () => {
    const emulator = await still({ fixtures: [{ when: { user: 'go' }, replies: [{ fault: 'overloaded' }, 'well'] }] });
    expect((await ask(emulator, [user('go')])).status).toBe(503);
    expect(await reply(emulator, 'go', { 'x-stainless-retry-count': '1' })).toBe('well');
    expect(await reply(emulator, 'go', { 'x-stainless-retry-count': '2' })).toBe('well');
  });

  test('gives nothing back that an earlier call took and got', async () => {
    const emulator = await still();
    emulator.fixtures.add([
      { name: 'once', when: { user: 'go' }, times: 1, priority: 1, reply: 'one' },
      { when: { user: 'go' }, reply: 'two' },
    ]);
    expect(await reply(emulator, 'go')).toBe('one');
    emulator.faults.add('cut;after=1;first=1');
    await expect(reply(emulator, 'go')).rejects.toThrow();
    expect(await reply(emulator, 'go')).toBe('two');
  });
});

describe('what a namespace remembers', () => {
  const fixtures: Fixture[] = [
    // biome-ignore lint/suspicious/noThenProperty: the word of fixtures; its value is no function.
    { name: 'fill', when: { user: 'add' }, reply: 'added', then: { cart: 'full' } },
    {
      name: 'pay',
      when: { user: 'pay' },
      given: { cart: 'full' },
      reply: { template: true, text: 'paid a {{state.cart}} cart' },
      // biome-ignore lint/suspicious/noThenProperty: the word of fixtures; its value is no function.
      then: { cart: null },
    },
    { when: { user: 'pay' }, given: { cart: null }, reply: 'the cart is empty' },
  ];

  test('decides and is told', async () => {
    const emulator = await still({ fixtures });
    for (const [words, answer] of [
      ['pay', 'the cart is empty'],
      ['add', 'added'],
      ['pay', 'paid a full cart'],
      ['pay', 'the cart is empty'],
    ] as const) {
      expect(await reply(emulator, words)).toBe(answer);
    }
  });

  test('is told where it stands in the way', async () => {
    const emulator = await still({ fixtures: fixtures.slice(0, 2), strict: true });
    expect(await reply(emulator, 'pay')).toContain(
      'fixture \\"pay\\" matches, but cart is remembered as null, wanted: \\"full\\".',
    );
  });
});

test('times and until end a fixture', async () => {
  const emulator = await still({
    strict: true,
    fixtures: [
      { name: 'once', when: { user: 'a' }, reply: 'A', times: 1 },
      { name: 'old', when: { user: 'b' }, reply: 'B', until: '2020-01-01T00:00:00Z' },
    ],
  });
  expect(await reply(emulator, 'a')).toBe('A');
  expect(await reply(emulator, 'a')).toContain('matches, but it has answered 1 times, wanted: at most 1.');
  expect(await reply(emulator, 'b')).toContain('matches, but its time is over, wanted: until 2020-01-01T00:00:00Z.');
});
