import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { parse } from 'yaml';
import { createEmulator, type Emulator, type Fixture } from '../../server';
import { explainFiles, explanations } from '../../server/cli/explain';
import { initFolder } from '../../server/cli/init';
import { send } from '../support/http';
import { still } from '../support/start';
import { doors } from '../support/surfaces';
import { written } from '../support/written';

const body = (user: string) => ({ model: 'deepseek-r1', messages: [{ role: 'user', content: user }] });
const ask = (emulator: Emulator, user: string) => send(emulator, { path: '/v1/chat/completions', body: body(user) });

const greeting: Fixture = { name: 'greeting', when: { user: 'hello world', model: 'gpt-4o' }, reply: 'Hi.' };
const weather: Fixture = { name: 'weather', when: { user: { contains: 'weather' } }, reply: 'Sunny.' };

describe.each(doors)('a miss in strict mode, on $id', (door) => {
  test('tells the nearest fixtures, the first thing that failed in each, and a fixture that answers when it is pasted', async () => {
    const emulator = await still({ strict: true, fixtures: [weather, greeting] });
    const { status, text } = await send(emulator, { path: door.path, body: door.body('hello word') });
    expect(status).toBe(404);
    const { message } = JSON.parse(text).error as { message: string };
    const lines = message.split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'No fixture for this request: none of 2 fixtures can answer.',
      'fixture "weather" does not match: the last user message is "hello word", wanted: text containing "weather".',
      'fixture "greeting" does not match: the last user message is "hello word", wanted: "hello world". (and 1 more)',
      'This one would:',
    ]);
    const pasted = written('pasted.yaml', lines.slice(4).join('\n'));
    const mended = await still({ strict: true, fixtures: [pasted] });
    expect((await send(mended, { path: door.path, body: door.body('hello word') })).status).toBe(200);
  });
});

test('in lenient mode the journal tells the same', async () => {
  const emulator = await still({ fixtures: [weather] });
  await ask(emulator, 'hello');
  expect(emulator.journal.entries()[0]?.nearMisses).toEqual([
    'fixture "weather" does not match: the last user message is "hello", wanted: text containing "weather".',
  ]);
});

test('a secret header is matched and not told', async () => {
  const emulator = await still({
    strict: true,
    fixtures: [{ when: { headers: { authorization: 'Bearer x' } }, reply: 'x' }],
  });
  const { text } = await ask(emulator, 'hello');
  expect(text).toContain('header authorization is not told, for it bears a secret.');
  expect(text).not.toContain('sk-any');
});

test('fixtures that did nothing, and those that others went before, are reported', async () => {
  const emulator = await still({ fixtures: [weather, greeting, { name: 'any', when: {}, reply: 'Any.' }] });
  emulator.fixtures.add({ name: 'first', when: { user: 'other' }, reply: 'x' });
  await ask(emulator, 'the weather');
  await ask(emulator, 'the weather');
  const report = {
    neverHit: ['fixture "greeting"', 'fixture "first"'],
    shadowed: [{ fixture: 'fixture "any"', by: 'fixture "weather"', times: 2 }],
  };
  expect(emulator.fixtures.report()).toEqual(report);
  const { body: told } = await supertest(emulator.app).get('/_llmulator/fixtures/report').expect(200);
  expect(told).toEqual(report);
});

test('what a namespace remembers can be set and read from outside', async () => {
  const emulator = await still({ fixtures: [{ when: { user: 'pay' }, given: { cart: 'full' }, reply: 'paid' }] });
  const over = supertest(emulator.app);
  await over
    .post('/_llmulator/state')
    .send({ cart: 'full' })
    .expect(200, { state: { cart: 'full' } });
  expect((await ask(emulator, 'pay')).text).toContain('paid');
  await over.post('/_llmulator/state').send({ cart: null }).expect(200, { state: {} });
  const { body: refused } = await over.post('/_llmulator/state').send({ cart: [] }).expect(400);
  expect(refused.error.message).toBe('expected an object of texts, numbers, true, false and null');
});

describe('llmulator explain', () => {
  const fixtures = written(
    'mine.yaml',
    'fixtures:\n  - name: weather\n    when: { user: { contains: weather } }\n    reply: Sunny.\n  - name: all\n    reply: All.\n',
  );
  const explained = async (request: object, asJson = false) => {
    const file = written('request.json', JSON.stringify(request));
    const all = await explainFiles({ files: [file], surface: undefined, config: { fixtures: [fixtures] } });
    return explanations(all, asJson);
  };

  test('tells what answers, why, and what matches too', async () => {
    const text = await explained(body('the weather'));
    expect(text).toMatch(/: chat, answered by fixture "weather" \(.*mine\.yaml:2\)\n/);
    expect(text).toContain('  the last user message is "the weather", as wanted: text containing "weather".\n');
    expect(text).toMatch(/behind it: fixture "all" \(.*mine\.yaml:5\) matches too\n/);
  });

  test('as JSON', async () => {
    expect(JSON.parse(await explained(body('x'), true))).toMatchObject([
      { surface: 'chat', answer: { kept: expect.anything() } },
    ]);
  });

  test('tells why nothing can be told', async () => {
    expect(await explained({ model: 'nobody', messages: [] })).toContain('its model is unknown: llmulator check');
    expect(await explained({ model: 'deepseek-r1', messages: 7 })).toContain('it is refused before fixtures are asked');
    const file = written('r.json', JSON.stringify({ model: 'text-embedding-3-small', input: 'x' }));
    const [told] = await explainFiles({ files: [file], surface: 'embeddings', config: {} });
    expect(told?.refusal).toBe('embeddings generates nothing, so that no fixture answers it');
    await expect(explainFiles({ files: [file], surface: 'chta', config: {} })).rejects.toThrow(
      "surface 'chta' is unknown; known are chat, ",
    );
    const none = written('none.json', '{}');
    await expect(explainFiles({ files: [none], surface: undefined, config: {} })).rejects.toThrow(
      'holds no request to a model',
    );
  });
});

