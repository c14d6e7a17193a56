import type { Emulator } from '../../server';
import { send } from '../support/http';
import { readSse } from '../support/sse';
import { still } from '../support/start';

const QUESTION = 'Explain how rain forms.';

/** What was said, and why it ends. */
interface Said {
  readonly text: string;
  readonly stop: unknown;
  readonly sequence?: unknown;
  readonly thoughts: number;
}

interface Door {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Keys of this surface for a limit in tokens and for stop sequences. */
  readonly limit: string;
  readonly stop?: string;
  /** The word for a reply that is cut. */
  readonly cut: string;
  read(answer: never): Said;
}

const messages = [{ role: 'user', content: QUESTION }];

const doors: Readonly<Record<string, Door>> = {
  chat: {
    path: '/v1/chat/completions',
    body: { model: 'gpt-4o', messages },
    limit: 'max_completion_tokens',
    stop: 'stop',
    cut: 'length',
    read: ({
      choices: [{ message, finish_reason }],
      usage,
    }: {
      choices: [{ message: { content: string }; finish_reason: string }];
      usage: { completion_tokens_details: { reasoning_tokens: number } };
    }) => ({
      text: message.content,
      stop: finish_reason,
      thoughts: usage.completion_tokens_details.reasoning_tokens,
    }),
  },
  completions: {
    path: '/v1/completions',
    body: { model: 'gpt-3.5-turbo-instruct', prompt: QUESTION, max_tokens: 400 },
    limit: 'max_tokens',
    stop: 'stop',
    cut: 'length',
    read: ({ choices: [{ text, finish_reason: stop }] }: { choices: [{ text: string; finish_reason: string }] }) => ({
      text,
      stop,
      thoughts: 0,
    }),
  },
  responses: {
    path: '/v1/responses',
    body: { model: 'gpt-4o', input: QUESTION },
    limit: 'max_output_tokens',
    cut: 'incomplete',
    read: (answer: {
      output: { content?: { text: string }[] }[];
      status: string;
      usage: { output_tokens_details: { reasoning_tokens: number } };
    }) => ({
      text: answer.output.flatMap(({ content = [] }) => content.map(({ text }) => text)).join(''),
      stop: answer.status,
      thoughts: answer.usage.output_tokens_details.reasoning_tokens,
    }),
  },
  messages: {
    path: '/anthropic/v1/messages',
    body: { model: 'claude-sonnet-4-5', max_tokens: 4000, messages },
    limit: 'max_tokens',
    stop: 'stop_sequences',
    cut: 'max_tokens',
    read: (answer: {
      content: { text?: string }[];
      stop_reason: string;
      stop_sequence: string | null;
      usage: { output_tokens_details?: { thinking_tokens: number } };
    }) => ({
      text: answer.content.map(({ text = '' }) => text).join(''),
      stop: answer.stop_reason,
      sequence: answer.stop_sequence,
      thoughts: answer.usage.output_tokens_details?.thinking_tokens ?? 0,
    }),
  },
};

const ids = Object.keys(doors);

