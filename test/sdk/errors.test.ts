import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { createEmulator, type Emulator } from '../../server';
import { type Clients, clientsOf } from './twins';

const hello = [{ role: 'user' as const, content: 'hi' }];
const chat = { model: 'gpt-4o-mini', messages: hello };
const message = { model: 'claude-sonnet-4-6', max_tokens: 16, messages: hello };

/** What a call threw. */
const thrownBy = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the SDKs throw the error that the real service would make them throw', () => {
  let emulator: Emulator;
  let known: Clients;
  let stranger: Clients;
  beforeAll(async () => {
    emulator = await createEmulator({ port: 0, service: 'vendor', keys: ['sk-known'] });
    known = clientsOf(emulator, 'sk-known');
    stranger = clientsOf(emulator, 'sk-stranger');
  });
  afterAll(() => emulator.stop());

  test.each([
    ['chat', () => known.openai.chat.completions.create({ ...chat, temperature: 3 })],
    ['responses', () => known.openai.responses.create({ model: 'gpt-4o-mini', input: 'hi', temperature: 3 })],
  ])('openai %s: a bad request', async (_surface, call) => {
    const error = await thrownBy(call());
    expect(error).toBeInstanceOf(OpenAI.BadRequestError);
    expect(error).toMatchObject({ status: 400, type: 'invalid_request_error', param: 'temperature' });
    expect(error).toHaveProperty('requestID', expect.stringMatching(/^req_/));
  });

  test('openai: a wrong key', async () => {
    const error = await thrownBy(stranger.openai.chat.completions.create(chat));
    expect(error).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(error).toMatchObject({ status: 401, code: 'invalid_api_key' });
  });

  test('openai: an unknown model', async () => {
    const error = await thrownBy(known.openai.chat.completions.create({ ...chat, model: 'gpt-none' }));
    expect(error).toBeInstanceOf(OpenAI.NotFoundError);
    expect(error).toMatchObject({ status: 404, code: 'model_not_found' });
  });

  test('openai: a refused stream throws before its first chunk', async () => {
    const error = await thrownBy(known.openai.chat.completions.create({ ...chat, temperature: 3, stream: true }));
    expect(error).toBeInstanceOf(OpenAI.BadRequestError);
  });

  test('anthropic: a bad request', async () => {
    const error = await thrownBy(known.anthropic.messages.create({ ...message, max_tokens: -1 }));
    expect(error).toBeInstanceOf(Anthropic.BadRequestError);
    expect(error).toMatchObject({ status: 400, error: { type: 'error', error: { type: 'invalid_request_error' } } });
    expect(error).toHaveProperty('requestID', expect.stringMatching(/^req_/));
  });

  test('anthropic: a wrong key', async () => {
    const error = await thrownBy(stranger.anthropic.messages.create(message));
    expect(error).toBeInstanceOf(Anthropic.AuthenticationError);
    expect(error).toMatchObject({ status: 401, error: { error: { type: 'authentication_error' } } });
  });

  test('anthropic: an unknown model', async () => {
    const error = await thrownBy(known.anthropic.messages.create({ ...message, model: 'claude-none' }));
    expect(error).toBeInstanceOf(Anthropic.NotFoundError);
    expect(error).toMatchObject({ status: 404, error: { error: { type: 'not_found_error' } } });
  });
});