describe('a running emulator explains', () => {
  const once: Fixture = { name: 'once', when: { user: 'ping' }, times: 1, reply: 'pong' };

  test('with the fixtures of a namespace and how far they have come, and counts nothing', async () => {
    const emulator = await still();
    emulator.fixtures.add(once, 'mine');
    const explained = async () => (await emulator.explain(body('ping'), { namespace: 'mine' }))[0];
    expect(await explained()).toMatchObject({ surface: 'chat', answer: { fixture: 'fixture "once"' } });
    expect(await explained()).toMatchObject({ answer: { fixture: 'fixture "once"' } });
    await send(emulator, {
      path: '/v1/chat/completions',
      body: body('ping'),
      headers: { 'x-llmulator-namespace': 'mine' },
    });
    expect(await explained()).toMatchObject({
      answer: undefined,
      passed: ['fixture "once" matches, but it has answered 1 times, wanted: at most 1.'],
    });
    expect((await emulator.explain(body('ping')))[0]?.answer).toBeUndefined();
  });

  test('over HTTP the same', async () => {
    const emulator = await still({ fixtures: [once] });
    const over = supertest(emulator.app);
    const { body: told } = await over.post('/_llmulator/explain').send(body('ping')).expect(200);
    expect(told.explanations).toEqual(JSON.parse(JSON.stringify(await emulator.explain(body('ping')))));
    const { body: refused } = await over.post('/_llmulator/explain?surface=chta').send(body('ping')).expect(400);
    expect(refused.error.message).toMatch(/^surface 'chta' is unknown; known are chat, /);
    await over
      .post('/_llmulator/explain')
      .send({})
      .expect(400, /request: holds no request to a model/);
  });
});

describe('llmulator init', () => {
  test('writes an example that works, with schemas for editors, and overwrites nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'llmulator-'));
    expect(initFolder(folder)).toEqual(['llmulator.config.yaml', 'fixtures/example.yaml']);
    const emulator = await still({ fixtures: [join(folder, 'fixtures')], strict: true });
    expect((await ask(emulator, 'Hello there!')).text).toContain('General greetings.');
    expect((await ask(emulator, 'where is order 5')).text).toMatch(/Order 5 is on its way to /);
    expect(() => initFolder(folder)).toThrow(
      'llmulator.config.yaml and fixtures/example.yaml already there; nothing was written',
    );
  });
});

describe('--watch', () => {
  const settled = async (told: readonly string[], words: RegExp): Promise<void> => {
    for (let at = 0; at < 400 && !told.some((line) => words.test(line)); at += 1) {
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(told.join('\n')).toMatch(words);
  };

  test('takes new fixtures, keeps the old ones where the new ones are bad, and says so', async () => {
    const one = (reply: string) => `fixtures:\n  - when: { user: ping }\n    reply: ${reply}\n`;
    const file = written('mine.yaml', one('pong'));
    const told: string[] = [];
    const emulator = await createEmulator({
      port: 0,
      fixtures: [file],
      watch: true,
      report: (line) => told.push(line),
    });
    const answer = async () => JSON.parse((await ask(emulator, 'ping')).text).choices[0].message.content as string;
    expect(await answer()).toBe('pong');
    writeFileSync(file, one('peng'));
    await settled(told, /^read the fixtures anew: 1 of them$/m);
    expect(await answer()).toBe('peng');
    writeFileSync(file, 'fixtures:\n  - wen: {}\n    reply: x\n');
    await settled(
      told,
      /^kept the old fixtures, for the new ones are bad:\n.*mine\.yaml:2:5: unknown key fixtures\[0\]\.wen; did you mean when\?/m,
    );
    expect(await answer()).toBe('peng');
    await emulator.stop();
  });
});

test('the pasted fixture is YAML whatever the user said', async () => {
  const emulator = await still({ strict: true });
  const user = 'a "quoted": {#} \n line';
  const { message } = JSON.parse((await ask(emulator, user)).text).error as { message: string };
  expect(parse(message.slice(message.indexOf('fixtures:')))).toMatchObject({ fixtures: [{ when: { user } }] });
});
