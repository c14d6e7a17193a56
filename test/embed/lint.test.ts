import supertest from 'supertest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../server';
import { Session, type TestPlace } from '../../server/extras/plugins/session';
import { send } from '../support/http';
import { inMemory } from '../support/start';

/** A client that sends again what was refused for good. */
async function stubborn(emulator: Emulator, namespace = 'default'): Promise<void> {
  const headers = { 'x-llmulator-namespace': namespace, 'x-stainless-retry-count': '1' };
  for (let time = 0; time < 2; time += 1) {
    await send(emulator, { path: '/v1/chat/completions', body: { model: 'deepseek-r1', messages: 7 }, headers });
  }
  await emulator.journal.verify({ match: { status: 400 }, exactly: 2 }, namespace);
}

const linted = async (options: EmulatorOptions) => {
  const emulator = await inMemory(options);
  await stubborn(emulator);
  return emulator.lint();
};

const message = '#1 was refused with 400, and the very same is sent again.';
const finding = { entry: 2, rule: 'lint/retries-in-vain', level: 'warn', message, about: 1 };

describe('what is held against clients', () => {
  test('is told at each door, and where the journal shows it', async () => {
    const emulator = await inMemory();
    await stubborn(emulator);
    expect(emulator.lint()).toEqual({ findings: [finding], good: true });
    const { body } = await supertest(emulator.app).get('/_llmulator/lint').expect(200);
    expect(body).toEqual({ findings: [finding], good: true });
    const [, second] = emulator.journal.entries();
    expect(second?.advice).toEqual([{ rule: finding.rule, level: 'warn', message, about: 1 }]);
    expect(emulator.journal.export('jsonl')).toContain(message);
    await expect(emulator.journal.verify({ never: { rule: 'lint/retries-in-vain' } })).rejects.toThrow('found 1');
    expect(emulator.lint('another')).toEqual({ findings: [], good: true });
  });

  test.each<[EmulatorOptions, object]>([
    [{ lint: 'off' }, { findings: [], good: true }],
    [{ lint: 'error' }, { findings: [{ ...finding, level: 'error' }], good: false }],
    [{ rules: { 'lint/retries-in-vain': 'off' } }, { findings: [], good: true }],
    [
      { lint: 'error', rules: { 'lint/retries-in-vain': 'warn' } },
      { findings: [finding], good: true },
    ],
    [{ clock: { frozen: '2026-01-01T00:00:00Z' } }, { findings: [finding], good: true }],
  ])('with %j', async (options, report) => expect(await linted(options)).toEqual(report));

  test('a row that does not exist stops the start', async () => {
    await expect(createEmulator({ listen: false, rules: { 'lint/retries-in-vein': 'off' } })).rejects.toThrow(
      'rule lint/retries-in-vein is unknown; did you mean lint/retries-in-vain?',
    );
  });
});

test('under --lint error the plugin fails the test whose client did wrong, and the next one passes', async () => {
  const hooks: { before?: (place: TestPlace) => void; after?: () => Promise<void>; all?: () => Promise<void> } = {};
  const session = new Session({
    file: () => undefined,
    beforeEach: (run) => void Object.assign(hooks, { before: run }),
    afterEach: (run) => void Object.assign(hooks, { after: run }),
    afterAll: (run) => void Object.assign(hooks, { all: run }),
  });
  await session.start({ lint: 'error', listen: false } as object);
  hooks.before?.({ file: __filename, test: 'one' });
  await stubborn(session.emulator, session.namespace);
  await expect(hooks.after?.()).rejects.toThrow(`What the client did wrong:\n#2 lint/retries-in-vain: ${message}`);
  hooks.before?.({ file: __filename, test: 'two' });
  await expect(hooks.after?.()).resolves.toBeUndefined();
  await hooks.all?.();
});
