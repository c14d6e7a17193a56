import { zodResponseFormat } from 'openai/helpers/zod';
import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from 'openai/resources';
import { z } from 'zod';
import { useTwins } from './twins';
import { weatherQuestion, weatherSchema, weatherTool } from './weather';

type Body = Omit<ChatCompletionCreateParamsNonStreaming, 'stream'>;

const hello = [{ role: 'user' as const, content: 'Say hello to the harbour.' }];
const weather = [{ role: 'user' as const, content: weatherQuestion }];
const Answer = z.object({ city: z.string(), degrees: z.number(), tags: z.array(z.string()) });

const bodies: Readonly<Record<string, Body>> = {
  'a plain answer': { model: 'gpt-4o-mini', messages: hello },
  'three choices': { model: 'gpt-4o-mini', messages: hello, n: 3 },
  'an answer cut by its length': { model: 'gpt-4o-mini', messages: hello, max_tokens: 5 },
  'an answer ended by a stop sequence': { model: 'gpt-4o-mini', messages: hello, stop: ['e'] },
  'a tool call': { model: 'gpt-4o-mini', messages: weather, tools: [weatherTool.chat] },
  'a forced tool call': { model: 'gpt-4o-mini', messages: hello, tools: [weatherTool.chat], tool_choice: 'required' },
  'an answer with log probabilities': { model: 'gpt-4o-mini', messages: hello, logprobs: true, top_logprobs: 2 },
  'an answer in JSON': {
    model: 'gpt-4o-mini',
    messages: hello,
    response_format: zodResponseFormat(Answer, 'answer'),
  },
  'a reasoning model': { model: 'deepseek-r1', messages: hello },
};

/** What stream and JSON must agree on: everything but the form of transport. */
const told = ({ id, model, created, choices, usage, system_fingerprint, service_tier }: ChatCompletion) => ({
  id,
  model,
  created,
  usage,
  system_fingerprint,
  service_tier,
  choices: choices.map(({ index, finish_reason, logprobs, message }) => ({
    index,
    finish_reason,
    logprobs: logprobs ?? null,
    content: message.content,
    refusal: message.refusal ?? null,
    tool_calls: message.tool_calls?.map((call) =>
      call.type === 'function' ? [call.id, call.function.name, call.function.arguments] : call,
    ),
  })),
});

describe('openai.chat.completions', () => {
  const clientsIn = useTwins();

  test.each(Object.entries(bodies))('the stream of %s folds to its JSON', async (title, body) => {
    const [streaming, plain] = clientsIn(title);
    const json = await plain.openai.chat.completions.create(body);
    const stream = streaming.openai.chat.completions.stream({ ...body, stream_options: { include_usage: true } });
    const folded = await stream.finalChatCompletion();
    expect(told(folded)).toEqual(told(json));
    expect(json.choices).toHaveLength(body.n ?? 1);
  });

  test('a stream arrives in pieces that add up', async () => {
    const [streaming, plain] = clientsIn('pieces');
    const body = { model: 'gpt-4o-mini', messages: hello };
    const pieces: string[] = [];
    for await (const chunk of await streaming.openai.chat.completions.create({ ...body, stream: true })) {
      pieces.push(chunk.choices[0]?.delta.content ?? '');
    }
    const json = await plain.openai.chat.completions.create(body);
    expect(pieces.filter((piece) => piece !== '').length).toBeGreaterThan(3);
    expect(pieces.join('')).toBe(json.choices[0]?.message.content);
  });

  test('parse gives an answer that keeps its schema', async () => {
    const [{ openai }] = clientsIn('parse');
    const response_format = zodResponseFormat(Answer, 'answer');
    const completion = await openai.chat.completions.parse({ model: 'gpt-4o-mini', messages: hello, response_format });
    expect(Answer.safeParse(completion.choices[0]?.message.parsed).success).toBe(true);
  });

  test('runTools calls the tool, hands the result back and gets an answer', async () => {
    const [{ openai }] = clientsIn('runTools');
    const get = jest.fn(({ city }: { city: string }) => `${city}: 21 degrees`);
    const runner = openai.chat.completions.runTools({
      model: 'gpt-4o-mini',
      messages: weather,
      tools: [
        {
          type: 'function',
          function: {
            name: 'get_weather',
            description: 'The weather of a city',
            parameters: weatherSchema,
            parse: (text: string): { city: string } => JSON.parse(text),
            function: get,
          },
        },
      ],
    });
    expect(await runner.finalContent()).toEqual(expect.stringMatching(/\S/));
    expect(get).toHaveBeenCalledTimes(1);
    expect(get.mock.calls[0]?.[0]).toEqual({ city: '北京' });
  });
});
