import type { Emulator } from '../../server';
import { goodHeaders } from '../support/http';
import { NOW, start } from '../support/start';
import { doors } from '../support/surfaces';

const NAMESPACES = 200;
const WORKERS = 8;

const names = Array.from({ length: NAMESPACES }, (_, at) => `test-${at}`);

/** What one test does: scripts its own reply to a prompt that all others use too, asks thrice, looks at its journal. */
async function oneTest({ urls, fixtures, journal }: Emulator, name: string): Promise<string> {
  fixtures.add({ when: { user: 'who am I?' }, reply: { text: `You are ${name}.` } }, name);
  const answers: string[] = [];
  for (const [at, door] of doors.entries()) {
    const words = ['who am I?', 'What is a river?'][at % 2] ?? '';
    const response = await fetch(urls.base + door.path, {
      method: 'POST',
      headers: { ...goodHeaders(door.path), 'x-llmulator-namespace': name },
      body: JSON.stringify(door.body(words)),
    });
    answers.push(await response.text());
  }
  await journal.verify({ match: { reply: `You are ${name}.` }, exactly: 2 }, name);
  await journal.verify({ match: {}, exactly: doors.length }, name);
  await journal.verify({ never: { reply: `/You are test-(?:[0-9]+)\\.[^]*You are/` } }, name);
  return answers.join('\n');
}

/** All tests, taken by eight workers from one list. */
async function run(order: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const emulator = await start({ port: 0, clock: { frozen: NOW } });
  const found = new Map<string, string>();
  const left = [...order];
  const work = async () => {
    for (let name = left.pop(); name !== undefined; name = left.pop()) found.set(name, await oneTest(emulator, name));
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  await emulator.stop();
  return found;
}

test('200 tests in 8 workers against one server never meet, and get the same bytes at each run', async () => {
  const forward = await run(names);
  const backward = await run(names.toReversed());
  for (const name of names) {
    expect(forward.get(name)).toContain(`You are ${name}.`);
    expect(backward.get(name)).toBe(forward.get(name));
  }
}, 60_000);

test('a hundred namespaces at once: reset of one leaves the others', async () => {
  const emulator = await start({ port: 0, clock: { frozen: NOW } });
  const some = names.slice(0, 100);
  await Promise.all(some.map((name) => oneTest(emulator, name)));
  await emulator.reset('test-7');
  const counts = some.map((name) => emulator.journal.entries({}, name).length);
  expect(counts.filter((count) => count === doors.length)).toHaveLength(99);
  expect(counts[7]).toBe(0);
  await emulator.stop();
}, 60_000);
