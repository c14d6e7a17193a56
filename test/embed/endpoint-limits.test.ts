import { type Answer, send } from '../support/http';
import { NOW, still } from '../support/start';

const MINUTE = 60_000;

const stepped = (limits: object, more: object = {}) =>
  still({ clock: { stepped: NOW }, service: 'vendor', limits, ...more });

const of = (path: string, body: object) => ({ path, body });

const messages = [{ role: 'user', content: 'hi' }];
const chat = (model: string) => of('/v1/chat/completions', { model, messages });
const message = of('/v1/messages', { model: 'claude-sonnet-4-6', max_tokens: 50, messages });

const leftOf = ({ headers }: Answer, what: 'requests' | 'tokens') => Number(headers[`x-ratelimit-remaining-${what}`]);

describe('endpoints have limits too', () => {
  const embeddings = of('/v1/embeddings', { model: 'text-embedding-3-small', input: 'one two three' });
  const moderations = of('/v1/moderations', { input: 'hello' });
  const counting = of('/v1/messages/count_tokens', { model: 'claude-sonnet-4-6', messages });
  const compact = of('/v1/responses/compact', { model: 'gpt-5.2', input: 'hi' });

  test('embeddings tell theirs, and take the tokens of their usage', async () => {
    const emulator = await stepped({}, { tier: '1' });
    const answer = await send(emulator, embeddings);
    const { usage } = JSON.parse(answer.text) as { usage: { total_tokens: number } };
    expect(answer.headers).toMatchObject({
      'x-ratelimit-limit-requests': '3000',
      'x-ratelimit-limit-tokens': '1000000',
    });
    expect(leftOf(answer, 'tokens')).toBe(1_000_000 - usage.total_tokens);
    const bad = { ...embeddings, body: { ...embeddings.body, input: [] } };
    expect(await send(emulator, bad)).toMatchObject({
      status: 400,
      headers: { 'x-ratelimit-remaining-requests': '2998' },
    });
  });

  test.each([
    ['embeddings', embeddings, true],
    ['compact', compact, true],
    // Recorded replies of moderations bear no such headers.
    ['moderations', moderations, false],
  ])('%s are refused beyond their limit, and let in again in time', async (_name, asked, told) => {
    const emulator = await stepped({ requests_per_minute: 1 });
    const first = await send(emulator, asked);
    expect([first.status, 'x-ratelimit-limit-requests' in first.headers]).toEqual([200, told]);
    const second = await send(emulator, asked);
    expect([second.status, second.headers['retry-after']]).toEqual([429, '60']);
    await emulator.clock.advance(MINUTE - 1);
    expect((await send(emulator, asked)).status).toBe(429);
    await emulator.clock.advance(1);
    expect((await send(emulator, asked)).status).toBe(200);
  });

  test('counting tokens and saying something have limits apart from each other', async () => {
    const emulator = await stepped({ requests_per_minute: 1 });
    expect((await send(emulator, counting)).status).toBe(200);
    expect((await send(emulator, message)).status).toBe(200);
    expect((await send(emulator, counting)).status).toBe(429);
    const tier = await stepped({}, { tier: 'build' });
    expect((await send(tier, counting)).headers).toMatchObject({ 'anthropic-ratelimit-requests-limit': '4000' });
    expect((await send(tier, message)).headers).toMatchObject({ 'anthropic-ratelimit-requests-limit': '5000' });
  });

  test('refused responses count, but do not tell; models that cannot chat tell', async () => {
    const emulator = await stepped({}, { tier: '1' });
    const bad = await send(emulator, of('/v1/responses', { model: 'gpt-4o', input: 'hi', temperature: 9 }));
    expect([bad.status, 'x-ratelimit-limit-requests' in bad.headers]).toEqual([400, false]);
    const good = await send(emulator, of('/v1/responses', { model: 'gpt-4o', input: 'hi' }));
    expect(leftOf(good, 'requests')).toBe(498);
    const unable = await send(emulator, chat('text-embedding-3-small'));
    expect([unable.status, 'x-ratelimit-limit-requests' in unable.headers]).toEqual([unable.status, true]);
  });

  test('what only lists takes nothing', async () => {
    const emulator = await stepped({ requests_per_minute: 1 });
    for (let time = 0; time < 2; time += 1) {
      const list = await send(emulator, { method: 'GET', path: '/v1/models', raw: '' });
      expect([list.status, 'x-ratelimit-limit-requests' in list.headers]).toEqual([200, false]);
    }
  });
});
