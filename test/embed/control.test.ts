import supertest from 'supertest';
import { createEmulator, type Emulator } from '../../server';
import { inMemory } from '../support/start';

const over = (emulator: Emulator) => supertest(emulator.app);

describe('the control plane', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await inMemory();
  });

  test('a fixture added over HTTP answers, and the journal tells of it without the key', async () => {
    await over(emulator)
      .post('/_llmulator/fixtures')
      .send({ name: 'pong', when: { user: 'ping' }, reply: { text: 'pong' } })
      .expect(200, /pong/);
    const answer = await over(emulator)
      .post('/v1/chat/completions')
      .set('authorization', 'Bearer sk-secret')
      .send({ model: 'deepseek-r1', messages: [{ role: 'user', content: 'ping' }] });
    expect(answer.body.choices[0].message.content).toBe('pong');
    expect(answer.headers['x-llmulator-fixture']).toBe('pong');
    const { body, text } = await over(emulator).get('/_llmulator/journal').expect(200);
    expect(body.entries).toMatchObject([{ id: 1, route: 'chat', fixture: 'pong', status: 200, outcome: 'answered' }]);
    expect(text).not.toContain('sk-secret');
    await over(emulator).get('/_llmulator/journal/1').expect(200);
    await over(emulator).get('/_llmulator/journal/2').expect(404);
    await over(emulator).delete('/_llmulator/journal').expect(200);
    expect((await over(emulator).get('/_llmulator/journal')).body.entries).toEqual([]);
  });

  test('health and ready need no leave', async () => {
    await over(emulator).get('/_llmulator/health').set('host', 'evil.example').expect(200);
    await over(emulator).get('/_llmulator/ready').expect(200, /true/);
  });

  test('a page of another origin, or a rebound name, is refused', async () => {
    await over(emulator).get('/_llmulator/journal').set('origin', 'http://evil.example').expect(403);
    await over(emulator).get('/_llmulator/journal').set('host', 'evil.example').expect(403);
  });

  test('so is every route but health and ready, and each needs the token where the emulator is exposed', async () => {
    const exposed = await inMemory({ host: '0.0.0.0', controlToken: 'let-me-in' });
    const { body } = await over(emulator).get('/_llmulator/nowhere').expect(404);
    const routes = (body.error.known as readonly string[]).map((route) => route.split(' ') as [string, string]);
    const asked = (whom: Emulator, [method, path]: [string, string]) =>
      over(whom)[method.toLowerCase() as 'get'](path.replace(':id', '1'));
    for (const route of routes) {
      const isOpen = /(health|ready)$/.test(route[1]);
      const statuses = [
        (await asked(emulator, route).set('origin', 'http://evil.example')).status,
        (await asked(emulator, route).set('origin', 'null')).status,
        (await asked(emulator, route).set('host', 'evil.example').set('origin', 'http://evil.example')).status,
        (await asked(exposed, route)).status,
        (await asked(exposed, route).set('authorization', 'Bearer let-me-ou')).status,
      ];
      expect([route, statuses]).toEqual([route, isOpen ? [200, 200, 200, 200, 200] : [403, 403, 403, 401, 401]]);
    }
    await over(exposed).get('/_llmulator/lint').set('authorization', 'Bearer let-me-in').expect(200);
  });

  test.each(['localhost:4010', '127.0.0.1', '[::1]:4010', 'LOCALHOST'])('%s is a name of ours', async (host) => {
    await over(emulator).get('/_llmulator/lint').set('host', host).set('origin', `http://${host}`).expect(200);
  });

  test('a bad fixture is refused with the nearest valid key', async () => {
    const { body } = await over(emulator)
      .post('/_llmulator/fixtures')
      .send({ when: { usr: 'ping' }, reply: { text: 'x' } })
      .expect(400);
    expect(body.error.message).toContain('user');
  });

  test('bound to more than loopback it needs a token', async () => {
    const exposed = await inMemory({ host: '0.0.0.0' });
    await over(exposed).get('/_llmulator/journal').expect(401);
    const guarded = await inMemory({ host: '0.0.0.0', controlToken: 'let-me-in' });
    await over(guarded).get('/_llmulator/journal').expect(401);
    await over(guarded).get('/_llmulator/journal').set('x-llmulator-token', 'let-me-in').expect(200);
  });

  test.each([
    { sent: Buffer.from('{}'), coding: 'gzip', message: 'content-encoding gzip is not supported' },
    { sent: Buffer.alloc(10 * 1024 * 1024 + 1, ' '), message: 'the body has more than 10485760 bytes' },
    { sent: Buffer.from('{"a":"\xe9"}', 'latin1'), message: 'the body is not UTF-8' },
    { sent: Buffer.from('{'), message: 'JSON' },
  ])('a body is refused: $message', async ({ sent, coding = 'identity', message }) => {
    const { body } = await over(emulator)
      .post('/_llmulator/state')
      .set({ 'content-type': 'application/json', 'content-encoding': coding })
      .serialize(() => sent as unknown as string)
      .send({})
      .expect(400);
    expect(body.error.message).toContain(message);
  });

  test('a body may begin with a byte order mark, and an empty one is an empty object', async () => {
    await over(emulator).post('/_llmulator/limits').send('\ufeff{"tier":"1"}').expect(200, /tier/);
    await over(emulator).post('/_llmulator/limits').send('').expect(200, '{}\n');
  });

  test('reset forgets a namespace', async () => {
    emulator.fixtures.add({ when: { user: 'ping' }, reply: { text: 'pong' } });
    await over(emulator).post('/_llmulator/reset').expect(200);
    const { body } = await over(emulator).get('/_llmulator/fixtures');
    expect(body.fixtures).not.toContain('ping');
  });
});

test('metrics tell Prometheus of exchanges, tokens and faults', async () => {
  // Metrics count for the whole emulator: one that no other test has used.
  const emulator = await createEmulator({ listen: false });
  const ask = (headers: Readonly<Record<string, string>> = {}) =>
    over(emulator)
      .post('/v1/chat/completions')
      .set({ authorization: 'Bearer sk-any', ...headers })
      .send({ model: 'deepseek-r1', messages: [{ role: 'user', content: 'say 1' }] });
  await ask();
  await ask({ 'x-llmulator-fault': 'overloaded' });
  const { text, headers } = await over(emulator).get('/_llmulator/metrics').expect(200);
  expect(headers['content-type']).toContain('text/plain');
  expect(text).toContain('llmulator_exchanges_total{provider="openai",route="chat",outcome="answered",status="200"} 1');
  expect(text).toContain('llmulator_exchanges_total{provider="openai",route="chat",outcome="refused",status="503"} 1');
  expect(text).toMatch(/llmulator_tokens_total\{provider="openai",model="deepseek-r1",kind="output"\} [1-9]/);
  expect(text).toContain('llmulator_faults_total{fault="overloaded"} 1');
  expect(text).toContain('llmulator_exchanges_open 0');
});
