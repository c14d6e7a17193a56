import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { createEmulator, type Emulator } from '../../server';

const messages = [{ role: 'user' as const, content: 'hi' }];
const chat = { model: 'gpt-4o-mini', messages };
const message = { model: 'claude-sonnet-4-6', max_tokens: 16, messages };

/** So many a minute that the next one is there after a second. */
const LIMIT = 60;

describe('the SDKs wait as long as they are told, and then get in', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await createEmulator({ port: 0, service: 'vendor', limits: { requests_per_minute: LIMIT } });
  });
  afterAll(() => emulator.stop());

  const clients = (namespace: string, maxRetries = 2) => {
    const options = { apiKey: `sk-any@${namespace}`, maxRetries };
    return {
      openai: new OpenAI({ ...options, baseURL: emulator.urls.openai }),
      anthropic: new Anthropic({ ...options, baseURL: emulator.urls.anthropic, authToken: null }),
    };
  };

  test.each([
    ['openai', (namespace: string) => clients(namespace).openai.chat.completions.create(chat)],
    ['anthropic', (namespace: string) => clients(namespace).anthropic.messages.create(message)],
  ])(
    '%s: one more than may is tried again once, a second later',
    async (namespace, ask) => {
      for (let time = 0; time < LIMIT; time += 1) await ask(namespace);
      const isRefused = () => emulator.journal.entries({ status: 429 }, namespace).length > 0;
      // On a slow machine some requests are there again before all have been made.
      for (let more = 0; more < LIMIT && !isRefused(); more += 1) await ask(namespace);
      const [refused, passed] = emulator.journal.entries({}, namespace).slice(-2);
      expect([refused?.status, passed?.status]).toEqual([429, 200]);
      expect(refused?.replyHeaders).toMatchObject({ 'retry-after': '1' });
      expect((passed?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(990);
    },
    15_000,
  );

  test('without retries they throw their RateLimitError, with the numbers', async () => {
    emulator.limit({ limits: { requests_per_minute: 1 } }, 'once');
    const { openai, anthropic } = clients('once', 0);
    const { data, response } = await openai.chat.completions.create(chat).withResponse();
    expect(data.choices[0]?.finish_reason).toBe('stop');
    expect(response.headers.get('x-ratelimit-remaining-requests')).toBe('0');
    const limited = await openai.chat.completions.create({ ...chat, stream: true }).catch((error: unknown) => error);
    expect(limited).toBeInstanceOf(OpenAI.RateLimitError);
    expect(limited).toMatchObject({ status: 429, code: 'rate_limit_exceeded', type: 'requests' });
    await anthropic.messages.create(message);
    const refused = await anthropic.messages.create(message).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Anthropic.RateLimitError);
    expect(String(refused)).toContain('1 requests per minute');
    const { headers } = refused as { headers: Headers };
    expect(Date.parse(headers.get('anthropic-ratelimit-requests-reset') ?? '')).toBeGreaterThan(Date.now());
  });

  test('a spent credit is what OpenAI calls a quota, and trying again does not help', async () => {
    emulator.limit({ limits: { credit: 1 } }, 'poor');
    const { openai } = clients('poor', 0);
    await openai.chat.completions.create(chat);
    const error = await openai.chat.completions.create(chat).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 429, code: 'insufficient_quota' });
  });
});