describe('parameters have their effect', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await still({ service: 'vendor' });
  });

  async function ask(id: string, more: Readonly<Record<string, unknown>> = {}): Promise<Said> {
    const { path, body, read } = doors[id] as Door;
    const { status, text } = await send(emulator, { path, body: { ...body, ...more } });
    expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    return read(JSON.parse(text) as never);
  }

  test.each(ids)('a limit in tokens cuts the very reply that comes without it: %s', async (id) => {
    const { limit, cut } = doors[id] as Door;
    const whole = await ask(id);
    for (const most of [16, 20, 24]) {
      const part = await ask(id, { [limit]: most });
      expect(part.stop).toBe(cut);
      expect(part.text.length).toBeLessThan(whole.text.length);
      expect(whole.text.startsWith(part.text)).toBe(true);
    }
  });

  test.each(ids.filter((id) => doors[id]?.stop))(
    'a stop sequence cuts where it stands, across tokens too: %s',
    async (id) => {
      const whole = await ask(id);
      // From the middle of one word to the middle of the next.
      const at = whole.text.indexOf(' ', 20) - 2;
      const sequence = whole.text.slice(at, at + 5);
      const part = await ask(id, { [doors[id]?.stop ?? '']: ['never said', sequence] });
      expect(part.text).toBe(whole.text.slice(0, whole.text.indexOf(sequence)));
      expect(part.stop).toBe(id === 'messages' ? 'stop_sequence' : 'stop');
      if (id === 'messages') expect(part.sequence).toBe(sequence);
    },
  );

  test('of several choices the first is the one that comes alone', async () => {
    expect((await ask('chat', { n: 3 })).text).toBe((await ask('chat')).text);
  });

  test.each(['chat', 'completions'])('a seed makes another reply, the same one each time: %s', async (id) => {
    const texts = new Set<string>();
    for (let seed = 0; seed < 6; seed += 1) texts.add((await ask(id, { seed })).text);
    expect(texts.size).toBeGreaterThan(2);
    expect((await ask(id, { seed: 3 })).text).toBe((await ask(id, { seed: 3, temperature: 0.7, top_p: 0.2 })).text);
  });

  test.each(['chat', 'completions'])('without temperature no seed matters: %s', async (id) => {
    expect((await ask(id, { seed: 1, temperature: 0 })).text).toBe((await ask(id, { temperature: 1 })).text);
    expect((await ask(id, { seed: 2, temperature: 0 })).text).toBe((await ask(id)).text);
  });

  test.each([
    ['chat', (verbosity: string) => ({ verbosity, model: 'gpt-5' })],
    ['responses', (verbosity: string) => ({ text: { verbosity }, model: 'gpt-5' })],
  ] as const)('verbosity says more or less of the same: %s', async (id, asking) => {
    const [low, medium, high] = await Promise.all(['low', 'medium', 'high'].map((level) => ask(id, asking(level))));
    expect(medium?.text.startsWith(low?.text ?? '-')).toBe(true);
    expect(low?.text.length).toBeLessThan(medium?.text.length ?? 0);
    expect(medium?.text.length).toBeLessThan(high?.text.length ?? 0);
  });

  test.each([
    ['chat', (effort: string) => ({ reasoning_effort: effort, model: 'deepseek-r1' })],
    ['responses', (effort: string) => ({ reasoning: { effort }, model: 'gpt-5' })],
    [
      'messages',
      (effort: string) => ({ output_config: { effort }, thinking: { type: 'adaptive' }, model: 'claude-opus-4-8' }),
    ],
  ] as const)('effort thinks more or less: %s', async (id, asking) => {
    const [low, high] = [await ask(id, asking('low')), await ask(id, asking('high'))];
    expect(low.thoughts).toBeGreaterThan(0);
    expect(low.thoughts).toBeLessThan(high.thoughts);
    expect(low.text).toBe(high.text);
  });

  test('a budget for thoughts is one, too', async () => {
    const budget = (budget_tokens: number) => ({ max_tokens: 32_000, thinking: { type: 'enabled', budget_tokens } });
    const [small, great] = [await ask('messages', budget(1024)), await ask('messages', budget(20_000))];
    expect(small.thoughts).toBeLessThan(great.thoughts);
  });

  test('a prompt that is truncated leaves room for the reply', async () => {
    const long = { model: 'gpt-4', input: 'word '.repeat(9000), truncation: 'auto' };
    const { text } = await send(emulator, { path: '/v1/responses', body: long });
    expect(JSON.parse(text)).toMatchObject({ status: 'completed', usage: { input_tokens: 4096 } });
  });

  test('a stream says the same under the same limits', async () => {
    const { path, body } = doors['chat'] as Door;
    const limited = { ...body, max_completion_tokens: 20, stream: true };
    const { text } = await send(emulator, { path, body: limited });
    const said = readSse(text).flatMap(({ data }) =>
      data === '[DONE]' ? [] : (data as { choices: { delta: { content?: string } }[] }).choices,
    );
    const whole = said.map(({ delta: { content = '' } }) => content).join('');
    expect(whole).toBe((await ask('chat', { max_completion_tokens: 20 })).text);
  });
});
