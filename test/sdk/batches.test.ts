import OpenAI, { toFile } from 'openai';
import type { Batch, BatchCreateParams } from 'openai/resources';
import { createEmulator, type Emulator } from '../../server';
import { clientsOf, useTwins } from './twins';

type Endpoint = BatchCreateParams['endpoint'];

const CHAT = '/v1/chat/completions';
const HOUR = 3_600_000;

const lineOf = (custom_id: string, url: Endpoint, body: object) => ({ custom_id, method: 'POST', url, body });

const chat = (custom_id: string, content: unknown, more: object = {}) =>
  lineOf(custom_id, CHAT, { model: 'gpt-4o-mini', messages: [{ role: 'user', content }], ...more });

async function upload(openai: OpenAI, lines: readonly unknown[]): Promise<string> {
  const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
  const file = await toFile(new TextEncoder().encode(text), 'in.jsonl');
  return (await openai.files.create({ file, purpose: 'batch' })).id;
}

/** What a batch may have besides its requests, and the pace that they take. */
type More = Partial<BatchCreateParams> & { readonly pace?: string };

async function create(openai: OpenAI, lines: readonly unknown[], { pace, ...more }: More = {}) {
  const input_file_id = await upload(openai, lines);
  const body = { input_file_id, endpoint: CHAT, completion_window: '24h', ...more } as const;
  return openai.batches.create(body, pace === undefined ? {} : { headers: { 'x-llmulator-pace': pace } });
}

/** The lines of a file of results, by the ids that the client gave. */
async function results(openai: OpenAI, fileId: string | undefined | null) {
  const text = await (await openai.files.content(fileId ?? '')).text();
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { custom_id: string });
  return Object.fromEntries(lines.map((line) => [line.custom_id, line]));
}

const errorsOf = ({ errors }: Batch) => errors?.data?.map(({ code, line, param }) => [line, code, param]);

