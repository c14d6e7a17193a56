import { connect } from 'node:net';
import supertest from 'supertest';
import { createEmulator, type Emulator } from '../../server';
import { inMemory } from '../support/start';

const ask = (emulator: Emulator, path: string, headers: Readonly<Record<string, string>>) =>
  supertest(emulator.app)
    .get(path)
    .set({ authorization: 'Bearer sk-any', ...headers });

const FOREIGN: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.example' },
  { origin: 'http://localhost.evil.example' },
  { origin: 'http://127.0.0.1.evil.example:4010' },
  { origin: 'null' },
  { host: 'rebound.example:4010' },
  { host: 'rebound.example:4010', origin: 'http://rebound.example:4010' },
];

describe('pages of other origins and names that are not ours', () => {
  test.each(FOREIGN)('%j is refused in the envelope of the provider', async (headers) => {
    const emulator = await inMemory({ report: () => undefined });
    for (const path of ['/v1/files', '/v1/models', '/v1/responses/resp_1', '/nowhere']) {
      const answer = await ask(emulator, path, headers).expect(403);
      expect(answer.body.error.message).toContain('To let it in');
      expect(answer.headers['x-llmulator-hint']).toMatch(/start with --allow-origin|start with --allow-host/);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    const { body } = await ask(emulator, '/anthropic/v1/messages/batches', headers).expect(403);
    expect(body).toMatchObject({ type: 'error', error: { type: 'permission_error' } });
    await supertest(emulator.app).options('/v1/files').set(headers).expect(403);
  });

  test.each([
    {},
    { origin: 'http://localhost:3000' },
    { origin: 'https://127.0.0.1' },
    { origin: 'http://[::1]:8080' },
    { origin: 'http://app.localhost:5173', host: 'api.localhost:4010' },
  ])('%j is answered', async (headers) => {
    const { headers: told } = await ask(await inMemory(), '/v1/models', headers).expect(200);
    expect(told['access-control-allow-origin']).toBe('origin' in headers ? '*' : undefined);
  });

  test('--allow-origin, --allow-host and --keys let them in', async () => {
    const emulator = await inMemory({ allowOrigin: ['https://app.example'], allowHost: ['emulator.example'] });
    await ask(emulator, '/v1/models', { origin: 'https://app.example', host: 'emulator.example:80' }).expect(200);
    await ask(await inMemory({ keys: ['sk-any'] }), '/v1/models', { origin: 'https://evil.example' }).expect(200);
  });

  test('--allow-origin * answers any page, and says so', async () => {
    const said: string[] = [];
    const emulator = await inMemory({ allowOrigin: ['*'], report: (message) => void said.push(message) });
    await ask(emulator, '/v1/models', { origin: 'https://evil.example', host: 'rebound.example' }).expect(200);
    expect(said.join()).toContain('--allow-origin *');
  });

  test('a refusal is told in the log', async () => {
    const said: string[] = [];
    const emulator = await inMemory({ report: (message) => void said.push(message) });
    const { headers } = await ask(emulator, '/v1/files', { origin: 'https://evil.example' }).expect(403);
    expect(headers['x-llmulator-hint']).toBe('start with --allow-origin https://evil.example, or with --keys');
    const rebound = await ask(emulator, '/v1/files', { host: 'rebound.example:4010' }).expect(403);
    expect(rebound.headers['x-llmulator-hint']).toBe('start with --allow-host rebound.example, or with --keys');
    expect(said.join()).toContain("Pages of 'https://evil.example' may not use this emulator");
  });

  test('on all addresses, addresses and names without a dot are ours', async () => {
    const emulator = await inMemory({ host: '0.0.0.0', report: () => undefined });
    for (const host of ['llmulator:4010', '10.0.0.7:4010', '[fe80::1]:4010']) {
      await ask(emulator, '/v1/models', { host }).expect(200);
    }
    await ask(emulator, '/v1/models', { host: 'rebound.example' }).expect(403);
  });

  test('a WebSocket of another origin is refused', async () => {
    const emulator = await createEmulator({ port: 0, report: () => undefined });
    const socket = connect(Number(new URL(emulator.urls.base).port), '127.0.0.1');
    const first = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    socket.write(
      'GET /v1/responses HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    expect(await first).toContain('HTTP/1.1 403');
    socket.destroy();
    await emulator.stop();
  });
});

describe('the control plane and other pages', () => {
  test('what another page embeds is refused; a link to the inspector opens it, in no frame', async () => {
    const emulator = await inMemory();
    const image = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
    await ask(emulator, '/_llmulator/journal', image).expect(403);
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    await ask(emulator, '/_llmulator/journal', link).expect(403);
    const page = await ask(emulator, '/_llmulator/', link).expect(200);
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    await ask(emulator, '/_llmulator/journal', { 'sec-fetch-site': 'same-origin' }).expect(200);
  });

  test('a page behind a proxy that speaks TLS is of its own origin', async () => {
    const emulator = await inMemory({ allowHost: ['llm.example'] });
    await ask(emulator, '/_llmulator/journal', { host: 'llm.example', origin: 'https://llm.example' }).expect(200);
  });
});
