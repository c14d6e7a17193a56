import OpenAI from 'openai';
import type { Completion, CompletionCreateParamsNonStreaming } from 'openai/resources';
import { useTwins } from './twins';

const INSTRUCT = 'gpt-3.5-turbo-instruct';
const EMBEDDING = 'text-embedding-3-small';

describe('openai.embeddings', () => {
  const clientsIn = useTwins();

  test('the SDK asks for base64 and gives the numbers that floats give', async () => {
    const [{ openai }] = clientsIn('embeddings');
    const packed = await openai.embeddings.create({ model: EMBEDDING, input: ['harbour', 'ferry'] });
    const plain = await openai.embeddings.create({
      model: EMBEDDING,
      input: ['harbour', 'ferry'],
      encoding_format: 'float',
    });
    expect(packed.data.map(({ index }) => index)).toEqual([0, 1]);
    expect(packed.data.map(({ embedding }) => [...embedding])).toEqual(plain.data.map(({ embedding }) => embedding));
    expect(packed.data[0]?.embedding).toHaveLength(1536);
    expect(packed.usage).toEqual({ prompt_tokens: 4, total_tokens: 4 });
  });

  test('a refusal is the error that the real service would make the SDK throw', async () => {
    const [{ openai }] = clientsIn('embeddings refused');
    const refused = openai.embeddings.create({ model: EMBEDDING, input: '' });
    await expect(refused).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    await expect(openai.embeddings.create({ model: 'nonexistent', input: 'a' })).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
    await expect(openai.embeddings.create({ model: INSTRUCT, input: 'a' })).rejects.toBeInstanceOf(
      OpenAI.PermissionDeniedError,
    );
  });
});

describe('openai.moderations', () => {
  const clientsIn = useTwins();

  test('the same words get the same scores', async () => {
    const [first, second] = clientsIn('moderations');
    const body = { model: 'omni-moderation-latest', input: ['good morning', 'I want to kill them.'] };
    const once = await first.openai.moderations.create(body);
    const again = await second.openai.moderations.create(body);
    expect(again.results).toEqual(once.results);
    expect(once.results.map(({ flagged }) => flagged)).toEqual([false, true]);
    for (const score of Object.values(once.results[0]?.category_scores ?? {})) expect(score).toBeLessThan(0.001);
    expect(once.results[1]?.category_scores.violence).toBeGreaterThan(0.8);
  });

  test('every category of the SDK has a flag, a score and its kinds of input', async () => {
    const [{ openai }] = clientsIn('categories');
    const { results } = await openai.moderations.create({ input: 'a cat' });
    const [verdict] = results;
    const names = Object.keys(verdict?.categories ?? {}).sort();
    expect(names).toHaveLength(13);
    expect(Object.keys(verdict?.category_scores ?? {}).sort()).toEqual(names);
    expect(Object.keys(verdict?.category_applied_input_types ?? {}).sort()).toEqual(names);
  });
});

const bodies: Readonly<Record<string, Omit<CompletionCreateParamsNonStreaming, 'stream'>>> = {
  'a plain answer': { model: INSTRUCT, prompt: 'Say hello to the harbour.' },
  'several prompts and choices': { model: INSTRUCT, prompt: ['Say one.', 'Explain the tides.'], n: 2, max_tokens: 24 },
  'an answer ended by a stop sequence': { model: INSTRUCT, prompt: 'Explain the tides.', stop: ['e'] },
  'a repeated prompt': { model: INSTRUCT, prompt: 'Explain the tides.', echo: true },
  'log probabilities': { model: INSTRUCT, prompt: 'Explain the tides.', logprobs: 3 },
  'log probabilities of the prompt too': {
    model: 'davinci-002',
    prompt: 'Explain 潮汐.',
    logprobs: 2,
    echo: true,
    n: 2,
  },
  'a prompt in tokens': { model: 'babbage-002', prompt: [37890, 220, 16] },
};

type Logprobs = NonNullable<Completion['choices'][number]['logprobs']>;

const LISTS = ['tokens', 'token_logprobs', 'top_logprobs', 'text_offset'] as const;

/** What a stream's chunks say of one choice. */
function folded(chunks: readonly Completion[], index: number) {
  const told = chunks.flatMap(({ choices }) => choices.filter((choice) => choice.index === index));
  const logprobs = told.flatMap((choice): Logprobs[] => (choice.logprobs === null ? [] : [choice.logprobs]));
  return {
    index,
    text: told.map(({ text }) => text).join(''),
    finish_reason: told.at(-1)?.finish_reason,
    logprobs:
      logprobs.length === 0
        ? null
        : Object.fromEntries(LISTS.map((list) => [list, logprobs.flatMap((part): unknown[] => part[list] ?? [])])),
  };
}

describe('openai.completions', () => {
  const clientsIn = useTwins();

  test.each(Object.entries(bodies))('the stream of %s folds to its JSON', async (title, body) => {
    const [streaming, plain] = clientsIn(title);
    const json = await plain.openai.completions.create(body);
    const chunks: Completion[] = [];
    const stream = await streaming.openai.completions.create({
      ...body,
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const chunk of stream) chunks.push(chunk);
    expect(json.choices.map(({ index }) => folded(chunks, index))).toEqual(json.choices);
    expect(chunks.at(-1)?.usage).toEqual(json.usage);
    expect(new Set(chunks.map(({ id }) => id))).toEqual(new Set([json.id]));
  });

  test('the four lists of log probabilities are of one length, and offsets lead to their tokens', async () => {
    const [{ openai }] = clientsIn('offsets');
    const prompt = 'Explain the tides.';
    const { choices } = await openai.completions.create({ model: INSTRUCT, prompt, logprobs: 3, max_tokens: 40 });
    const { tokens = [], token_logprobs, top_logprobs, text_offset } = choices[0]?.logprobs ?? {};
    expect(tokens.join('')).toBe(choices[0]?.text);
    const lengths = [token_logprobs, top_logprobs, text_offset].map((list) => list?.length);
    expect(lengths).toEqual([tokens.length, tokens.length, tokens.length]);
    for (const [at, offset] of (text_offset ?? []).entries()) {
      const token = tokens[at] ?? '';
      expect([...`${prompt}${choices[0]?.text}`].slice(offset, offset + [...token].length).join('')).toBe(token);
    }
  });

  test('a chat model is refused as not found', async () => {
    const [{ openai }] = clientsIn('refused');
    const refused = openai.completions.create({ model: 'gpt-4o-mini', prompt: 'hi' });
    await expect(refused).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });
});
