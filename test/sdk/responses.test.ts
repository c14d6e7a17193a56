import { zodTextFormat } from 'openai/helpers/zod';
import type {
  Response,
  ResponseCreateParamsNonStreaming,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
import { z } from 'zod';
import { useTwins } from './twins';
import { weatherQuestion, weatherTool } from './weather';

const hello = 'Say hello to the harbour.';
const Answer = z.object({ city: z.string(), degrees: z.number() });

const bodies: Readonly<Record<string, ResponseCreateParamsNonStreaming>> = {
  'a plain answer': { model: 'gpt-4o-mini', input: hello },
  'instructions and metadata': { model: 'gpt-4o-mini', input: hello, instructions: 'Be brief.', metadata: { a: 'b' } },
  'an answer cut by its length': { model: 'gpt-4o-mini', input: hello, max_output_tokens: 16 },
  'a tool call': { model: 'gpt-4o-mini', input: weatherQuestion, tools: [weatherTool.responses] },
  'a forced tool call': {
    model: 'gpt-4o-mini',
    input: hello,
    tools: [weatherTool.responses],
    tool_choice: { type: 'function', name: 'get_weather' },
  },
  'an answer in JSON': { model: 'gpt-4o-mini', input: hello, text: { format: zodTextFormat(Answer, 'answer') } },
  'a reasoning model': { model: 'deepseek-r1', input: hello },
};

/** Everything but what the SDK adds to JSON only (`output_text`) and what the service says in JSON only (`billing`). */
const told = (response: Response): unknown =>
  JSON.parse(JSON.stringify({ ...response, output_text: undefined, billing: undefined }));

/** Text and arguments as the deltas alone tell them. */
const spoken = (events: readonly ResponseStreamEvent[]): string =>
  events
    .map((event) =>
      event.type === 'response.output_text.delta' || event.type === 'response.function_call_arguments.delta'
        ? event.delta
        : '',
    )
    .join('');

/** The same, as the finished response tells them. */
const written = (response: Response): string =>
  response.output
    .map((item) => {
      if (item.type === 'function_call') return item.arguments;
      if (item.type !== 'message') return '';
      return item.content.map((part) => (part.type === 'output_text' ? part.text : '')).join('');
    })
    .join('');

describe('openai.responses', () => {
  const clientsIn = useTwins();

  test.each(Object.entries(bodies))('the stream of %s folds to its JSON', async (title, body) => {
    const [streaming, plain] = clientsIn(title);
    const json = await plain.openai.responses.create(body);
    const events: ResponseStreamEvent[] = [];
    for await (const event of await streaming.openai.responses.create({ ...body, stream: true })) events.push(event);
    const last = events.at(-1);
    if (last?.type !== 'response.completed' && last?.type !== 'response.incomplete') throw new Error(`${last?.type}`);
    expect(told(last.response)).toEqual(told(json));
    expect(spoken(events)).toBe(written(json));
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, index) => index));
  });

  test.each(Object.entries(bodies))('the SDK accumulates %s', async (title, body) => {
    const [streaming, plain] = clientsIn(`accumulated ${title}`);
    const json = await plain.openai.responses.create(body);
    const folded = await streaming.openai.responses.stream({ ...body, stream: true }).finalResponse();
    expect(written(folded as Response)).toBe(written(json));
    expect(folded.usage).toEqual(json.usage);
    expect(folded.status).toBe(json.status);
  });

  test('parse gives an answer that keeps its schema', async () => {
    const [{ openai }] = clientsIn('parse');
    const text = { format: zodTextFormat(Answer, 'answer') };
    const response = await openai.responses.parse({ model: 'gpt-4o-mini', input: hello, text });
    expect(Answer.safeParse(response.output_parsed).success).toBe(true);
  });
});
