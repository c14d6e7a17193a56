import { send } from '../support/http';
import { still } from '../support/start';

const LONG = 'The harbour keeps its own slow time, and every boat answers to the tide. '.repeat(150);

const chat = (content: string, more: object = {}) => ({
  path: '/v1/chat/completions',
  body: {
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: LONG },
      { role: 'user', content },
    ],
    ...more,
  },
});

const message = (text: string, more: object = {}) => ({
  path: '/anthropic/v1/messages',
  body: {
    model: 'claude-sonnet-5-5',
    max_tokens: 100,
    system: [{ type: 'text', text: LONG, cache_control: { type: 'ephemeral', ...more } }],
    messages: [{ role: 'user', content: text }],
  },
});

type Usage = Readonly<Record<string, number>> & {
  readonly prompt_tokens_details: { readonly cached_tokens: number };
  readonly cache_creation: Readonly<Record<string, number>>;
};

/** Sends requests one after the other to a fresh emulator and gives what each cost. */
async function usages(...sent: readonly Parameters<typeof send>[1][]): Promise<readonly Usage[]> {
  const emulator = await still({ service: 'vendor' });
  const costs: Usage[] = [];
  for (const each of sent) costs.push((JSON.parse((await send(emulator, each)).text) as { usage: Usage }).usage);
  return costs;
}

const cachedOf = (usage: Usage | undefined) => usage?.prompt_tokens_details.cached_tokens ?? Number.NaN;

describe('a prompt that was said before is read from the cache', () => {
  test('OpenAI: whole steps of 128 tokens, from 1024 on, and never the end', async () => {
    const [first, again, other] = await usages(chat('Hello'), chat('Hello'), chat('What is the time?'));
    expect(cachedOf(first)).toBe(0);
    expect(cachedOf(again)).toBeGreaterThanOrEqual(1024);
    expect(cachedOf(again) % 128).toBe(0);
    expect(cachedOf(again)).toBeLessThan(again?.['prompt_tokens'] ?? 0);
    expect(cachedOf(other)).toBeGreaterThanOrEqual(1024);
  });

  test('OpenAI: not under another key, not by another model, not when it is short', async () => {
    const [, key, model] = await usages(
      chat('Hello'),
      chat('Hello', { prompt_cache_key: 'other' }),
      chat('Hello', { model: 'gpt-4o' }),
    );
    expect([cachedOf(key), cachedOf(model)]).toEqual([0, 0]);
    const short = {
      path: '/v1/chat/completions',
      body: { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi' }] },
    };
    expect((await usages(short, short)).map(cachedOf)).toEqual([0, 0]);
  });

  test('Anthropic: what a marker wrote is what the next request reads', async () => {
    const [first, second] = await usages(message('Hello'), message('And now?'));
    const written = first?.['cache_creation_input_tokens'] ?? 0;
    expect(written).toBeGreaterThan(1024);
    expect(first).toMatchObject({
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: written, ephemeral_1h_input_tokens: 0 },
    });
    expect(second).toMatchObject({ cache_read_input_tokens: written, cache_creation_input_tokens: 0 });
    expect(second?.['input_tokens']).toBeLessThan(100);
  });

  test('Anthropic: an hour is told apart', async () => {
    const [first] = await usages(message('Hello', { ttl: '1h' }));
    expect(first?.cache_creation['ephemeral_1h_input_tokens']).toBeGreaterThan(1024);
    expect(first?.cache_creation['ephemeral_5m_input_tokens']).toBe(0);
  });
});
