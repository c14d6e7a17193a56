import { configFromEnv, configFromFlags, loadConfig } from '../../server/app/config';
import { send } from '../support/http';
import { still } from '../support/start';

const hi = { path: '/v1/chat/completions', body: { model: 'gpt-4o', messages: [{ role: 'user', content: 'hi' }] } };
const control = (method: string, body?: object) => ({
  method,
  path: '/_llmulator/limits',
  ...(body === undefined ? { raw: '' } : { body }),
});

describe('limits over each door', () => {
  test('HTTP sets, shows and lifts them, for one namespace', async () => {
    const emulator = await still();
    const set = await send(emulator, control('POST', { tier: 2, limits: { requests_per_minute: 1 } }));
    expect(JSON.parse(set.text)).toEqual({ tier: '2', limits: { requests_per_minute: 1 } });
    expect((await send(emulator, control('GET'))).text).toBe(set.text);
    expect((await send(emulator, hi)).headers).toMatchObject({
      'x-ratelimit-limit-requests': '1',
      'x-ratelimit-limit-tokens': '450000',
    });
    expect((await send(emulator, hi)).status).toBe(429);
    const other = { ...hi, headers: { 'x-llmulator-namespace': 'other' } };
    expect((await send(emulator, other)).headers).not.toHaveProperty('x-ratelimit-limit-requests');
    expect((await send(emulator, control('DELETE'))).text).toBe('{}\n');
    expect((await send(emulator, hi)).status).toBe(200);
  });

  test('HTTP refuses what limits nothing, and keeps what was set', async () => {
    const emulator = await still();
    await send(emulator, control('POST', { tier: '1' }));
    const bad = await send(emulator, control('POST', { limits: { token_per_minute: 3 } }));
    expect(bad).toMatchObject({ status: 400, text: expect.stringContaining('tokens_per_minute') });
    expect(JSON.parse((await send(emulator, control('GET'))).text)).toEqual({ tier: '1' });
  });

  test('flags and variables say the same as a file', () => {
    const asked = { tier: '1', limits: { requests_per_minute: 3, concurrent: 2 } };
    const flags = configFromFlags({ tier: '1', limit: ['requests_per_minute=3', 'concurrent=2'] });
    expect(loadConfig(undefined, {}, flags)).toEqual(asked);
    const env = configFromEnv({ LLMULATOR_TIER: '1', LLMULATOR_LIMITS: 'requests_per_minute=3,concurrent=2' });
    expect(loadConfig(undefined, env, {})).toEqual(asked);
    const bad = configFromFlags({ limit: ['requests_per_minute=many'] });
    expect(() => loadConfig(undefined, {}, bad)).toThrow(
      '--limit: limits.requests_per_minute is "many"; expected integer',
    );
    const unknown = configFromFlags({ limit: ['requests_per_minut=3'] });
    expect(() => loadConfig(undefined, {}, unknown)).toThrow('did you mean requests_per_minute?');
  });
});