describe('openai.batches', () => {
  const clientsIn = useTwins();

  test('requests are answered as they would be alone, and a bad one stands among the errors', async () => {
    const [{ openai }] = clientsIn('answers');
    const metadata = { job: 'night' };
    const batch = await create(openai, [chat('a', 'say 1'), chat('bad', 7), chat('b', 'say 2')], { metadata });
    expect(batch).toMatchObject({ status: 'validating', output_file_id: null, model: null, metadata });
    expect(batch.id).toMatch(/^batch_[0-9a-f]{12}81[0-9a-f]{18}$/);
    const done = await openai.batches.retrieve(batch.id);
    expect(done).toMatchObject({
      status: 'completed',
      model: 'gpt-4o-mini-2024-07-18',
      request_counts: { total: 3, completed: 2, failed: 1 },
      completed_at: batch.created_at,
      expires_at: batch.created_at + 86_400,
    });
    const output = await results(openai, done.output_file_id);
    const alone = await openai.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: 'say 2' }],
    });
    expect(Object.keys(output)).toEqual(['a', 'b']);
    expect(output['b']).toMatchObject({
      id: expect.stringMatching(/^batch_req_[0-9a-f]{12}81[0-9a-f]{18}$/),
      error: null,
      response: {
        status_code: 200,
        request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        body: { choices: alone.choices, usage: alone.usage },
      },
    });
    const errors = await results(openai, done.error_file_id);
    expect(errors).toEqual({
      bad: expect.objectContaining({
        error: null,
        response: expect.objectContaining({
          status_code: 400,
          body: { error: expect.objectContaining({ param: 'messages[0].content', code: 'invalid_type' }) },
        }),
      }),
    });
    expect(await openai.batches.retrieve(batch.id)).toEqual(done);
    expect((await openai.files.retrieve(done.output_file_id ?? '')).purpose).toBe('batch_output');
  });

  test.each<[Endpoint, object]>([
    ['/v1/embeddings', { model: 'text-embedding-3-small', input: 'harbour' }],
    ['/v1/responses', { model: 'gpt-4o-mini', input: 'say 1' }],
    ['/v1/completions', { model: 'gpt-3.5-turbo-instruct', prompt: 'say 1' }],
    ['/v1/moderations', { input: 'good morning' }],
  ])('%s', async (endpoint, body) => {
    const [{ openai }] = clientsIn(endpoint);
    const { id } = await create(openai, [lineOf('one', endpoint, body)], { endpoint });
    const done = await openai.batches.retrieve(id);
    expect(done).toMatchObject({
      status: 'completed',
      request_counts: { completed: 1, failed: 0 },
      error_file_id: null,
    });
    const usage = done.usage?.total_tokens ?? 0;
    expect(usage > 0).toBe(endpoint !== '/v1/moderations');
    expect((await results(openai, done.output_file_id))['one']).toMatchObject({ response: { status_code: 200 } });
  });

  test('images are not made: their requests fail, the batch does not', async () => {
    const [{ openai }] = clientsIn('images');
    const endpoint = '/v1/images/generations';
    const { id } = await create(openai, [lineOf('one', endpoint, { prompt: 'a cat' })], { endpoint });
    const done = await openai.batches.retrieve(id);
    expect(done).toMatchObject({ status: 'completed', output_file_id: null, request_counts: { failed: 1 } });
    expect((await results(openai, done.error_file_id))['one']).toMatchObject({ response: { status_code: 404 } });
  });

  test('what is wrong with lines fails the batch, and names line and parameter', async () => {
    const [{ openai }] = clientsIn('faults');
    const { id } = await create(openai, [
      chat('a', 'x'),
      '{no json',
      { ...chat('c', 'x'), custom_id: undefined },
      '',
      chat('a', 'x'),
      { ...chat('e', 'x'), method: 'GET' },
      { ...chat('f', 'x'), url: '/v1/embeddings' },
      chat('g', 'x', { model: 'gpt-4o' }),
      chat('h', 'x', { model: 'nobody' }),
      chat('i', 'x', { stream: true }),
    ]);
    const failed = await openai.batches.retrieve(id);
    expect(failed).toMatchObject({ status: 'failed', in_progress_at: null, request_counts: { total: 0 } });
    expect(failed.failed_at).not.toBeNull();
    expect(errorsOf(failed)).toEqual([
      [2, 'invalid_json_line', null],
      [3, 'missing_required_parameter', 'custom_id'],
      [5, 'duplicate_custom_id', 'custom_id'],
      [6, 'invalid_value', 'method'],
      [7, 'invalid_url', 'url'],
      [8, 'mismatched_model', 'body.model'],
      [9, 'model_not_found', 'body.model'],
      [10, 'streaming_unsupported', 'body.stream'],
    ]);
    await expect(openai.batches.cancel(id)).rejects.toMatchObject({
      status: 409,
      error: { message: "Cannot cancel a batch with status 'failed'." },
    });
  });

  test('50,001 requests are too many, and are told so at once', async () => {
    const [{ openai }] = clientsIn('many');
    const lines = Array.from({ length: 50_001 }, (_, at) => chat(`${at}`, 'x'));
    const failed = await openai.batches.retrieve((await create(openai, lines)).id);
    expect(errorsOf(failed)).toEqual([[null, 'too_many_tasks', null]]);
  });

  test('a file that nobody has, or that another namespace has, fails the batch', async () => {
    const [{ openai }, { openai: other }] = clientsIn('foreign');
    const input_file_id = await upload(other, [chat('a', 'x')]);
    const { id } = await openai.batches.create({ input_file_id, endpoint: CHAT, completion_window: '24h' });
    expect(errorsOf(await openai.batches.retrieve(id))).toEqual([[null, 'invalid_request', 'file_id']]);
    await expect(other.batches.retrieve(id)).rejects.toMatchObject({
      status: 404,
      error: { message: `No batch found with id '${id}'.`, param: null, code: null },
    });
  });

  test('lists come in pages, the newest first', async () => {
    const [{ openai }] = clientsIn('pages');
    const ids: string[] = [];
    for (const at of [1, 2, 3]) ids.unshift((await create(openai, [chat('a', `say ${at}`)])).id);
    const found: Batch[] = [];
    for await (const batch of openai.batches.list({ limit: 2 })) found.push(batch);
    expect(found.map(({ id }) => id)).toEqual(ids);
    expect(found.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
    await expect(openai.batches.list({ after: 'batch_none' })).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  test('a batch that nobody has looked at can be called off', async () => {
    const [{ openai }] = clientsIn('called off');
    const { id } = await create(openai, [chat('a', 'x')]);
    expect(await openai.batches.cancel(id)).toMatchObject({ status: 'cancelling', cancelled_at: null });
    const cancelled = await openai.batches.retrieve(id);
    expect(cancelled).toMatchObject({ status: 'cancelled', output_file_id: null, request_counts: { total: 0 } });
    expect(await openai.batches.cancel(id)).toEqual(cancelled);
  });
});

describe('a batch on a stepped clock', () => {
  let emulator: Emulator;
  let openai: OpenAI;
  beforeEach(async () => {
    emulator = await createEmulator({ port: 0, clock: 'stepped' });
    openai = clientsOf(emulator).openai;
  });
  afterEach(() => emulator.stop());

  /** Statuses and counts at each look-up, some milliseconds apart. */
  async function watch(id: string, steps: readonly number[]) {
    const seen: [string, number][] = [];
    for (const step of steps) {
      await emulator.clock.advance(step);
      const { status, request_counts } = await openai.batches.retrieve(id);
      seen.push([status, request_counts?.completed ?? 0]);
    }
    return seen;
  }

  test('it is validated, runs as long as an answer takes, is finalized and completed', async () => {
    const { id, created_at } = await create(openai, [chat('a', 'say 1'), chat('b', 'say 2')], { pace: 'first=60000' });
    expect(await watch(id, [0, 3_000, 59_999, 1, 2_000])).toEqual([
      ['validating', 0],
      ['in_progress', 0],
      ['in_progress', 0],
      ['finalizing', 2],
      ['completed', 2],
    ]);
    expect(await openai.batches.retrieve(id)).toMatchObject({
      in_progress_at: created_at + 3,
      finalizing_at: created_at + 63,
      completed_at: created_at + 65,
    });
  });

  test('called off in mid-run, it takes ten minutes to stop, and its requests stand among the errors', async () => {
    const { id } = await create(openai, [chat('a', 'say 1')], { pace: 'first=60000' });
    await watch(id, [10_000]);
    expect((await openai.batches.cancel(id)).status).toBe('cancelling');
    expect(await watch(id, [599_999, 1])).toEqual([
      ['cancelling', 0],
      ['cancelled', 0],
    ]);
    const { error_file_id, output_file_id } = await openai.batches.retrieve(id);
    expect(output_file_id).toBeNull();
    expect((await results(openai, error_file_id))['a']).toMatchObject({
      response: null,
      error: { code: 'batch_cancelled' },
    });
  });

  test('what is not done within a day expires', async () => {
    const { id } = await create(openai, [chat('a', 'say 1')], { pace: 'gap=90000' });
    expect(await watch(id, [HOUR, 23 * HOUR])).toEqual([
      ['in_progress', 0],
      ['expired', 0],
    ]);
    const expired = await openai.batches.retrieve(id);
    expect(expired).toMatchObject({ request_counts: { total: 1, completed: 0, failed: 0 }, output_file_id: null });
    expect((await results(openai, expired.error_file_id))['a']).toMatchObject({ error: { code: 'batch_expired' } });
  });

  test('results expire where the batch says so', async () => {
    const output_expires_after = { anchor: 'created_at' as const, seconds: 3_600 };
    const { id } = await create(openai, [chat('a', 'say 1')], { output_expires_after });
    const { output_file_id } = await openai.batches.retrieve(id);
    await results(openai, output_file_id);
    await emulator.clock.advance(HOUR);
    await expect(openai.files.content(output_file_id ?? '')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  test('whoever looks at the same time, requests are made once: scripts advance, and the journal knows each', async () => {
    emulator.fixtures.add({ when: { user: 'next' }, replies: [{ text: 'one' }, { text: 'two' }, { text: 'three' }] });
    const { id } = await create(openai, [chat('a', 'next'), chat('b', 'next')]);
    const looks = await Promise.all([1, 2, 3, 4].map(() => openai.batches.retrieve(id)));
    const output = await results(openai, looks[0]?.output_file_id);
    const words = ['a', 'b'].map((name) => JSON.stringify(output[name]));
    expect(words[0]).toContain('"content":"one"');
    expect(words[1]).toContain('"content":"two"');
    expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(1);
    await emulator.journal.verify({ match: { route: 'chat' }, exactly: 2 });
  });

  test('its requests take nothing from the rate limits of the key', async () => {
    emulator.limit({ limits: { requests_per_minute: 1 } });
    const { id } = await create(openai, [chat('a', 'say 1'), chat('b', 'say 2'), chat('c', 'say 3')]);
    expect((await openai.batches.retrieve(id)).request_counts).toEqual({ total: 3, completed: 3, failed: 0 });
  });

  test('a fault of the look-up is none of its requests; a plan for chats is', async () => {
    const { id } = await create(openai, [chat('a', 'say 1'), chat('b', 'say 2')]);
    const faulty = openai.batches.retrieve(id, { headers: { 'x-llmulator-fault': 'overloaded' } });
    await expect(faulty).rejects.toMatchObject({ status: 503 });
    emulator.faults.add('overloaded;route=chat;nth=2');
    const done = await openai.batches.retrieve(id);
    expect(done.request_counts).toEqual({ total: 2, completed: 1, failed: 1 });
    expect((await results(openai, done.error_file_id))['b']).toMatchObject({ response: { status_code: 503 } });
  });
});
