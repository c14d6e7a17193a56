import { request } from 'node:http';
import supertest from 'supertest';
import { createEmulator, type Emulator } from '../../server';
import { goodHeaders } from '../support/http';
import { inMemory } from '../support/start';
import { doors } from '../support/surfaces';

const over = (emulator: Emulator) => supertest(emulator.app);

const chat = (emulator: Emulator, body: object, headers: Record<string, string> = {}) =>
  over(emulator)
    .post('/v1/chat/completions')
    .set({ ...goodHeaders('/v1/chat/completions'), ...headers })
    .send({ model: 'deepseek-r1', ...body });

const hi = (content: string) => ({ messages: [{ role: 'user', content }] });

/** An emulator with four exchanges: two answers (one streamed), a refusal, a missing key. */
async function used(): Promise<Emulator> {
  const emulator = await inMemory();
  emulator.fixtures.add({ name: 'pong', when: { user: 'ping' }, reply: { text: 'Rain, 4 °C and "wind"\nall day.' } });
  await chat(emulator, hi('ping'), { 'x-trace': 'abc' });
  await chat(emulator, { ...hi('ping'), stream: true });
  await chat(emulator, { ...hi('warm'), temperature: 3 });
  await over(emulator)
    .post('/v1/chat/completions')
    .send({ model: 'gpt-4o', ...hi('ping') });
  return emulator;
}

const ids = (entries: readonly { readonly id: number }[]) => entries.map(({ id }) => id);

describe('the journal', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await used();
  });

  test.each([
    ['route', { route: 'chat' }, [1, 2, 3, 4]],
    ['a model, also of what was refused at the door', { model: 'gpt-4o' }, [4]],
    ['statuses', { status: [400, 401] }, [3, 4]],
    ['outcome', { outcome: 'answered' }, [1, 2]],
    ['fixture', { fixture: 'pong' }, [1, 2]],
    ['a broken rule', { rule: 'chat/number-too-big' }, [3]],
    ['the kind of problem', { problem: 'missing-credentials' }, [4]],
    ['a header by name', { header: 'x-trace' }, [1]],
    ['a header by value', { header: 'X-Trace: abc' }, [1]],
    ['a header of another value', { header: 'x-trace: abd' }, []],
    ['whether it streamed', { stream: true }, [2]],
    ['words of the request', { request: 'warm' }, [3]],
    ['a regular expression', { request: '/^WARM$/im' }, [3]],
    ['words of a reply that a stream cuts in pieces', { reply: 'Rain, 4 °C and "wind"\nall' }, [1, 2]],
    ['words of either', { text: ['warm', 'all day'] }, [1, 2, 3]],
    ['members of the body', { body: { temperature: 3, messages: [{ content: 'warm' }] } }, [3]],
    ['later ones', { after: 2 }, [3, 4]],
    ['the newest', { route: 'chat', limit: 1 }, [4]],
  ] as const)('is asked by %s', async (_name, query, expected) => {
    expect(ids(emulator.journal.entries(query))).toEqual(expected);
    const url = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      for (const each of [value].flat())
        url.append(key, typeof each === 'object' ? JSON.stringify(each) : String(each));
    }
    const { body } = await over(emulator).get(`/_llmulator/journal?${url}`).expect(200);
    expect(ids(body.entries)).toEqual(expected);
  });

  test('tells what was decided, what it cost and what was served, without the key', () => {
    const [first] = emulator.journal.entries();
    expect(first).toMatchObject({
      fixture: 'pong',
      nearMisses: [],
      usage: { input: expect.any(Number), output: expect.any(Number), cacheRead: 0 },
      replyHeaders: { 'x-llmulator-fixture': 'pong' },
      request: { headers: { authorization: '[redacted]' }, body: { model: 'deepseek-r1' } },
    });
    const served = first?.reply as { usage: { completion_tokens: number } };
    expect(first?.usage?.output).toBe(served.usage.completion_tokens);
  });

  test.each([
    ['?modl=x', 'unknown key modl; did you mean model?'],
    ['?status=many', 'status is "many"'],
    ['?outcome=answerd', 'did you mean answered?'],
    ['?request=/(/', 'expected words, or /a regular expression/flags'],
  ])('a question that it does not understand (%s) is refused', async (query, message) => {
    const { body } = await over(emulator).get(`/_llmulator/journal${query}`).expect(400);
    expect(body.error.message).toContain(message);
  });

  test('code is told the same', () => {
    expect(() => emulator.journal.entries({ modl: 'x' } as object)).toThrow('unknown key modl; did you mean model?');
  });

  test('goes away as lines of JSON and as an HTTP archive', async () => {
    const lines = await over(emulator).get('/_llmulator/journal.jsonl?status=200').expect(200);
    expect(lines.headers['content-type']).toContain('jsonl');
    expect(
      lines.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual([1, 2]);
    const { text } = await over(emulator).get('/_llmulator/journal').set('accept', 'application/har+json').expect(200);
    expect(text).not.toContain('sk-any');
    const { log } = JSON.parse(text);
    expect(log).toMatchObject({ version: '1.2', creator: { name: 'llmulator' } });
    expect(log.entries).toHaveLength(4);
    expect(log.entries[0]).toMatchObject({
      request: { method: 'POST', postData: { mimeType: 'application/json' } },
      response: { status: 200, content: { mimeType: 'application/json' } },
      _llmulator: { fixture: 'pong' },
    });
    expect(log.entries[1].response.content.text).toMatch(/^data: .*\[DONE\]\n\n$/s);
  });
});

