import Anthropic from '@anthropic-ai/sdk';
import type { BatchCreateParams, MessageBatchIndividualResponse } from '@anthropic-ai/sdk/resources/messages';
import { createEmulator, type Emulator } from '../../server';
import { NOW } from '../support/start';
import { clientsOf } from './twins';

const DAY = 86_400_000;

const asking = (custom_id: string, content: string, more: object = {}): BatchCreateParams.Request => ({
  custom_id,
  params: { model: 'claude-sonnet-4-6', max_tokens: 64, messages: [{ role: 'user', content }], ...more },
});

describe('anthropic.messages.batches', () => {
  let emulator: Emulator;
  let anthropic: Anthropic;

  beforeEach(async () => {
    emulator = await createEmulator({ port: 0, service: 'vendor', clock: { stepped: NOW } });
    ({ anthropic } = clientsOf(emulator));
  });
  afterEach(() => emulator.stop());

  async function resultsOf(id: string): Promise<Readonly<Record<string, MessageBatchIndividualResponse['result']>>> {
    const results: Record<string, MessageBatchIndividualResponse['result']> = {};
    for await (const { custom_id, result } of await anthropic.messages.batches.results(id)) results[custom_id] = result;
    return results;
  }

  test('a batch is created, polled until it has ended, and its results are read', async () => {
    emulator.fixtures.add({ when: { user: 'ping' }, reply: { text: 'pong' } });
    const requests = [asking('fine', 'ping'), asking('faulty', 'ping', { max_tokens: 9_999_999 })];
    let batch = await anthropic.messages.batches.create({ requests });
    expect(batch).toMatchObject({ processing_status: 'in_progress', request_counts: { processing: 2 } });
    await expect(anthropic.messages.batches.results(batch.id)).rejects.toThrow('No batch `results_url`');
    while (batch.processing_status !== 'ended') {
      await emulator.clock.advance(500);
      batch = await anthropic.messages.batches.retrieve(batch.id);
    }
    expect(batch.request_counts).toEqual({ processing: 0, succeeded: 1, errored: 1, canceled: 0, expired: 0 });
    const { fine, faulty } = await resultsOf(batch.id);
    expect(fine).toMatchObject({
      type: 'succeeded',
      message: { content: [{ type: 'text', text: 'pong' }], usage: { service_tier: 'batch' } },
    });
    expect(faulty).toMatchObject({ type: 'errored', error: { error: { type: 'invalid_request_error' } } });
    await anthropic.messages.batches.delete(batch.id);
    await expect(anthropic.messages.batches.retrieve(batch.id)).rejects.toBeInstanceOf(Anthropic.NotFoundError);
  });

  test('each request goes down the road once, however often its result is read', async () => {
    const { id } = await anthropic.messages.batches.create({ requests: [asking('a', 'tell'), asking('b', 'tell on')] });
    await emulator.clock.advance(1_000);
    const [first, second] = await Promise.all([resultsOf(id), resultsOf(id)]);
    expect(second).toEqual(first);
    await emulator.journal.verify({ match: { route: 'messages' }, exactly: 2 });
  });

  test('what is answered before a cancellation stays answered', async () => {
    emulator.pace({ first: 60_000 });
    const requests = ['a', 'b', 'c'].map((id) => asking(id, 'hello'));
    const { id } = await anthropic.messages.batches.create({ requests });
    await emulator.clock.advance(90_000);
    const canceling = await anthropic.messages.batches.cancel(id);
    expect(canceling).toMatchObject({ processing_status: 'canceling', request_counts: { processing: 3 } });
    await emulator.clock.advance(1_000);
    const ended = await anthropic.messages.batches.retrieve(id);
    expect(ended).toMatchObject({ processing_status: 'ended', request_counts: { succeeded: 1, canceled: 2 } });
    expect((await resultsOf(id))['c']).toEqual({ type: 'canceled' });
    await expect(anthropic.messages.batches.cancel(id)).rejects.toBeInstanceOf(Anthropic.BadRequestError);
  });

  test('what is not answered within a day expires, and after 29 days no result is left', async () => {
    emulator.pace({ first: 0.6 * DAY });
    const { id } = await anthropic.messages.batches.create({ requests: [asking('a', 'hello'), asking('b', 'hello')] });
    await emulator.clock.advance(DAY);
    const ended = await anthropic.messages.batches.retrieve(id);
    expect(ended).toMatchObject({ ended_at: ended.expires_at, request_counts: { succeeded: 1, expired: 1 } });
    expect((await resultsOf(id))['b']).toEqual({ type: 'expired' });
    await emulator.clock.advance(28 * DAY);
    const archived = await anthropic.messages.batches.retrieve(id);
    expect(archived).toMatchObject({ results_url: null, archived_at: '2026-01-30T00:00:00.000000Z' });
  });

  test('faults meet the requests of a batch, and limits of the key do not', async () => {
    emulator.limit({ limits: { requests_per_minute: 1 } });
    emulator.faults.add('overloaded;route=messages;nth=2');
    const requests = ['a', 'b', 'c'].map((id) => asking(id, `hello ${id}`));
    const { id } = await anthropic.messages.batches.create({ requests });
    await emulator.clock.advance(1_000);
    const { a, b, c } = await resultsOf(id);
    expect([a?.type, b?.type, c?.type]).toEqual(['succeeded', 'errored', 'succeeded']);
    expect(b).toMatchObject({ error: { error: { type: 'overloaded_error' } } });
  });

  test('the list goes from the newest to the oldest, page by page', async () => {
    const made: string[] = [];
    for (const name of ['a', 'b', 'c']) {
      made.unshift((await anthropic.messages.batches.create({ requests: [asking(name, 'hello')] })).id);
    }
    const listed: string[] = [];
    for await (const { id } of anthropic.messages.batches.list({ limit: 2 })) listed.push(id);
    expect(listed).toEqual(made);
    const before = await anthropic.messages.batches.list({ limit: 1, before_id: made[2] as string });
    expect(before).toMatchObject({ data: [{ id: made[1] }], has_more: true });
  });

  test('another namespace knows nothing of a batch', async () => {
    const { id } = await anthropic.messages.batches.create({ requests: [asking('a', 'hello')] });
    const stranger = clientsOf(emulator, 'sk-any@elsewhere').anthropic;
    await expect(stranger.messages.batches.retrieve(id)).rejects.toBeInstanceOf(Anthropic.NotFoundError);
  });

  test('betas of the creation hold for its requests, whoever reads the results', async () => {
    const compaction = { compaction: { type: 'summarize' } };
    const requests = [asking('a', 'hello', compaction)];
    const plain = await anthropic.messages.batches.create({ requests });
    const headers = { 'anthropic-beta': 'compact-2026-09-04' };
    const open = await anthropic.messages.batches.create({ requests }, { headers });
    await emulator.clock.advance(1_000);
    expect((await resultsOf(plain.id))['a']).toMatchObject({ type: 'errored' });
    expect((await resultsOf(open.id))['a']).toMatchObject({ type: 'succeeded' });
  });

  test('a hundred thousand requests make a batch, one more does not', async () => {
    const most = Array.from({ length: 100_000 }, (_, at) => ({ custom_id: `r${at}`, params: {} }));
    const create = (requests: object[]) => anthropic.messages.batches.create({ requests } as BatchCreateParams);
    expect(await create(most)).toMatchObject({ request_counts: { processing: 100_000 } });
    await expect(create([...most, { custom_id: 'over', params: {} }])).rejects.toThrow(
      'List should have at most 100000 items after validation, not 100001',
    );
  });
});
