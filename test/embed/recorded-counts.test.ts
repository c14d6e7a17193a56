import type { Emulator } from '../../server';
import { send } from '../support/http';
import { still } from '../support/start';

const user = (content: unknown, more = {}) => ({ role: 'user', content, ...more });
const ping = [user('ping')];
const empty = { type: 'function', function: { name: 'f' } };
const weather = {
  name: 'get_weather',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

/** Prompts of Chat Completions whose tokens were recorded, or follow from what was. */
const CHAT: readonly (readonly [what: string, body: object, tokens: number])[] = [
  ...['gpt-3.5-turbo', 'gpt-4', 'gpt-4-turbo', 'gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'gpt-4.1-mini', 'o1-mini'].map(
    (model) => [`one message on ${model}`, { model, messages: ping }, 8] as const,
  ),
  ...['o1', 'o3', 'o3-mini', 'o4-mini', 'gpt-5', 'gpt-5-mini', 'gpt-5-nano', 'gpt-5.1', 'gpt-5.6-terra'].map(
    (model) => [`one message on ${model}`, { model, messages: ping }, 7] as const,
  ),
  ['a name: its tokens and one', { model: 'gpt-4o', messages: [user('ping', { name: 'bob' })] }, 10],
  [
    'a system and a developer message, 4 each',
    {
      model: 'gpt-4o',
      messages: [{ role: 'system', content: 'ping' }, { role: 'developer', content: 'ping' }, ...ping],
    },
    18,
  ],
  [
    'several texts, joined for nothing',
    { model: 'gpt-4o', messages: [user(['pi', 'ng'].map((text) => ({ type: 'text', text })))] },
    8,
  ],
  ['special tokens as plain text', { model: 'gpt-4o', messages: [user('<|endoftext|>')] }, 14],
  ['a function', { model: 'gpt-4o', messages: ping, tools: [empty] }, 31],
  ['a function on o3-mini', { model: 'o3-mini', messages: ping, tools: [empty] }, 31],
  [
    'a function beside a system message, 4 less',
    { model: 'gpt-4o', messages: [{ role: 'system', content: 'Be brief.' }, ...ping], tools: [empty] },
    34,
  ],
  ['a call that is required', { model: 'gpt-4o', messages: ping, tools: [empty], tool_choice: 'required' }, 31],
  ['a call by name, 8 more', { model: 'gpt-4o', messages: ping, tools: [empty], tool_choice: empty }, 39],
  ['JSON mode', { model: 'gpt-4o', messages: [user('ping json')], response_format: { type: 'json_object' } }, 9],
];

/** Replies of one token, `Paris`, without thoughts. */
const REPLIES: readonly (readonly [path: string, model: string, effort: string | undefined, tokens: number])[] = [
  ['/v1/chat/completions', 'gpt-4o', undefined, 1],
  ['/v1/chat/completions', 'gpt-5.1', 'none', 10],
  ['/v1/chat/completions', 'gpt-5.6-terra', 'none', 4],
  ['/v1/responses', 'gpt-4o', undefined, 2],
  ['/v1/responses', 'gpt-5.2', 'none', 5],
  ['/v1/responses', 'gpt-5.6-terra', 'none', 5],
];

/** The table of about-claude/pricing: tokens of the service's instructions, by auto and by any. */
const INSTRUCTIONS: Readonly<Record<string, readonly [auto: number, any: number]>> = {
  'claude-opus-5': [286, 406],
  'claude-opus-4-8': [290, 410],
  'claude-opus-4-7': [675, 804],
  'claude-opus-4-6': [497, 589],
  'claude-sonnet-4-6': [497, 589],
  'claude-opus-4-5': [496, 588],
  'claude-sonnet-4-5': [496, 588],
  'claude-haiku-4-5': [496, 588],
  'claude-sonnet-5': [354, 474],
  'claude-opus-4-1': [313, 315],
};

describe('recorded counts', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    const fixtures = [{ when: { user: 'The capital?' }, reply: 'Paris' }];
    emulator = await still({ service: 'vendor', rules: { '*/*': 'off' }, fixtures });
  });

  async function post(path: string, body: unknown): Promise<Record<string, unknown>> {
    const { status, text } = await send(emulator, { path, body });
    expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    return JSON.parse(text) as Record<string, unknown>;
  }

  test.each(CHAT)('%s', async (_what, body, tokens) => {
    expect(await post('/v1/chat/completions', body)).toMatchObject({ usage: { prompt_tokens: tokens } });
  });

  test.each(REPLIES)('%s: one word on %s, effort %s', async (path, ...[model, effort, tokens]) => {
    const isChat = path.includes('chat');
    const asked = isChat ? { messages: [user('The capital?')] } : { input: 'The capital?' };
    const quiet = effort === undefined ? {} : isChat ? { reasoning_effort: effort } : { reasoning: { effort } };
    const { usage } = await post(path, { model, ...asked, ...quiet });
    expect(usage).toMatchObject(isChat ? { completion_tokens: tokens } : { output_tokens: tokens });
  });

  test('instructions are one more message: 5 tokens of them and nothing else make 16', async () => {
    const body = { model: 'gpt-4.1-mini', instructions: 'You are helpful assistant.', input: [user('')] };
    expect(await post('/v1/responses/input_tokens', body)).toMatchObject({ input_tokens: 16 });
  });

  test.each(Object.entries(INSTRUCTIONS))(
    'tools on %s bring the instructions of the table',
    async (model, [auto, any]) => {
      const count = async (more: object) =>
        Number((await post('/anthropic/v1/messages/count_tokens', { model, messages: ping, ...more }))['input_tokens']);
      const plain = await count({});
      const [byAuto, byNone, byAny] = [
        await count({ tools: [weather] }),
        await count({ tools: [weather], tool_choice: { type: 'none' } }),
        await count({ tools: [weather], tool_choice: { type: 'any' } }),
      ];
      const definition = byAuto - plain - auto;
      expect(definition).toBeGreaterThan(0);
      expect([byNone, byAny]).toEqual([byAuto, plain + any + definition]);
    },
  );

  test('DeepSeek tells hits and misses of its cache, in blocks of 64', async () => {
    const body = { model: 'deepseek-r1', messages: [user('word '.repeat(300))] };
    const first = await post('/v1/chat/completions', body);
    const again = await post('/v1/chat/completions', body);
    const { prompt_tokens: all } = first['usage'] as { prompt_tokens: number };
    expect(first).toMatchObject({ usage: { prompt_cache_hit_tokens: 0, prompt_cache_miss_tokens: all } });
    const { prompt_cache_hit_tokens: hit } = again['usage'] as { prompt_cache_hit_tokens: number };
    expect(hit).toBeGreaterThan(0);
    expect(hit % 64).toBe(0);
    expect(again).toMatchObject({
      usage: { prompt_cache_miss_tokens: all - hit, prompt_tokens_details: { cached_tokens: hit } },
    });
  });

  test('models before gpt-5.6 tell of no writes to the cache', async () => {
    const body = { model: 'gpt-4o', input: 'word '.repeat(1500) };
    expect(await post('/v1/responses', body)).toMatchObject({
      usage: { input_tokens_details: { cache_write_tokens: 0, cached_tokens: 0 } },
    });
    const later = await post('/v1/responses', { ...body, model: 'gpt-5.6-terra' });
    const { input_tokens_details: told } = later['usage'] as { input_tokens_details: Record<string, number> };
    expect(told['cache_write_tokens']).toBeGreaterThan(1024);
  });
});
