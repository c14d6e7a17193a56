import type Anthropic from '@anthropic-ai/sdk';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { ResponseInputItem } from 'openai/resources/responses/responses';
import { createEmulator, type Emulator } from '../../server';
import { type Clients, clientsOf } from './twins';

const QUESTION = 'What is the weather in Paris, and what time is it in Tokyo?';
const schema = {
  type: 'object' as const,
  properties: { city: { type: 'string' as const } },
  required: ['city'],
  additionalProperties: false,
};
const tools = [
  { name: 'get_weather', description: 'The weather in a city' },
  { name: 'get_time', description: 'The current time in a city' },
];
const RESULTS: Readonly<Record<string, string>> = { get_weather: '{"sky":"clear"}', get_time: '{"time":"12:30"}' };
const resultOf = (name: string): string => RESULTS[name] ?? '';

/** How a loop goes: streamed or not, one call at a time or several. */
interface Way {
  readonly stream: boolean;
  readonly serial: boolean;
}

/** What was called in each turn, and the words at the end. */
type Log = readonly (readonly string[] | string)[];

const MOST_TURNS = 6;

/** Goes on until a turn has no calls. */
async function turns(turn: () => Promise<readonly string[] | string>): Promise<Log> {
  const log: (readonly string[] | string)[] = [];
  while (log.length < MOST_TURNS) {
    const said = await turn();
    log.push(said);
    if (typeof said === 'string') break;
  }
  return log;
}

function chatLoop({ openai }: Clients, { stream, serial }: Way): Promise<Log> {
  const { completions } = openai.chat;
  const messages: ChatCompletionMessageParam[] = [{ role: 'user', content: QUESTION }];
  const offered = tools.map((tool) => ({ type: 'function' as const, function: { ...tool, parameters: schema } }));
  return turns(async () => {
    const body = { model: 'deepseek-r1', messages, tools: offered, parallel_tool_calls: !serial };
    const answer = stream ? await completions.stream(body).finalChatCompletion() : await completions.create(body);
    const message = answer.choices[0]?.message;
    if (message === undefined) return '';
    messages.push(message);
    const calls = (message.tool_calls ?? []).flatMap((call) => (call.type === 'function' ? [call] : []));
    for (const { id, function: called } of calls)
      messages.push({ role: 'tool', tool_call_id: id, content: resultOf(called.name) });
    return calls.length > 0 ? calls.map((call) => call.function.name) : (message.content ?? '');
  });
}

function responsesLoop({ openai: { responses } }: Clients, { stream, serial }: Way): Promise<Log> {
  const input: ResponseInputItem[] = [{ role: 'user', content: QUESTION }];
  const offered = tools.map((tool) => ({ type: 'function' as const, ...tool, parameters: schema, strict: true }));
  return turns(async () => {
    const body = { model: 'gpt-4o', input, tools: offered, parallel_tool_calls: !serial };
    const answer = stream ? await responses.stream(body).finalResponse() : await responses.create(body);
    const calls = answer.output.flatMap((item) => (item.type === 'function_call' ? [item] : []));
    for (const { call_id, name, arguments: given } of calls) {
      input.push({ type: 'function_call', call_id, name, arguments: given });
      input.push({ type: 'function_call_output', call_id, output: resultOf(name) });
    }
    return calls.length > 0 ? calls.map(({ name }) => name) : answer.output_text;
  });
}

function messagesLoop({ anthropic }: Clients, { stream, serial }: Way): Promise<Log> {
  const { messages: api } = anthropic;
  const messages: Anthropic.MessageParam[] = [{ role: 'user', content: QUESTION }];
  const offered = tools.map((tool) => ({ ...tool, input_schema: schema }));
  const choice = { type: 'auto' as const, disable_parallel_tool_use: serial };
  return turns(async () => {
    const body = { model: 'deepseek-r1', max_tokens: 999, messages, tools: offered, tool_choice: choice };
    const answer = stream ? await api.stream(body).finalMessage() : await api.create(body);
    messages.push({ role: 'assistant', content: answer.content });
    const calls = answer.content.flatMap((block) => (block.type === 'tool_use' ? [block] : []));
    const content = calls.map(({ id, name }) => ({
      type: 'tool_result' as const,
      tool_use_id: id,
      content: resultOf(name),
    }));
    if (calls.length > 0) messages.push({ role: 'user', content });
    const words = answer.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
    return calls.length > 0 ? calls.map(({ name }) => name) : words;
  });
}

const loops = { chat: chatLoop, responses: responsesLoop, messages: messagesLoop };

describe.each(Object.entries(loops))('a tool loop on %s', (_id, loop) => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await createEmulator({ port: 0 });
  });
  afterAll(() => emulator.stop());

  test.each([true, false])('with all calls at once ends in words about each result, streamed: %s', async (stream) => {
    const log = await loop(clientsOf(emulator), { stream, serial: false });
    expect(log).toEqual([['get_weather', 'get_time'], expect.stringMatching(/clear.*12:30/)]);
  });

  test.each([true, false])('with one call at a time ends in words about each result, streamed: %s', async (stream) => {
    const log = await loop(clientsOf(emulator), { stream, serial: true });
    expect(log).toEqual([['get_weather'], ['get_time'], expect.stringMatching(/clear.*12:30/)]);
  });
});
