import supertest, { type Test } from 'supertest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../server';

const emulators: Emulator[] = [];
afterAll(() => Promise.all(emulators.map((each) => each.stop())));

async function started(options: EmulatorOptions = {}): Promise<{ emulator: Emulator; reports: string[] }> {
  const reports: string[] = [];
  const emulator = await createEmulator({ listen: false, report: (line) => void reports.push(line), ...options });
  emulators.push(emulator);
  return { emulator, reports };
}

const chat = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'hi' }] };
const ask = ({ app }: Emulator): Test =>
  supertest(app).post('/v1/chat/completions').set('authorization', 'Bearer sk-any').send(chat);

describe('pages of other origins', () => {
  test.each(['https://evil.example', 'null', 'http://localhost.evil.example'])('%s is refused', async (origin) => {
    const { emulator, reports } = await started();
    const { body, headers } = await ask(emulator).set('origin', origin).expect(403);
    expect(body.error).toMatchObject({ type: 'request_forbidden', code: 'origin_not_allowed', param: null });
    expect(headers).toMatchObject({ 'x-llmulator-hint': expect.stringContaining('--allow-origin') });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    await ask(emulator).set('origin', origin).expect(403);
    expect(reports).toHaveLength(1);
  });

  test('Anthropic says it in its own envelope', async () => {
    const { emulator } = await started();
    const { body } = await supertest(emulator.app)
      .get('/anthropic/v1/models')
      .set('origin', 'https://evil.example')
      .expect(403);
    expect(body).toMatchObject({ type: 'error', error: { type: 'permission_error' } });
  });

  test('files and stored objects cannot be read, and a preflight fails', async () => {
    const { emulator } = await started();
    await supertest(emulator.app).get('/v1/files').set('origin', 'https://evil.example').expect(403);
    const { headers } = await supertest(emulator.app)
      .options('/v1/files')
      .set('origin', 'https://evil.example')
      .expect(403);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('an image that a page embeds is refused, a page that is opened is not', async () => {
    const { emulator } = await started();
    const get = (path: string, mode: string) =>
      supertest(emulator.app).get(path).set('sec-fetch-site', 'cross-site').set('sec-fetch-mode', mode);
    await get('/v1/models', 'no-cors').set('authorization', 'Bearer x').expect(403);
    await get('/_llmulator/journal', 'no-cors').expect(403);
    await get('/_llmulator/journal', 'navigate').expect(200);
  });

  test.each(['http://localhost:3000', 'http://127.0.0.1:5173', 'http://[::1]:8080', 'http://app.localhost'])(
    '%s, a page of the developer, works as before',
    async (origin) => {
      const { emulator } = await started();
      const { headers } = await ask(emulator).set('origin', origin).expect(200);
      expect(headers).toHaveProperty('access-control-allow-origin', '*');
    },
  );

  test('an origin that is allowed, all of them, and the holder of a key are let in', async () => {
    const origin = 'https://demo.example';
    for (const options of [{ allowOrigin: [origin] }, { allowOrigin: ['*'] }, { keys: ['sk-any'] }]) {
      const { emulator } = await started(options);
      await ask(emulator).set('origin', origin).expect(200);
    }
  });
});

describe('host names', () => {
  test('a name that was pointed at this machine is refused', async () => {
    const { emulator } = await started();
    const { body } = await ask(emulator).set('host', 'rebound.example').expect(403);
    expect(body.error.message).toContain('--allow-host rebound.example');
  });

  test.each(['localhost:4010', '127.0.0.1', '[::1]:4010'])('%s is a name of ours', async (host) => {
    const { emulator } = await started();
    await ask(emulator).set('host', host).expect(200);
  });

  test('a name that is allowed, and any name of an exposed emulator, are taken', async () => {
    for (const options of [{ allowHost: ['llm.test'] }, { host: '0.0.0.0' }]) {
      const { emulator } = await started(options);
      await ask(emulator).set('host', 'llm.test:4010').expect(200);
    }
  });
});
