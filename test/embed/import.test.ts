import { createApp } from '../../server/app/create-app';
import { importFile } from '../../server/cli/import';
import { send } from '../support/http';
import { still } from '../support/start';
import { doors } from '../support/surfaces';
import { written } from '../support/written';

const kit = createApp({}, { inline: [], report: () => undefined });
const imported = (name: string, text: string) => importFile(kit, written(name, text));
const reply = async (file: string, user: string): Promise<string> => {
  const emulator = await still({ fixtures: [written('taken.yaml', file)], strict: true });
  const body = { model: 'deepseek-r1', messages: [{ role: 'user', content: user }] };
  return (await send(emulator, { path: '/v1/chat/completions', body })).text;
};

test('aimock: the first that matches wins, sequences follow each other, what has no like is told', async () => {
  const fixtures = [
    { match: { userMessage: 'weather' }, response: { content: 'Sunny.' } },
    { match: { userMessage: 'the weather in Paris' }, response: { content: 'never reached' } },
    { match: { userMessage: 'poll', sequenceIndex: 0 }, response: { content: 'one' } },
    { match: { userMessage: 'poll', sequenceIndex: 1 }, response: { content: 'two' } },
    { match: { userMessage: 'fail' }, response: { error: { message: 'Busy.', type: 'server_error' }, status: 503 } },
    { match: { inputText: 'x' }, response: { embedding: [1] } },
    { match: { userMessage: 'x' }, response: { embedding: [1] } },
  ];
  const { text, count, notes } = await imported('aimock.json', JSON.stringify({ fixtures }));
  expect(notes).toEqual([
    'fixtures[5] matches by inputText, which has no like here',
    'fixtures[6] answers with embedding, which has no like here',
  ]);
  expect(count).toBe(4);
  expect(await reply(text, 'the weather in Paris')).toContain('Sunny.');
  expect(await reply(text, 'poll')).toContain('one');
  expect(await reply(text, 'fail')).toBe('{"error":{"message":"Busy.","type":"server_error"}}');
});

test('mockllm: prompts and the answer to all others', async () => {
  const { text } = await imported(
    'r.yml',
    'responses:\n  "what is 2+2?": "9"\ndefaults:\n  unknown_response: No idea.\n',
  );
  expect(JSON.parse(await reply(text, 'What is 2+2?')).choices[0].message.content).toBe('9');
  expect(await reply(text, 'else')).toContain('No idea.');
});

const recordings = doors.flatMap((door) => [false, true].map((stream) => ({ door, stream, id: door.id })));

test.each(recordings)(
  'a recorded exchange on $id (stream: $stream) is answered again, from a HAR and from a cassette alike',
  async ({ door, stream }) => {
    const tool = { name: 'get_weather', schema: { type: 'object', properties: { city: { type: 'string' } } } };
    const emulator = await still();
    const body = door.withTool('weather in Paris', tool);
    const { text: answered } = await send(emulator, { path: door.path, body: { ...body, stream } });
    const url = `https://gateway.example${door.path}`;
    const har = {
      log: {
        entries: [
          {
            request: { url, postData: { text: JSON.stringify(body) } },
            response: { status: 200, content: { text: answered } },
          },
        ],
      },
    };
    const cassette = {
      interactions: [
        {
          request: { uri: url, body: JSON.stringify(body) },
          response: { status: { code: 200 }, body: { string: answered } },
        },
      ],
    };
    const [one, other] = await Promise.all(
      [har, cassette].map((file) => imported('recorded.json', JSON.stringify(file))),
    );
    expect(one).toEqual(other);
    expect(one).toMatchObject({ count: 1, notes: [] });
    const again = await still({ fixtures: [written('taken.yaml', one?.text ?? '')], strict: true, seed: 99 });
    const { text } = await send(again, { path: door.path, body });
    expect(/\\?"city\\?": ?\\?"([^"\\]*)/.exec(text)?.[1]).toBe('Paris');
  },
);

test('what cannot be taken over is told', async () => {
  const entry = (url: string, text: string, model = 'deepseek-r1') => ({
    request: { url, postData: { text: JSON.stringify({ model, messages: [{ role: 'user', content: 'x' }] }) } },
    response: { status: 200, content: { text } },
  });
  const chat = 'https://gateway.example/v1/chat/completions';
  const { notes } = await imported(
    'r.har',
    JSON.stringify({
      log: {
        entries: [
          entry('https://gateway.example/logo.png', ''),
          entry(chat, 'data: {}\n\n'),
          entry(chat, '{}', 'nobody'),
        ],
      },
    }),
  );
  expect(notes).toEqual([
    'https://gateway.example/logo.png is no request for an answer of a model',
    `${chat} was answered with what is no whole answer of chat`,
    `${chat} asks for a model that is unknown here`,
  ]);
  await expect(imported('x.yaml', 'a: 1')).rejects.toThrow(
    'neither aimock fixtures, mockllm responses, a HAR nor a VCR cassette',
  );
  expect((await imported('a.json', '{"fixtures":[{"match":{}}]}')).notes).toEqual([
    'fixtures[0] has no match or no response',
  ]);
});
