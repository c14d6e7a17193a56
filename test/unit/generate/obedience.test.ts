import { send } from '../../support/http';
import { still } from '../../support/start';

interface Said {
  readonly role: string;
  readonly content: string;
}

const answerTo = async (messages: readonly Said[], more: object = {}): Promise<string> => {
  const emulator = await still({ service: 'vendor' });
  const body = { model: 'gpt-4o-mini', messages, ...more };
  const { text } = await send(emulator, { path: '/v1/chat/completions', body });
  return JSON.parse(text).choices[0].message.content;
};
const user = (content: string): Said => ({ role: 'user', content });
const system = (content: string): Said => ({ role: 'system', content });
const assistant = (content: string): Said => ({ role: 'assistant', content });

describe('words that are to be said are said', () => {
  test.each<[string, readonly Said[]]>([
    ['OK', [user('Reply with exactly OK')]],
    ['OK', [system('Reply with exactly OK'), user('ping')]],
    ['OK', [user('Say OK and nothing else')]],
    ['OK', [user('ping: answer with OK')]],
    ['HELLO', [system('Reply with exactly HELLO and nothing else. Stream it one character at a time.'), user('go')]],
    ['pong', [user('Respond with just the word "pong".')]],
    ['OK', [user('Remember: my code = 123. Reply OK')]],
    ['OK', [user('Remember: code=777. Reply OK.')]],
    ['READY', [user('Reply with only the word READY.')]],
    ['test-42', [user('Output exactly: `test-42`')]],
  ])('%s', async (wanted, messages) => expect(await answerTo(messages)).toBe(wanted));

  test('not where a condition stands before them', async () =>
    expect(
      await answerTo([system('If the text is about cats, reply with exactly CATS.'), user('Tell me about dogs')]),
    ).not.toBe('CATS'));
});

describe('what was told is remembered', () => {
  test.each<[string, readonly Said[]]>([
    [
      '123',
      [
        user('Remember: my code = 123. Reply OK'),
        assistant('OK'),
        user('What was my code? Reply with just the number.'),
      ],
    ],
    [
      '777',
      [user('Remember: code=777. Reply OK.'), assistant('OK'), user('What is the code? Reply with just the number.')],
    ],
    [
      '1729 3141',
      [
        user('Remember the primary code 1729. Reply OK.'),
        assistant('OK'),
        user('Also remember the backup code 3141. Reply OK.'),
        assistant('OK'),
        user('Reply with the primary code and backup code in order as digits only, separated by a single space.'),
      ],
    ],
    ['Your name is Ana.', [user('My name is Ana.'), assistant('Hello Ana.'), user('What is my name?')]],
  ])('%s', async (wanted, messages) => expect(await answerTo(messages)).toBe(wanted));
});

describe('sums in words', () => {
  test.each([
    ['What is the sum of 12 and 30? Reply with just the number.', '42'],
    ['What is four plus four? Answer with only the number.', '8'],
    ['What is twenty-one times two? Answer with only the number.', '42'],
    ['Subtract 5 from 12. Only the number.', '7'],
    ['Multiply 6 by 7 and reply with just the number.', '42'],
  ])('%s', async (words, wanted) => expect(await answerTo([user(words)])).toBe(wanted));
});

test('the number of a result is given alone where that is asked for', async () => {
  const call = { id: 'c1', type: 'function', function: { name: 'add', arguments: '{"a":40,"b":2}' } };
  const tools = [{ type: 'function', function: { name: 'add', parameters: { type: 'object', properties: {} } } }];
  const messages = [
    user('Call add with a=40 and b=2. Do not answer yourself.'),
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: 'c1', content: '{"result":42}' },
    user('Reply with just the number.'),
  ];
  expect(await answerTo(messages as never, { tools })).toBe('42');
});

describe('arguments are those that the words name', () => {
  const parameters = {
    type: 'object',
    properties: { a: { type: 'integer' }, b: { type: 'integer' } },
    required: ['a', 'b'],
  };
  const tools = [{ type: 'function', function: { name: 'add', parameters } }];

  test('of a function', async () => {
    const emulator = await still({ service: 'vendor' });
    const messages = [user('Call add with a=40 and b=2. Do not answer yourself.')];
    const body = { model: 'gpt-4o-mini', messages, tools, tool_choice: 'required' };
    const { text } = await send(emulator, { path: '/v1/chat/completions', body });
    const [{ function: made }] = JSON.parse(text).choices[0].message.tool_calls;
    expect(JSON.parse(made.arguments)).toEqual({ a: 40, b: 2 });
  });

  test('of a custom tool', async () => {
    const emulator = await still({ service: 'vendor' });
    const body = {
      model: 'gpt-5',
      input: 'Use the code_exec tool to print hello world to the console. Do not answer directly.',
      tools: [{ type: 'custom', name: 'code_exec', description: 'Executes arbitrary Python code' }],
      tool_choice: 'required',
    };
    const { text } = await send(emulator, { path: '/v1/responses', body });
    const calls = JSON.parse(text).output.filter(({ type }: { type: string }) => type === 'custom_tool_call');
    expect(calls).toMatchObject([{ name: 'code_exec', input: 'print("hello world")' }]);
  });
});
