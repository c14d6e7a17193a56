import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { createEmulator, type Emulator } from '../../server';

const messages = [{ role: 'user' as const, content: 'Tell me about rivers.' }];
const chat = { model: 'gpt-4o-mini', messages };
const message = { model: 'claude-sonnet-4-6', max_tokens: 400, messages };

describe('what the SDKs report of a fault', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await createEmulator({ port: 0, stopTimeout: 50 });
  });
  afterEach(() => emulator.reset());
  afterAll(() => emulator.stop());

  const openai = (maxRetries = 2, timeout = 2_000) =>
    new OpenAI({ apiKey: 'sk-any', baseURL: emulator.urls.openai, maxRetries, timeout });
  const anthropic = (maxRetries = 2, timeout = 2_000) =>
    new Anthropic({ apiKey: 'sk-any', authToken: null, baseURL: emulator.urls.anthropic, maxRetries, timeout });
  const thrown = (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => undefined,
      (error: unknown) => error,
    );
  const outcomes = () => emulator.journal.entries().map(({ outcome }) => outcome);

  test('a 429 is tried again after the wait it names, until it is over', async () => {
    emulator.faults.add('rate-limited;first=2;ms=30');
    expect((await openai().chat.completions.create(chat)).choices).toHaveLength(1);
    expect(outcomes()).toEqual(['refused', 'refused', 'answered']);
    const [first, second] = emulator.journal.entries();
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(29);
  });

  test('a 529 is tried again', async () => {
    emulator.faults.add('overloaded;first=1;ms=1');
    expect((await anthropic().messages.create(message)).type).toBe('message');
    expect(outcomes()).toEqual(['refused', 'answered']);
  });

  test('x-should-retry: false is obeyed', async () => {
    emulator.faults.add('rate-limited;again=false');
    expect(await thrown(openai().chat.completions.create(chat))).toBeInstanceOf(OpenAI.RateLimitError);
    expect(await thrown(anthropic().messages.create(message))).toBeInstanceOf(Anthropic.RateLimitError);
    expect(outcomes()).toEqual(['refused', 'refused']);
  });

  test.each([
    ['invalid-credentials', OpenAI.AuthenticationError, Anthropic.AuthenticationError],
    ['permission-denied', OpenAI.PermissionDeniedError, Anthropic.PermissionDeniedError],
    ['not-found', OpenAI.NotFoundError, Anthropic.NotFoundError],
    ['conflict', OpenAI.ConflictError, Anthropic.ConflictError],
    ['rate-limited', OpenAI.RateLimitError, Anthropic.RateLimitError],
    ['blocked', OpenAI.BadRequestError, Anthropic.BadRequestError],
    ['server-error', OpenAI.InternalServerError, Anthropic.InternalServerError],
    ['overloaded', OpenAI.InternalServerError, Anthropic.InternalServerError],
    ['timeout', OpenAI.InternalServerError, Anthropic.InternalServerError],
    ['bad-gateway', OpenAI.InternalServerError, Anthropic.InternalServerError],
    ['gateway-timeout', OpenAI.InternalServerError, Anthropic.InternalServerError],
    ['empty', OpenAI.APIConnectionError, Anthropic.APIConnectionError],
    ['reset', OpenAI.APIConnectionError, Anthropic.APIConnectionError],
    // Outside Jest it is the subclass APIConnectionTimeoutError; Jest's sandbox hides what an aborted fetch throws.
    ['silence', OpenAI.APIConnectionError, Anthropic.APIConnectionError],
  ])('%s has its class', async (plan, ofOpenai, ofAnthropic) => {
    emulator.faults.add(plan);
    expect(await thrown(openai(0, 100).chat.completions.create(chat))).toBeInstanceOf(ofOpenai);
    expect(await thrown(anthropic(0, 100).messages.create(message))).toBeInstanceOf(ofAnthropic);
  });

  test('chat: what was said before an error in the stream is kept, and the error is thrown', async () => {
    emulator.faults.add('stream-server-error;after=6');
    const said: string[] = [];
    const call = async () => {
      for await (const chunk of await openai().chat.completions.create({ ...chat, stream: true })) {
        said.push(chunk.choices[0]?.delta.content ?? '');
      }
    };
    expect(await thrown(call())).toBeInstanceOf(OpenAI.APIError);
    expect(said).toHaveLength(6);
    expect(outcomes()).toEqual(['broken']);
  });

  test('responses: the error is thrown after the events before it', async () => {
    emulator.faults.add('stream-rate-limited;after=6');
    const types: string[] = [];
    const call = async () => {
      for await (const { type } of await openai().responses.create({
        model: 'gpt-4o-mini',
        input: 'rivers',
        stream: true,
      })) {
        types.push(type);
      }
    };
    const error = await thrown(call());
    expect(types.slice(0, 2)).toEqual(['response.created', 'response.in_progress']);
    // Some versions throw at the error event, others hand it on and end with response.failed.
    expect(error instanceof OpenAI.APIError || types.at(-1) === 'response.failed').toBe(true);
    expect(outcomes()).toEqual(['broken']);
  });

  test('messages: an overloaded stream throws, and keeps the text it has heard', async () => {
    emulator.faults.add('stream-overloaded;after=6');
    const stream = anthropic().messages.stream(message);
    let heard = '';
    stream.on('text', (text) => {
      heard += text;
    });
    const error = await thrown(stream.finalMessage());
    expect(error).toBeInstanceOf(Anthropic.APIError);
    expect(error).toMatchObject({ error: { error: { type: 'overloaded_error', message: 'Overloaded' } } });
    expect(heard).not.toBe('');
  });

  test.each(['cut;after=5', 'cut-in-frame;after=5', 'reset;after=5', 'garbled;after=5'])(
    '%s throws in mid-stream',
    async (plan) => {
      emulator.faults.add(plan);
      const chunks: unknown[] = [];
      const call = async () => {
        for await (const chunk of await openai(0).chat.completions.create({ ...chat, stream: true }))
          chunks.push(chunk);
      };
      // undici's own TypeError in Node, of another realm than the test's.
      expect(await thrown(call())).toHaveProperty('message');
      // A reset may overtake what was sent before it.
      if (!plan.startsWith('reset')) expect(chunks).toHaveLength(5);
      expect(await thrown(anthropic(0).messages.stream(message).finalMessage())).toHaveProperty('message');
    },
  );

  test('a stream without its ending: Anthropic notices, chat does not', async () => {
    emulator.faults.add('no-ending');
    expect(await thrown(anthropic(0).messages.stream(message).finalMessage())).toBeInstanceOf(Anthropic.AnthropicError);
    const finish: unknown[] = [];
    for await (const chunk of await openai(0).chat.completions.create({ ...chat, stream: true })) {
      finish.push(chunk.choices[0]?.finish_reason);
    }
    expect(finish.at(-1)).toBe('stop');
  });

  test('turns that end otherwise', async () => {
    const ask = (fault: string) => ({ headers: { 'x-llmulator-fault': fault } });
    expect((await anthropic().messages.create(message, ask('pause'))).stop_reason).toBe('pause_turn');
    expect((await anthropic().messages.create(message, ask('refusal'))).stop_reason).toBe('refusal');
    expect((await openai().chat.completions.create(chat, ask('content-filter'))).choices[0]?.finish_reason).toBe(
      'content_filter',
    );
    expect((await openai().chat.completions.create(chat, ask('refusal'))).choices[0]?.message.refusal).not.toBeNull();
  });
});
