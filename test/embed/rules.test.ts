import supertest from 'supertest';
import type { EmulatorOptions } from '../../server';
import { still } from '../support/start';
import { written } from '../support/written';

const refusalOf = (options: EmulatorOptions): Promise<string> =>
  still(options).then(
    () => 'it started',
    (error: Error) => error.message,
  );

describe('levels of rules', () => {
  const ask = async (options: EmulatorOptions) => {
    const body = { model: 'gpt-4o', messages: [{ role: 'user', content: 'say 1' }], foo: 1, temperature: 9 };
    const emulator = await still({ service: 'vendor', ...options });
    const answer = await supertest(emulator.app)
      .post('/v1/chat/completions')
      .set('authorization', 'Bearer sk-any')
      .send(body);
    const headers = answer.headers as Readonly<Record<string, string>>;
    return { status: answer.status, ...headers, entry: emulator.journal.entries().at(-1) };
  };

  test('what is off is not looked at, what warns is told beside the answer and in the journal', async () => {
    const answer = await ask({ rules: { 'chat/*': 'warn', 'chat/unknown-key': 'off' } });
    expect(answer).toMatchObject({ status: 200, 'x-llmulator-warnings': 'chat/number-too-big' });
    expect(answer.entry).toMatchObject({ warnings: ['chat/number-too-big'], outcome: 'answered' });
  });

  test('an exact id goes before a glob, whatever the order', async () => {
    const answer = await ask({ rules: { 'chat/number-too-big': 'error', 'chat/*': 'off' } });
    expect(answer).toMatchObject({ status: 400, 'x-llmulator-rule': 'chat/number-too-big' });
  });

  test('a glob does not wake what is off by itself; its own id does', async () => {
    expect(await ask({ rules: { 'chat/*': 'warn' } })).toMatchObject({
      'x-llmulator-warnings': 'chat/unknown-key, chat/number-too-big',
    });
    const rules = { 'chat/*': 'off', 'chat/arguments-unrecognized': 'error' } as const;
    expect(await ask({ rules })).toMatchObject({ status: 400, 'x-llmulator-rule': 'chat/arguments-unrecognized' });
  });

  test('a service file sets them, too, and the user goes before it', async () => {
    const services = [written('mine.yaml', "id: mine\nsays: Mine.\nrules:\n  'chat/*': off\n")];
    expect(await ask({ services, service: 'mine' })).toMatchObject({ status: 200 });
    const rules = { 'chat/unknown-key': 'error' } as const;
    expect(await ask({ services, service: 'mine', rules })).toMatchObject({ status: 400 });
  });

  test.each<[string, EmulatorOptions, RegExp]>([
    [
      'an option',
      { rules: { 'chat/unknwon-key': 'off' } },
      /^rule chat\/unknwon-key is unknown; did you mean chat\/unknown-key\?$/,
    ],
    ['an option without its surface', { rules: { 'unknown-key': 'off' } }, /did you mean chat\/unknown-key\?$/],
    ['a glob', { rules: { 'chta/*': 'off' } }, /^no rule fits chta\/\*/],
    [
      'a service file',
      { services: [written('bad.yaml', 'id: bad\nsays: Bad.\nrules:\n  chat/unknwon-key: off\n')] },
      /bad\.yaml:4:3: rule chat\/unknwon-key is unknown; did you mean chat\/unknown-key\?/,
    ],
    [
      'a surface of a service file',
      { services: [written('bad.yaml', 'id: bad\nsays: Bad.\nsurfaces:\n  chta: {}\n')] },
      /bad\.yaml:4:3: surface chta is unknown; did you mean chat\?/,
    ],
    [
      'a sentence of a service file',
      { services: [written('bad.yaml', 'id: bad\nsays: Bad.\nsentences:\n  openai:\n    model-not-fund: {}\n')] },
      /bad\.yaml:5:5: model-not-fund is neither a rule nor a kind of problem; did you mean model-not-found\?/,
    ],
  ])('%s that names nothing stops the start', async (_name, options, words) => {
    expect(await refusalOf(options)).toMatch(words);
  });

  test('model files that contradict themselves stop the start, with line and column', async () => {
    const models = [written('models.yaml', 'models:\n  - id: a\n    like: b\n  - id: b\n    like: a\n  - id: a\n')];
    expect(await refusalOf({ models })).toMatch(/models\.yaml:6:5: a is already the name of model a/);
  });
});

test('the control plane lists rules with sentence, grade, reference and the level in force', async () => {
  const emulator = await still({ rules: { 'chat/unknown-key': 'warn' } });
  const { body } = await supertest(emulator.app)
    .get('/_llmulator/rules?pattern=chat/unknown-key')
    .set('host', 'localhost');
  expect(body.rules).toEqual(
    expect.arrayContaining([
      {
        id: 'chat/unknown-key',
        surface: 'chat',
        says: expect.any(String),
        grade: 'spec',
        reference: expect.any(String),
        level: 'warn',
      },
    ]),
  );
});
