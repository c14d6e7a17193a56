import { createEmulator, type Emulator, type EmulatorOptions } from '../../server';
import { type Call, callRaw, type Seen } from '../support/raw-client';

const chat = (content = 'hi', model = 'gpt-4o-mini') => ({
  path: '/v1/chat/completions',
  body: { model, messages: [{ role: 'user', content }] },
});

/** Moves the clock by ten milliseconds at a time until an answer is whole. */
async function whileTimePasses(emulator: Emulator, call: Call): Promise<Seen> {
  const answer = callRaw(emulator, call);
  for (let done = false; !done; ) {
    done = await Promise.race([answer.then(() => true), emulator.clock.advance(10).then(() => false)]);
  }
  return answer;
}

/** Milliseconds that an answer took by the emulator's clock. */
async function lasted(emulator: Emulator, call: Call): Promise<number | undefined> {
  await whileTimePasses(emulator, call);
  return emulator.journal.entries().at(-1)?.duration;
}

/** Runs a test on a listening emulator whose clock is moved by hand. */
async function stepped(options: EmulatorOptions, use: (emulator: Emulator) => Promise<void>): Promise<void> {
  const emulator = await createEmulator({ port: 0, clock: 'stepped', ...options });
  try {
    await use(emulator);
  } finally {
    await emulator.stop();
  }
}

describe('pace', () => {
  test('a paced stream on a stepped clock waits for the hand, however long it lasts', async () => {
    const emulator = await createEmulator({
      port: 0,
      clock: { stepped: '2026-01-01T00:00:00Z' },
      pace: { first: 600_000, gap: 60_000 },
    });
    try {
      const body = { model: 'gpt-4o-mini', stream: true, messages: [{ role: 'user', content: 'say 1' }] };
      const answer = callRaw(emulator, { path: '/v1/chat/completions', body });
      while (emulator.journal.entries()[0]?.status === undefined)
        await new Promise((resolve) => setTimeout(resolve, 2));
      await emulator.clock.advance(599_999);
      expect(emulator.journal.entries()[0]?.outcome).toBeUndefined();
      await emulator.clock.advance(3_600_000);
      const { bytes, end } = await answer;
      expect([end, bytes.toString()]).toEqual(['whole', expect.stringMatching(/\[DONE\]\n\n$/)]);
      const frames = bytes.toString().split('\n\n').length - 1;
      expect(emulator.journal.entries()).toMatchObject([
        { outcome: 'answered', duration: 600_000 + (frames - 1) * 60_000 },
      ]);
    } finally {
      await emulator.stop();
    }
  });

  test('a body takes as long as its tokens would as a stream; each level of pace goes before the next', () =>
    stepped({ pace: { first: 1_000, gap: 0 } }, async (emulator) => {
      const with_ = (headers: Record<string, string> = {}) => lasted(emulator, { ...chat('say 1'), headers });
      expect(await with_()).toBe(1_000);
      emulator.pace({ first: 2_000 });
      expect(await with_()).toBe(2_000);
      emulator.fixtures.add({ when: { user: 'say 1' }, reply: { text: '1', pace: { first: 700 } } });
      expect(await with_()).toBe(700);
      expect(await with_({ 'x-llmulator-pace': 'first=500;load=2' })).toBe(1_000);
      expect(await with_({ 'x-llmulator-pace': 'instant' })).toBe(0);
      emulator.fixtures.clear();
      emulator.pace(null);
      expect(await with_()).toBe(1_000);
      expect(() => emulator.pace('realistc' as never)).toThrow('realistic');
    }));

  test('a model keeps its own pace where the pace leaves that to it', () =>
    stepped(
      { pace: { own: true, first: 90, rate: 1_000 }, models: ['test/embed/slow.models.yaml'] },
      async (emulator) => {
        emulator.fixtures.add({ when: { user: 'hi' }, reply: { text: 'one two three' } });
        const tokens = 3;
        expect(await lasted(emulator, chat('hi', 'tortoise'))).toBe(2_000 + (tokens - 1) * 500);
        expect(await lasted(emulator, chat('hi', 'unhurried'))).toBe(90 + (tokens - 1) * 1);
        const headers = { 'x-llmulator-pace': 'own=true;load=0.5' };
        expect(await lasted(emulator, { ...chat('hi', 'tortoise'), headers })).toBe(1_500);
        emulator.pace('instant');
        expect(await lasted(emulator, chat('hi', 'tortoise'))).toBe(0);
      },
    ));

  test('realistic is the pace of each model', () =>
    stepped({ pace: 'realistic' }, async (emulator) => {
      emulator.fixtures.add({ when: {}, reply: { text: 'Rivers run to the sea. '.repeat(20) } });
      // The clock goes on while a tokenizer is loaded.
      for (const model of ['gpt-4o', 'gpt-4-turbo']) await lasted(emulator, chat('hi', model));
      const took = new Map<string, number>();
      for (const model of ['gpt-4.1-nano', 'gpt-4-turbo', 'o1']) {
        took.set(model, (await lasted(emulator, chat('Tell me about rivers.', model))) ?? 0);
      }
      expect([...took].sort(([, a], [, b]) => a - b).map(([model]) => model)).toEqual([...took.keys()]);
    }));

  test('DeepSeek keeps a waiting connection alive: comments before a stream, empty lines before a body', () =>
    stepped({ service: 'deepseek', pace: { first: 35_000 } }, async (emulator) => {
      const asked = chat('hi', 'deepseek-chat');
      const stream = await whileTimePasses(emulator, { ...asked, body: { ...asked.body, stream: true } });
      expect(stream.bytes.toString()).toMatch(/^(?:: keep-alive\n\n){2}data: (?!.*keep-alive)/s);
      const body = await whileTimePasses(emulator, asked);
      expect(body.bytes.toString()).toMatch(/^\n\n\{/);
      expect(JSON.parse(body.bytes.toString())).toHaveProperty('choices');
      expect(body.headers).not.toHaveProperty('content-length');
    }));

  test('Anthropic pings while the model is silent, OpenAI says nothing', () =>
    stepped({ pace: { recorded: [0, 0, 0, 130], ping: 30 } }, async (emulator) => {
      const messages = [{ role: 'user', content: 'say 1' }];
      const anthropic = await whileTimePasses(emulator, {
        path: '/anthropic/v1/messages',
        body: { model: 'claude-sonnet-4-6', max_tokens: 50, stream: true, messages },
      });
      const openai = await whileTimePasses(emulator, {
        path: '/v1/chat/completions',
        body: { model: 'gpt-4o-mini', stream: true, messages },
      });
      expect(anthropic.bytes.toString().match(/event: ping/g)?.length).toBeGreaterThanOrEqual(3);
      expect(openai.bytes.toString()).not.toContain('ping');
    }));
});
