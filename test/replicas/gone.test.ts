import { createEmulator, type Emulator } from '../../server';
import { type CutLine, cutLine } from '../support/cut-line';
import { type Sent, send } from '../support/http';
import { describeWithRedis, type OwnRedis, startRedis } from '../support/redis';

const chat = { model: 'gpt-4o-mini', store: true, messages: [{ role: 'user', content: 'hi' }] };
const lines = [{ custom_id: 'a', method: 'POST', url: '/v1/chat/completions', body: chat }];
const form = { purpose: 'batch', file: { file: 'in.jsonl', lines } };
const params = { model: 'claude-sonnet-4-6', max_tokens: 9, messages: chat.messages };

/** What is stored by each, and where all of its kind are listed; `<id>` is that of what `first` makes. */
const stores: readonly { name: string; first?: Sent; sent: Sent; list: string }[] = [
  { name: 'a stored chat', sent: { path: '/v1/chat/completions', body: chat }, list: '/v1/chat/completions' },
  {
    name: 'a response of a conversation',
    first: { path: '/v1/conversations', body: {} },
    sent: { path: '/v1/responses', body: { model: 'gpt-4o-mini', input: 'hi', conversation: '<id>' } },
    list: '/v1/conversations/<id>/items',
  },
  {
    name: 'an item of a conversation',
    first: { path: '/v1/conversations', body: {} },
    sent: { path: '/v1/conversations/<id>/items', body: { items: [{ role: 'user', content: 'hi' }] } },
    list: '/v1/conversations/<id>/items',
  },
  { name: 'a file of OpenAI', sent: { path: '/v1/files', form }, list: '/v1/files' },
  {
    name: 'a batch of OpenAI',
    first: { path: '/v1/files', form },
    sent: {
      path: '/v1/batches',
      body: { input_file_id: '<id>', endpoint: '/v1/chat/completions', completion_window: '24h' },
    },
    list: '/v1/batches',
  },
  {
    name: 'a batch of Anthropic',
    sent: { path: '/anthropic/v1/messages/batches', body: { requests: [{ custom_id: 'a', params }] } },
    list: '/anthropic/v1/messages/batches',
  },
  {
    name: 'a file of Anthropic',
    sent: {
      path: '/anthropic/v1/files',
      headers: { 'anthropic-beta': 'files-api-2025-04-14' },
      form: { file: { file: 'a.txt', text: 'hi' } },
    },
    list: '/anthropic/v1/files',
  },
];

describeWithRedis('a line to Redis that breaks at any moment', () => {
  let redis: OwnRedis;
  let line: CutLine;
  let emulator: Emulator;

  beforeAll(async () => {
    redis = await startRedis();
    line = await cutLine(redis.url);
    emulator = await createEmulator({ redis: line.url, service: 'vendor', listen: false });
  });
  afterAll(async () => {
    await emulator.stop();
    line.stop();
    await redis.stop();
  });
  beforeEach(() => emulator.reset());

  /** Asks until the line stands again. */
  async function ask(sent: Sent): Promise<string> {
    for (;;) {
      const { status, text } = await send(emulator, sent);
      if (status === 200) return text;
      expect(JSON.parse(text)).toMatchObject({ error: { message: expect.stringContaining('cannot reach the Redis') } });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  test.each(stores)('$name that was refused is not found later', async ({ first, sent, list }) => {
    const id = first === undefined ? '' : JSON.parse(await ask(first)).id;
    const meant = JSON.parse(JSON.stringify({ sent, list }).replaceAll('<id>', id)) as { sent: Sent; list: string };
    const found = async () =>
      JSON.parse(await ask({ method: 'GET', path: meant.list, headers: sent.headers ?? {} })).data as unknown[];
    // As much as one of them adds.
    await ask(meant.sent);
    const each = (await found()).length;
    for (let messages = 0, status = 503; status !== 200; messages += 1) {
      void line.cutAfter(messages);
      const answer = await send(emulator, meant.sent);
      line.mend();
      status = answer.status;
      if (status !== 200) expect([status, answer.headers['x-llmulator-rule']]).toEqual([503, 'store-gone']);
      expect([messages, (await found()).length]).toEqual([messages, status === 200 ? 2 * each : each]);
    }
  });

  test('a batch that it interrupts is begun anew, and no request of it has failed', async () => {
    const replies = Array.from({ length: 300 }, (_, at) => `step ${at + 1}.`);
    emulator.fixtures.add({ when: { user: 'hi' }, replies, afterwards: 'none' });
    const all = replies.map((_, at) => ({ ...lines[0], custom_id: String(at) }));
    const file = { purpose: 'batch', file: { file: 'in.jsonl', lines: all } };
    const { id: input_file_id } = JSON.parse(await ask({ path: '/v1/files', form: file }));
    const body = { input_file_id, endpoint: '/v1/chat/completions', completion_window: '24h' };
    const path = `/v1/batches/${JSON.parse(await ask({ path: '/v1/batches', body })).id}`;
    const cut = line.cutAfter(40);
    const interrupted = send(emulator, { method: 'GET', path });
    await cut;
    line.mend();
    expect((await interrupted).status).toBe(503);
    const done = JSON.parse(await ask({ method: 'GET', path }));
    expect(done.request_counts).toEqual({ total: 300, completed: 300, failed: 0 });
    const output = await ask({ method: 'GET', path: `/v1/files/${done.output_file_id}/content` });
    expect([...output.matchAll(/step \d+\./g)].map(([step]) => step)).toEqual(replies);
  });
});
