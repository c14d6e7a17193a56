import fc from 'fast-check';
import { Bucket } from '../../server/limits/bucket';
import { type Answer, send } from '../support/http';
import { NOW, still } from '../support/start';

const MINUTE = 60_000;

const chat = (content: string, headers: Record<string, string> = {}, model = 'gpt-4o-mini') => ({
  path: '/v1/chat/completions',
  headers,
  body: { model, messages: [{ role: 'user', content }] },
});

const message = (content: string, headers: Record<string, string> = {}) => ({
  path: '/v1/messages',
  headers,
  body: { model: 'claude-sonnet-4-6', max_tokens: 50, messages: [{ role: 'user', content }] },
});

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

const stepped = (limits: object, more: object = {}) =>
  still({ clock: { stepped: NOW }, service: 'vendor', limits, ...more });

const leftOf = ({ headers }: Answer, what: 'requests' | 'tokens') => Number(headers[`x-ratelimit-remaining-${what}`]);

describe('a bucket fills up exactly', () => {
  const limits = fc.integer({ min: 1, max: 1_000_000 });

  test('whoever waits as long as told gets in, and one millisecond earlier does not', () => {
    fc.assert(
      fc.property(limits, fc.array(fc.nat(1_000_000), { maxLength: 20 }), fc.nat(1_000_000), (limit, taken, wanted) => {
        const bucket = new Bucket(limit, MINUTE);
        let now = 0;
        for (const amount of taken) {
          bucket.take(amount, now);
          now += amount % 7_919;
        }
        const amount = Math.max(1, Math.min(wanted, limit));
        const wait = bucket.wait(amount, now);
        if (wait > 0) expect(bucket.used(now + wait - 1) + amount).toBeGreaterThan(limit);
        expect(bucket.used(now + wait) + amount).toBeLessThanOrEqual(limit);
      }),
    );
  });

  test('how often it is looked at changes nothing', () => {
    fc.assert(
      fc.property(limits, fc.nat(2_000_000), fc.array(fc.nat(5_000), { maxLength: 50 }), (limit, amount, steps) => {
        const watched = new Bucket(limit, MINUTE);
        const left = new Bucket(limit, MINUTE);
        watched.take(amount, 0);
        left.take(amount, 0);
        let now = 0;
        for (const step of steps) {
          now += step;
          watched.remaining(now);
        }
        expect(watched.used(now)).toBe(left.used(now));
        expect(watched.reset(now)).toBe(left.reset(now));
      }),
    );
  });
});

describe('limits belong to a key and a model in a namespace', () => {
  test('two keys, two models and two namespaces share nothing', async () => {
    const emulator = await stepped({ requests_per_minute: 1 });
    const asked = [
      chat('hi', bearer('sk-one')),
      chat('hi', bearer('sk-two')),
      chat('hi', bearer('sk-one'), 'gpt-4o'),
      chat('hi', { ...bearer('sk-one'), 'x-llmulator-namespace': 'other' }),
      chat('hi', bearer('sk-one@third')),
    ];
    for (const each of asked) expect((await send(emulator, each)).status).toBe(200);
    for (const each of asked) expect((await send(emulator, each)).status).toBe(429);
  });

  test('an alias draws on the bucket of its model; a shared class on one for all its models', async () => {
    const emulator = await stepped({ requests_per_minute: 1 }, { tier: 1 });
    expect((await send(emulator, chat('hi', {}, 'gpt-4o-mini'))).status).toBe(200);
    expect((await send(emulator, chat('hi', {}, 'gpt-4o-mini-2024-07-18'))).status).toBe(429);
    expect((await send(emulator, message('hi'))).status).toBe(200);
    const sister = { ...message('hi'), body: { ...message('hi').body, model: 'claude-sonnet-4-5-20250929' } };
    expect((await send(emulator, sister)).status).toBe(429);
  });

  test('one namespace is limited alone, and no longer once that is lifted or it is reset', async () => {
    const emulator = await stepped({});
    emulator.limit({ limits: { requests_per_minute: 1 } }, 'tight');
    const tight = chat('hi', { 'x-llmulator-namespace': 'tight' });
    expect((await send(emulator, tight)).headers).toHaveProperty('x-ratelimit-limit-requests', '1');
    expect((await send(emulator, tight)).status).toBe(429);
    expect((await send(emulator, chat('hi'))).headers).not.toHaveProperty('x-ratelimit-limit-requests', '1');
    emulator.limit({}, 'tight');
    expect((await send(emulator, tight)).status).toBe(200);
  });
});

