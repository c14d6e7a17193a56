import { createEmulator } from '../../server';
import { askForStream } from '../support/slow-stream';
import { written } from '../support/written';

const messageOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'it started',
    (error: Error) => error.message,
  );

describe('bad input stops the start', () => {
  test('all faults of all fixture files at once, with line and column and the nearest key', async () => {
    const one = written('one.yaml', 'fixtures:\n  - wen: { user: hi }\n    reply: { text: hello }\n');
    const two = written('two.yaml', 'fixtures:\n  - when: { user: hi }\n    reply: { text: [1] }\n');
    const message = await messageOf(createEmulator({ listen: false, fixtures: [one, two] }));
    expect(message).toMatch(/one\.yaml:2:5: unknown key fixtures\[0\]\.wen; did you mean when\?/);
    expect(message).toMatch(/two\.yaml:3:14: fixtures\[0\]\.reply\.text is \[1\]; expected string/);
  });

  test('YAML that does not parse', async () => {
    const file = written('broken.yaml', 'fixtures: [\n');
    expect(await messageOf(createEmulator({ listen: false, fixtures: [file] }))).toMatch(/broken\.yaml:\d+:\d+: /);
  });

  test('a file that is not there', async () => {
    expect(await messageOf(createEmulator({ listen: false, fixtures: ['nowhere.yaml'] }))).toContain(
      'nowhere.yaml:1:1: no such file',
    );
  });

  test('a service that nobody wrote down', async () => {
    expect(await messageOf(createEmulator({ listen: false, service: 'vendr' }))).toBe(
      "service 'vendr' is unknown; did you mean vendor?",
    );
  });

  test('options that no compiler has seen, all at once', async () => {
    expect(await messageOf(createEmulator({ listen: false, prot: 1, seed: 'x' } as never))).toBe(
      'seed is "x"; expected integer\nunknown key prot; did you mean port?',
    );
  });

  test('a model whose pattern is none', async () => {
    const file = written('models.yaml', 'models:\n  - id: mine\n    match: "("\n');
    expect(await messageOf(createEmulator({ listen: false, models: [file] }))).toMatch(
      /models\.yaml:3:5: models\[0\]\.match is "\(".*a glob of \* and \?/,
    );
  });

  test('a model that is like nothing', async () => {
    const file = written('models.yaml', 'models:\n  - id: mine\n    like: gpt-4o-mni\n');
    expect(await messageOf(createEmulator({ listen: false, models: [file] }))).toContain('did you mean gpt-4o-mini?');
  });

  test('a port in use says which, and how to choose another', async () => {
    const first = await createEmulator({ port: 0 });
    const port = Number(new URL(first.urls.base).port);
    expect(await messageOf(createEmulator({ port }))).toBe(
      `port ${port} of 127.0.0.1 is in use; choose another with --port or PORT (0 takes any free one)`,
    );
    await first.stop();
  });
});

describe('options', () => {
  const ask = (base: string, key: string) =>
    fetch(`${base}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'mine', messages: [{ role: 'user', content: 'say 1' }] }),
    });

  test('a model of your own, and keys that are let in', async () => {
    const models = [written('models.yaml', 'models:\n  - id: mine\n    like: gpt-4o-mini\n')];
    const emulator = await createEmulator({ port: 0, models, keys: ['sk-good'] });
    expect((await ask(emulator.urls.openai, 'sk-good')).status).toBe(200);
    expect((await ask(emulator.urls.openai, 'sk-good@mine')).status).toBe(200);
    expect((await ask(emulator.urls.openai, 'sk-bad')).status).toBe(401);
    await emulator.stop();
  });

  test('strict refuses what no fixture answers, and says what came nearest', async () => {
    const fixtures = [{ name: 'greeting', when: { user: 'hello' }, reply: { text: 'Hello.' } }];
    const emulator = await createEmulator({ port: 0, strict: true, fixtures });
    const { status, body } = await fetch(`${emulator.urls.openai}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-any', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'deepseek-r1', messages: [{ role: 'user', content: 'say 1' }] }),
    }).then(async (response) => ({ status: response.status, body: await response.text() }));
    expect(status).toBe(404);
    expect(JSON.parse(body).error.message).toMatch(/greeting.*does not match.*say 1/s);
    await emulator.stop();
  });

  test('a stopped emulator lets a running stream finish', async () => {
    const emulator = await createEmulator({ port: 0, pace: { first: 0, gap: 2 }, stopTimeout: 15_000 });
    const response = await askForStream(emulator.urls.openai);
    const stopped = emulator.stop();
    expect(await response.text()).toMatch(/data: \[DONE\]\n\n$/);
    await stopped;
  });

  test('a stream that lasts longer than the limit is cut', async () => {
    const emulator = await createEmulator({ port: 0, pace: { first: 0, gap: 60_000 }, stopTimeout: 50 });
    const response = await askForStream(emulator.urls.openai);
    await emulator.stop();
    await expect(response.text()).rejects.toThrow();
  });
});