describe('waiting for an entry', () => {
  for (const door of doors) {
    test(`${door.id}: code waits for the one that comes`, async () => {
      const emulator = await createEmulator({ port: 0 });
      const next = emulator.journal.next({ route: door.id, request: 'second' });
      for (const words of ['first', 'second']) {
        const headers = goodHeaders(door.path);
        await fetch(emulator.urls.base + door.path, {
          method: 'POST',
          headers,
          body: JSON.stringify(door.body(words)),
        });
      }
      expect(await next).toMatchObject({ id: 2, outcome: 'answered', status: 200 });
      await emulator.stop();
    });
  }

  test('with `after`, one that has closed already will do', async () => {
    const emulator = await used();
    expect(await emulator.journal.next({ after: 1, status: 400 })).toMatchObject({ id: 3 });
    const { body } = await over(emulator).get('/_llmulator/journal/next?after=3').expect(200);
    expect(body.entry).toMatchObject({ id: 4, status: 401 });
  });

  test('in vain it tells what came nearest', async () => {
    const emulator = await used();
    const waited = emulator.journal.next({ route: 'chat', model: 'gpt-5' }, { timeout: 5 });
    await expect(waited).rejects.toThrow(
      'No exchange with route "chat", model "gpt-5" closed within 5 ms.\nNearest so far:\n' +
        '  #4 POST /v1/chat/completions → 401: model is "gpt-4o", wanted "gpt-5"',
    );
    const { body } = await over(emulator).get('/_llmulator/journal/next?model=gpt-5&timeout=5').expect(404);
    expect(body.error.message).toContain('No exchange with model "gpt-5"');
    await over(emulator)
      .get('/_llmulator/journal/next?timeout=soon')
      .expect(400, /expected milliseconds/);
  });

  test('a reset and a stop send those away who wait', async () => {
    const emulator = await createEmulator({ port: 0 });
    const one = expect(emulator.journal.next({})).rejects.toThrow('The namespace was reset.');
    await emulator.reset();
    await one;
    const other = expect(emulator.journal.next({})).rejects.toThrow('The emulator was stopped.');
    await emulator.stop();
    await other;
  });
});