describe('what is used adds up', () => {
  test('of many requests at once exactly as many get in as may', async () => {
    const emulator = await stepped({ requests_per_minute: 17 });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => send(emulator, chat(`hi ${at}`))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(17);
    const left = answers.filter(({ status }) => status === 200).map((answer) => leftOf(answer, 'requests'));
    expect(left.sort((a, b) => a - b)).toEqual(Array.from({ length: 17 }, (_, at) => at));
    await emulator.clock.advance(MINUTE);
    expect(leftOf(await send(emulator, chat('hi')), 'requests')).toBe(16);
  });

  test('tokens are guessed first, and what usage shows is what stays taken', async () => {
    const emulator = await stepped({ tokens_per_minute: 100_000 });
    const costs: number[] = [];
    for (const text of ['hi', 'Tell me of the harbour.', '写一首关于春天的诗']) {
      const { usage } = JSON.parse((await send(emulator, chat(text))).text) as { usage: { total_tokens: number } };
      costs.push(usage.total_tokens);
    }
    const last = await send(emulator, chat('12345678'));
    const guess = 8 / 4 + 1 + 2;
    expect(leftOf(last, 'tokens')).toBe(100_000 - costs.reduce((sum, cost) => sum + cost, 0) - guess);
  });

  test('a clock that moves lets exactly those in who waited long enough', async () => {
    const emulator = await stepped({ requests_per_minute: 3 });
    for (let time = 0; time < 3; time += 1) expect((await send(emulator, chat('hi'))).status).toBe(200);
    const refused = await send(emulator, chat('hi'));
    expect(refused.headers).toMatchObject({ 'retry-after': '20', 'x-ratelimit-reset-requests': '1m0s' });
    expect(refused.text).toContain('(RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.');
    await emulator.clock.advance(19_999);
    expect((await send(emulator, chat('hi'))).text).toContain('Please try again in 1ms.');
    await emulator.clock.advance(1);
    expect((await send(emulator, chat('hi'))).status).toBe(200);
  });
});

describe('a refusal uses nothing up', () => {
  test('whoever comes again gets the reply that was due', async () => {
    const emulator = await stepped({ requests_per_minute: 1 });
    const body = { when: { user: 'next' }, replies: [{ text: 'one' }, { text: 'two' }] };
    expect((await send(emulator, { path: '/_llmulator/fixtures', body })).status).toBe(200);
    expect((await send(emulator, chat('next'))).text).toContain('one');
    expect((await send(emulator, chat('next'))).status).toBe(429);
    await emulator.clock.advance(MINUTE);
    expect((await send(emulator, chat('next'))).text).toContain('two');
  });

  test('a prompt that was refused is in no cache', async () => {
    const emulator = await stepped({ requests_per_minute: 1 });
    const long = 'The harbour keeps its own slow time, and every boat answers to the tide. '.repeat(150);
    await send(emulator, chat('hi'));
    expect((await send(emulator, chat(long))).status).toBe(429);
    await emulator.clock.advance(MINUTE);
    const { usage } = JSON.parse((await send(emulator, chat(long))).text) as {
      usage: { prompt_tokens_details: object };
    };
    expect(usage.prompt_tokens_details).toMatchObject({ cached_tokens: 0 });
  });
});

describe('each house tells its limits in its own way', () => {
  test('OpenAI: durations, the day before the minute, on refused validations too', async () => {
    const emulator = await stepped({}, { tier: '1' });
    const answer = await send(emulator, chat('12345678'));
    expect(answer.headers).toMatchObject({
      'x-ratelimit-limit-requests': '10000',
      'x-ratelimit-remaining-requests': '9999',
      'x-ratelimit-reset-requests': '8.64s',
      'x-ratelimit-limit-tokens': '200000',
      'x-ratelimit-remaining-tokens': '199995',
      'x-ratelimit-reset-tokens': '2ms',
    });
    const bad = { ...chat('hi'), body: { ...chat('hi').body, temperature: 9 } };
    const refused = await send(emulator, bad);
    expect(refused).toMatchObject({ status: 400, headers: { 'x-ratelimit-remaining-requests': '9998' } });
  });

  test('Anthropic: moments, tokens by the thousand, sums of input and output, none on a 400', async () => {
    const emulator = await stepped({}, { tier: 'free' });
    const answer = await send(emulator, message('hi'));
    expect(Object.entries(answer.headers).filter(([name]) => name.startsWith('anthropic-ratelimit'))).toEqual([
      ['anthropic-ratelimit-input-tokens-limit', '30000'],
      ['anthropic-ratelimit-input-tokens-remaining', '30000'],
      ['anthropic-ratelimit-input-tokens-reset', '2026-01-01T00:00:01Z'],
      ['anthropic-ratelimit-output-tokens-limit', '8000'],
      ['anthropic-ratelimit-output-tokens-remaining', '8000'],
      ['anthropic-ratelimit-output-tokens-reset', '2026-01-01T00:00:00Z'],
      ['anthropic-ratelimit-requests-limit', '50'],
      ['anthropic-ratelimit-requests-remaining', '49'],
      ['anthropic-ratelimit-requests-reset', '2026-01-01T00:00:02Z'],
      ['anthropic-ratelimit-tokens-limit', '38000'],
      ['anthropic-ratelimit-tokens-remaining', '38000'],
      ['anthropic-ratelimit-tokens-reset', '2026-01-01T00:00:00Z'],
    ]);
    const bad = { ...message('hi'), body: { ...message('hi').body, max_tokens: -1 } };
    expect(Object.keys((await send(emulator, bad)).headers).join()).not.toContain('ratelimit');
  });

  test('Anthropic: tokens that a cache gave do not count as input', async () => {
    const emulator = await stepped({ input_tokens_per_minute: 100_000 });
    const text = 'The harbour keeps its own slow time, and every boat answers to the tide. '.repeat(400);
    const cached = [{ type: 'text', text, cache_control: { type: 'ephemeral' } }];
    const ask = () => send(emulator, { ...message('hi'), body: { ...message('hi').body, system: cached } });
    const remaining = ({ headers }: Answer) => Number(headers['anthropic-ratelimit-input-tokens-remaining']);
    const first = remaining(await ask());
    expect(first).toBeLessThan(96_000);
    expect(remaining(await ask())).toBe(first);
  });

  test('Anthropic: the answer counts once it is given, and then nothing more is let in', async () => {
    const emulator = await stepped({ output_tokens_per_minute: 1 });
    expect((await send(emulator, message('hi'))).status).toBe(200);
    const { status, text, headers } = await send(emulator, message('hi'));
    expect(status).toBe(429);
    expect(JSON.parse(text)).toMatchObject({ error: { type: 'rate_limit_error' } });
    expect(text).toMatch(
      /exceed the rate limit for your organization \([0-9a-f-]{36}\) of 1 output tokens per minute\./,
    );
    expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(60);
    await emulator.clock.advance(Number(headers['retry-after']) * 1_000);
    expect((await send(emulator, message('hi'))).status).toBe(200);
  });
});

