import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Script } from 'node:vm';
import supertest from 'supertest';
import { createEmulator, type Emulator } from '../../server';
import { still } from '../support/start';

const ROOT = join(__dirname, '..', '..');

/** What the event stream tells at one time. */
interface Told {
  readonly id: string;
  readonly event: string;
  readonly data: {
    readonly fresh: boolean;
    readonly oldest: number;
    readonly entries: readonly { readonly id: number }[];
  };
}

const over = (emulator: Emulator) => supertest(emulator.app);

const ask = (emulator: Emulator, content: string) =>
  over(emulator)
    .post('/v1/chat/completions')
    .set('authorization', 'Bearer sk-any')
    .send({ model: 'deepseek-r1', messages: [{ role: 'user', content }] });

/** What is told to a client that has seen all up to an event. */
async function changesAfter(emulator: Emulator, lastId = '', query = ''): Promise<readonly Told[]> {
  const { text } = await over(emulator)
    .get(`/_llmulator/journal/events?follow=false${query}`)
    .set('last-event-id', lastId)
    .buffer(true)
    .expect(200)
    .expect('content-type', /^text\/event-stream/);
  const field = (block: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
  return text
    .split('\n\n')
    .filter((block) => field(block, 'event') === 'entries')
    .map((block) => ({ id: field(block, 'id'), event: 'entries', data: JSON.parse(field(block, 'data')) }));
}

const idsOf = (told: readonly Told[]) => told.flatMap(({ data }) => data.entries.map(({ id }) => id));

describe('the stream of changes', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await still();
  });

  test('tells what a list shows of each entry', async () => {
    await ask(emulator, 'What is a binary tree?');
    const [told] = await changesAfter(emulator);
    expect(told?.data).toMatchObject({
      fresh: true,
      oldest: 1,
      entries: [
        {
          id: 1,
          route: 'chat',
          method: 'POST',
          path: '/v1/chat/completions',
          model: 'deepseek-r1',
          status: 200,
          outcome: 'answered',
          asked: 'What is a binary tree?',
          messages: 1,
        },
      ],
    });
  });

  test('goes on from the last event that the client has', async () => {
    await ask(emulator, 'one');
    const [first] = await changesAfter(emulator);
    await ask(emulator, 'two');
    const told = await changesAfter(emulator, first?.id);
    expect(idsOf(told)).toEqual([2]);
    expect(told[0]?.data.fresh).toBe(false);
  });

  test('begins anew for a client that knows another journal', async () => {
    await ask(emulator, 'one');
    const [first] = await changesAfter(emulator);
    await emulator.reset('default');
    await ask(emulator, 'another one');
    for (const lastId of [first?.id, '1.2.3', 'nonsense']) {
      const told = await changesAfter(emulator, lastId);
      expect([told[0]?.data.fresh, idsOf(told)]).toEqual([true, [1]]);
    }
  });

  test('tells which entries were cleared', async () => {
    await ask(emulator, 'one');
    const [first] = await changesAfter(emulator);
    emulator.journal.clear();
    await ask(emulator, 'two');
    const [told] = await changesAfter(emulator, first?.id);
    expect(told?.data).toMatchObject({ fresh: false, oldest: 2, entries: [{ id: 2 }] });
  });

  test('searches bodies, and refuses a query that it does not know', async () => {
    await ask(emulator, 'about rivers');
    await ask(emulator, 'about mountains');
    expect(idsOf(await changesAfter(emulator, '', '&text=mountains'))).toEqual([2]);
    await over(emulator)
      .get('/_llmulator/journal/events?txt=x')
      .expect(400, /unknown key txt/);
  });

  test('tells of each entry once, however many there are', async () => {
    const many = 1_200;
    const crowded = await still({ journal: 2_000 });
    for (let at = 0; at < many; at += 1) await ask(crowded, `number ${at}`);
    const told = await changesAfter(crowded);
    expect(told.length).toBeGreaterThan(1);
    expect(idsOf(told)).toEqual(Array.from({ length: many }, (_, at) => at + 1));
  });
});

test('a client that follows is told at once, and the server stops though it listens', async () => {
  const emulator = await createEmulator({ port: 0 });
  const reply = await fetch(`${emulator.urls.base}/_llmulator/journal/events`);
  const reader = (reply.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  const readUntil = async (wanted: string) => {
    while (!text.includes(wanted)) text += new TextDecoder().decode((await reader.read()).value);
  };
  await readUntil('"fresh":true');
  await ask(emulator, 'ping');
  await readUntil('"asked":"ping"');
  await readUntil('"outcome":"answered"');
  await emulator.stop();
  while (!(await reader.read()).done);
});

test('one entry can be exported by its id', async () => {
  const emulator = await still();
  await ask(emulator, 'one');
  await ask(emulator, 'two');
  const { body } = await over(emulator).get('/_llmulator/journal.har?id=2').expect(200);
  expect(body.log.entries).toHaveLength(1);
  expect(body.log.entries[0].request.postData.text).toContain('two');
});

describe('the page', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/inspector.mjs'], { cwd: ROOT });
    emulator = await createEmulator({ listen: false, host: '0.0.0.0', controlToken: 'let-me-in' });
  });

  test('is served without the token and allows nothing inline', async () => {
    const { text, headers } = await over(emulator).get('/_llmulator/').expect(200).expect('content-type', /html/);
    expect(text).toContain('<title>llmulator</title>');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(text).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=/);
  });

  test('names files that are there, with hashes, to be kept for ever', async () => {
    const { text } = await over(emulator).get('/_llmulator/');
    const files = [...text.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(files).toHaveLength(2);
    for (const file of files) {
      expect(file).toMatch(/-[A-Z0-9]{8}\.(js|css)$/);
      const reply = await over(emulator)
        .get(file)
        .expect(200)
        .expect('cache-control', /immutable/);
      if (file.endsWith('.js')) expect(() => new Script(reply.text)).not.toThrow();
    }
    await over(emulator).get('/_llmulator/assets/..%2findex.html').expect(401);
  });
});
