import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import type { Message, MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages';
import { z } from 'zod';
import { createEmulator } from '../../server';
import { NOW } from '../support/start';
import { clientsOf, useTwins } from './twins';
import { weatherQuestion, weatherTool } from './weather';

const CLAUDE = { model: 'claude-sonnet-4-6', max_tokens: 256 };
const hello = [{ role: 'user' as const, content: 'Say hello to the harbour.' }];
const weather = [{ role: 'user' as const, content: weatherQuestion }];
const Answer = z.object({ city: z.string(), degrees: z.number() });

const bodies: Readonly<Record<string, MessageCreateParamsNonStreaming>> = {
  'a plain answer': { ...CLAUDE, messages: hello },
  'an answer cut by its length': { ...CLAUDE, max_tokens: 5, messages: hello },
  'an answer ended by a stop sequence': { ...CLAUDE, messages: hello, stop_sequences: ['e'] },
  'a tool call': { ...CLAUDE, messages: weather, tools: [weatherTool.messages] },
  'a forced tool call': {
    ...CLAUDE,
    messages: hello,
    tools: [weatherTool.messages],
    tool_choice: { type: 'tool', name: 'get_weather' },
  },
  'an answer after thinking': {
    ...CLAUDE,
    max_tokens: 4096,
    messages: hello,
    thinking: { type: 'enabled', budget_tokens: 1024 },
  },
  'an answer after adaptive thinking': {
    ...CLAUDE,
    model: 'claude-sonnet-5',
    messages: hello,
    thinking: { type: 'adaptive' },
  },
  'a reasoning model without thinking': { model: 'deepseek-r1', max_tokens: 256, messages: hello },
};

const told = (message: Message): unknown => JSON.parse(JSON.stringify({ ...message, parsed_output: undefined }));

describe('anthropic.messages', () => {
  const clientsIn = useTwins();

  test.each(Object.entries(bodies))('the stream of %s folds to its JSON', async (title, body) => {
    const [streaming, plain] = clientsIn(title);
    const json = await plain.anthropic.messages.create(body);
    const folded = await streaming.anthropic.messages.stream(body).finalMessage();
    expect(told(folded as Message)).toEqual(told(json));
  });

  test('a stream arrives in pieces that add up', async () => {
    const [streaming, plain] = clientsIn('pieces');
    const pieces: string[] = [];
    const stream = streaming.anthropic.messages.stream({ ...CLAUDE, messages: hello });
    await stream.on('text', (text) => pieces.push(text)).finalMessage();
    const json = await plain.anthropic.messages.create({ ...CLAUDE, messages: hello });
    expect(pieces.length).toBeGreaterThan(1);
    expect(json.content[0]).toMatchObject({ type: 'text', text: pieces.join('') });
  });

  test('parse gives an answer that keeps its schema', async () => {
    const [{ anthropic }] = clientsIn('parse');
    const output_config = { format: zodOutputFormat(Answer) };
    const message = await anthropic.messages.parse({ ...CLAUDE, messages: hello, output_config });
    expect(Answer.safeParse(message.parsed_output).success).toBe(true);
  });

  // Unless told otherwise the SDK asks the service to hold the conversation, and goes on without when that is refused.
  test.each([
    ['a thread', {}],
    ['a thread that thinks', { max_tokens: 4096, thinking: { type: 'enabled' as const, budget_tokens: 1024 } }],
    ['a model for which no thread is held', { model: 'deepseek-r1' }],
    ['no thread', { thread: false as const }],
  ])('toolRunner with %s calls the tool, hands the result back and gets an answer', async (title, settings) => {
    const [{ anthropic }] = clientsIn(`toolRunner with ${title}`);
    const run = jest.fn(({ city }: { city: string }) => `${city}: 21 degrees`);
    const inputSchema = z.object({ city: z.string() });
    const tool = betaZodTool({ name: 'get_weather', description: 'The weather of a city', inputSchema, run });
    const message = await anthropic.beta.messages.toolRunner({
      ...CLAUDE,
      ...settings,
      messages: weather,
      tools: [tool],
    });
    expect(run).toHaveBeenCalledTimes(1);
    expect(run.mock.calls[0]?.[0]).toEqual({ city: '北京' });
    expect(message.content.at(-1)).toMatchObject({ type: 'text', text: expect.stringMatching(/\S/) });
  });

  test('a thread sends what is new, and gets what the whole conversation would', async () => {
    const [threaded, plain] = clientsIn('thread');
    const thread = threaded.anthropic.beta.messages.thread({ ...CLAUDE, system: 'You are a ferryman.' });
    const first = await thread.send({ role: 'user', content: 'Say hello to the harbour.' });
    const second = await thread.send({ role: 'user', content: 'Say hello to the tide.' });
    expect(thread.previousMessageId).toBe(second.id);
    const { id: _, ...whole } = await plain.anthropic.messages.create({
      ...CLAUDE,
      system: 'You are a ferryman.',
      messages: [
        { role: 'user', content: 'Say hello to the harbour.' },
        { role: 'assistant', content: first.content as Message['content'] },
        { role: 'user', content: 'Say hello to the tide.' },
      ],
    });
    expect(second.usage.input_tokens).toBe(whole.usage.input_tokens);
  });

  test('a thread that nobody holds any more is sent again whole', async () => {
    const emulator = await createEmulator({ port: 0, service: 'vendor', clock: { stepped: NOW } });
    const { anthropic } = clientsOf(emulator);
    const thread = anthropic.beta.messages.thread(CLAUDE);
    await thread.stream({ role: 'user', content: 'Say hello to the harbour.' }).finalMessage();
    await emulator.clock.advance(300_000);
    await thread.stream({ role: 'user', content: 'Say hello to the tide.' }).finalMessage();
    expect(emulator.journal.entries({ route: 'messages' }).map(({ status }) => status)).toEqual([200, 404, 200]);
    await emulator.stop();
  });

  test('countTokens says what usage will say', async () => {
    const [{ anthropic }] = clientsIn('count');
    const { max_tokens: _limit, ...asked } = bodies['a tool call'] as MessageCreateParamsNonStreaming;
    const { input_tokens } = await anthropic.messages.countTokens(asked);
    const { usage } = await anthropic.messages.create({ ...asked, max_tokens: 64 });
    expect(input_tokens).toBe(usage.input_tokens);
  });

  test('the models can be listed, page by page, and looked up', async () => {
    const [{ anthropic }] = clientsIn('models');
    const listed: string[] = [];
    for await (const { id } of anthropic.models.list({ limit: 2 })) listed.push(id);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toEqual((await anthropic.models.list({ limit: 1000 })).data.map(({ id }) => id));
    const [first = ''] = listed;
    expect((await anthropic.models.retrieve(first)).id).toBe(first);
  });
});