describe('verification', () => {
  test.each([
    [{ match: { fixture: 'pong' }, exactly: 2 }],
    [{ match: { status: 200 } }],
    [{ match: { route: 'chat' }, atLeast: 1, atMost: 4 }],
    [{ never: { outcome: 'bug' } }],
    [{ order: [{ status: 200 }, { status: 400 }, { status: 401 }] }],
  ] as const)('%j holds', async (expectation) => {
    const emulator = await used();
    await emulator.journal.verify(expectation);
    await over(emulator).post('/_llmulator/verify').send(expectation).expect(200, { verified: true });
  });

  test.each([
    [
      { match: { route: 'chat', status: 200, body: { messages: [{ content: 'pong' }] } } },
      'Expected at least 1 entry (route "chat", body {"messages":[{"content":"pong"}]}, status 200), found 0 among 4 entries.\n' +
        'Nearest:\n  #2 POST /v1/chat/completions → 200: body.messages[0].content is "ping", wanted "pong"',
    ],
    [
      { match: { fixture: 'pong' }, atMost: 1 },
      'Expected at most 1 entry (fixture "pong"), found 2 among 4 entries.\n' +
        '  #1 POST /v1/chat/completions → 200\n  #2 POST /v1/chat/completions → 200',
    ],
    [{ never: { status: 401 } }, 'Expected no entry (status 401), found 1 among 4 entries.'],
    [
      { order: [{ status: 401 }, { status: 200 }] },
      'Expected 2 exchanges in order; number 2 (status 200) did not come after #4.',
    ],
  ] as const)('%j fails with a readable difference', async (expectation, message) => {
    const emulator = await used();
    await expect(emulator.journal.verify(expectation)).rejects.toThrow(message);
    const { body } = await over(emulator).post('/_llmulator/verify').send(expectation).expect(409);
    expect(body.error.message).toContain(message);
  });

  test.each([
    [{}, 'exactly one of match, never and order'],
    [{ never: {}, atMost: 1 }, 'atMost goes with match only'],
    [{ match: { modl: 'x' } }, 'unknown key match.modl; did you mean model?'],
  ])('%j is no expectation', async (expectation, message) => {
    const emulator = await inMemory();
    const { body } = await over(emulator).post('/_llmulator/verify').send(expectation).expect(400);
    expect(body.error.message).toContain(message);
  });

  test('what was forgotten is not taken for what never was', async () => {
    const emulator = await inMemory({ journal: 2 });
    for (const words of ['a', 'b', 'c']) await chat(emulator, hi(words));
    await expect(emulator.journal.verify({ never: { request: 'z' } })).rejects.toThrow(
      'Cannot tell whether there were no entry (request "z"): entries up to #1 are forgotten.',
    );
    await emulator.journal.verify({ never: { request: 'z', after: 1 } });
    emulator.journal.clear();
    await emulator.journal.verify({ never: {} });
  });
});

describe('what really left', () => {
  const stream = (base: string, headers: Record<string, string> = {}) =>
    fetch(`${base}/chat/completions`, {
      method: 'POST',
      headers: { ...goodHeaders('/v1/chat/completions'), ...headers },
      body: JSON.stringify({ model: 'deepseek-r1', stream: true, ...hi('Tell me about rivers.') }),
    });

  /** Asks for a stream and hangs up after its first bytes. */
  const firstOf = (url: string) =>
    new Promise<string>((resolve, reject) => {
      const call = request(url, { method: 'POST', headers: goodHeaders('/v1/chat/completions') }, (response) => {
        response.once('data', (bytes) => {
          response.destroy();
          resolve(String(bytes));
        });
      });
      call.on('error', reject);
      call.end(JSON.stringify({ model: 'deepseek-r1', stream: true, ...hi('Tell me about rivers.') }));
    });

  test('of a paced stream the journal tells when each frame left', async () => {
    const emulator = await createEmulator({ port: 0, pace: { first: 5, gap: 2 } });
    const served = await (await stream(emulator.urls.openai)).text();
    const entry = await emulator.journal.next({ after: 0 });
    expect((entry.reply as string[]).join('')).toBe(served);
    expect(entry.frameTimes).toHaveLength((entry.reply as string[]).length);
    expect(entry.frameTimes?.[0]).toBeGreaterThanOrEqual(5);
    expect([...(entry.frameTimes ?? [])].sort((a, b) => a - b)).toEqual(entry.frameTimes);
    await emulator.stop();
  });

  test('of a stream that the client leaves, only the frames that left', async () => {
    const emulator = await createEmulator({ port: 0, pace: { first: 0, gap: 60_000 } });
    const gone = emulator.journal.next({ outcome: 'client-gone' });
    const first = await firstOf(`${emulator.urls.openai}/chat/completions`);
    const { reply, frameTimes } = await gone;
    expect((reply as string[]).join('')).toContain(first);
    expect((reply as string[]).join('')).not.toContain('[DONE]');
    expect(frameTimes).toHaveLength((reply as string[]).length);
    await emulator.stop();
  });

  test('of a stream that a fault cuts, the bytes up to the cut', async () => {
    const emulator = await createEmulator({ port: 0 });
    const response = await stream(emulator.urls.openai, { 'x-llmulator-fault': 'cut-in-frame' });
    await expect(response.text()).rejects.toThrow();
    const entry = await emulator.journal.next({ after: 0 });
    expect(entry).toMatchObject({ outcome: 'broken', fault: 'cut-in-frame' });
    expect((entry.reply as string[]).join('')).not.toContain('[DONE]');
    await emulator.stop();
  });
});