describe('what no waiting helps', () => {
  test('OpenAI: a request larger than its limit', async () => {
    const emulator = await stepped({ tokens_per_minute: 10 });
    const { status, text, headers } = await send(emulator, chat('x'.repeat(100)));
    expect(status).toBe(429);
    expect(JSON.parse(text)).toEqual({
      error: {
        message:
          'Request too large for gpt-4o-mini in organization org-llmulator on tokens per min (TPM): Limit 10, Requested 28. The input or output tokens must be reduced in order to run successfully. Visit https://platform.openai.com/account/rate-limits to learn more.',
        type: 'tokens',
        param: null,
        code: 'rate_limit_exceeded',
      },
    });
    expect(headers).not.toHaveProperty('retry-after');
  });

  test('credit runs out in the words of each house', async () => {
    const emulator = await stepped({ credit: 1 });
    expect((await send(emulator, chat('hi'))).status).toBe(200);
    expect(await send(emulator, chat('hi'))).toMatchObject({ status: 429, text: expect.stringContaining('quota') });
    expect((await send(emulator, message('hi'))).status).toBe(200);
    const poor = await send(emulator, message('hi'));
    expect(poor).toMatchObject({ status: 400, text: expect.stringContaining('credit balance is too low') });
  });

  test("a month's tokens are back on its first day", async () => {
    const emulator = await stepped({ tokens_per_month: 1 });
    await send(emulator, message('hi'));
    const { status, text, headers } = await send(emulator, message('hi'));
    expect(status).toBe(429);
    expect(text).toContain('You will regain access on 2026-02-01 at 00:00 UTC.');
    expect(text).toContain('enforced_spend_limit_reached');
    expect(headers).not.toHaveProperty('retry-after');
    await emulator.clock.set('2026-02-01T00:00:00Z');
    expect((await send(emulator, message('hi'))).status).toBe(200);
  });

  test('as many requests run at once as may', async () => {
    const emulator = await stepped({ concurrent: 2 }, { pace: { first: 1_000 } });
    const running = [1, 2].map((at) =>
      send(emulator, { ...chat(`hi ${at}`), body: { ...chat(`hi ${at}`).body, stream: true } }),
    );
    const settled = Promise.all(running);
    await until(() => emulator.journal.entries().length === 2);
    expect((await send(emulator, chat('hi 3'))).text).toContain('concurrent requests: Limit 2, Used 2, Requested 1.');
    await emulator.clock.advance(60_000);
    for (const { status } of await settled) expect(status).toBe(200);
    const later = send(emulator, chat('hi 3'));
    await until(() => emulator.journal.entries().length === 4);
    await emulator.clock.advance(60_000);
    expect((await later).status).toBe(200);
  });
});

/** Waits some turns of the loop for what happens in this process. */
async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_000 && !holds(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('limits that nobody can mean', () => {
  test.each([
    [{ tier: 'biuld' }, "tier 'biuld' is unknown; did you mean build?"],
    [{ tier: 9 }, "tier '9' is unknown; known are free, evaluation, 1"],
  ])('%j stops the start', async (options, sentence) => {
    await expect(still(options)).rejects.toThrow(sentence);
  });

  test('a limit that there is none of', async () => {
    const emulator = await still();
    expect(() => emulator.limit({ limits: { requests_per_minuet: 3 } as object })).toThrow(/requests_per_minute/);
    expect(() => emulator.limit({ limits: { requests_per_minute: -1 } })).toThrow(/requests_per_minute/);
  });
});
