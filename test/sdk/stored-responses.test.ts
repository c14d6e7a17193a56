import OpenAI from 'openai';
import type { Response, ResponseInput, ResponseStreamEvent } from 'openai/resources/responses/responses';
import { createEmulator, type Emulator } from '../../server';
import { type Clients, clientsOf } from './twins';
import { weatherQuestion, weatherTool } from './weather';

const MODEL = 'gpt-4o-mini';

/** A response that takes its time while nobody waits. */
const LONG = { model: MODEL, input: 'Tell me about rivers.', background: true };
const PACE = { first: 2_000, gap: 100 };
const SLOWLY = { headers: { 'x-llmulator-pace': `first=${PACE.first};gap=${PACE.gap}` } };

describe('openai.responses, what is stored', () => {
  let emulator: Emulator;
  let openai: Clients['openai'];
  beforeAll(async () => {
    emulator = await createEmulator({ port: 0, service: 'vendor', clock: 'stepped' });
  });
  afterAll(() => emulator.stop());
  beforeEach(async () => {
    await emulator.reset();
    ({ openai } = clientsOf(emulator));
  });

  const ask = (input: string | ResponseInput, more: object = {}) =>
    openai.responses.create({ model: MODEL, input, ...more });

  const inBackground = (more: object = {}) => openai.responses.create({ ...LONG, ...more }, SLOWLY);
  const streamInBackground = () => openai.responses.create({ ...LONG, stream: true }, SLOWLY);

  test('a response is found again until it is deleted', async () => {
    const answered = await ask('say 1', { metadata: { topic: 'numbers' } });
    expect(await openai.responses.retrieve(answered.id)).toEqual(answered);
    await openai.responses.delete(answered.id);
    await expect(openai.responses.retrieve(answered.id)).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    await expect(ask('Go on.', { previous_response_id: answered.id })).rejects.toMatchObject({
      code: 'previous_response_not_found',
    });
  });

  test('what is not to be stored is nowhere', async () => {
    const { id } = await ask('say 1', { store: false });
    await expect(openai.responses.retrieve(id)).rejects.toMatchObject({ status: 404 });
  });

  test('three turns with a tool are read as one conversation, and instructions are not', async () => {
    const tools = [weatherTool.responses];
    const first = await ask(weatherQuestion, { tools, instructions: 'Be very brief and speak of nothing else.' });
    const call = first.output.find((item) => item.type === 'function_call');
    const output = { type: 'function_call_output' as const, call_id: call?.call_id ?? '', output: '晴, 12 °C' };
    const second = await ask([output], { tools, previous_response_id: first.id });
    const question = { role: 'user' as const, content: 'And tomorrow?' };
    const third = await ask([question], { previous_response_id: second.id });
    const whole = [
      { role: 'user' as const, content: weatherQuestion },
      ...first.output,
      output,
      ...second.output,
      question,
    ];
    const inline = await ask(whole as ResponseInput);
    expect(third.usage?.input_tokens).toBe(inline.usage?.input_tokens);
    const { input_tokens } = await openai.responses.inputTokens.count({
      model: MODEL,
      input: [question],
      previous_response_id: second.id,
    });
    expect(input_tokens).toBe(third.usage?.input_tokens);
  });

  test('a fixture sees the earlier turns', async () => {
    emulator.fixtures.add({ when: { turn: 2, user: 'And?' }, reply: { text: 'It was the second turn.' } });
    const { id } = await ask('say 1');
    expect((await ask('And?', { previous_response_id: id })).output_text).toBe('It was the second turn.');
  });

  test('input items come in pages, the history with them', async () => {
    let id: string | null = null;
    for (const input of ['say 1', 'say 2', 'say 3']) ({ id } = await ask(input, { previous_response_id: id }));
    const said: string[] = [];
    for await (const item of openai.responses.inputItems.list(id ?? '', { limit: 2, order: 'asc' }))
      said.push(item.type === 'message' ? item.role : item.type);
    expect(said).toEqual(['user', 'assistant', 'user', 'assistant', 'user']);
    const page = await openai.responses.inputItems.list(id ?? '', { limit: 1 });
    expect(page.data).toMatchObject([{ content: [{ type: 'input_text', text: 'say 3' }] }]);
  });

  test('a conversation takes up what is sent and said', async () => {
    const { id } = await openai.conversations.create({ items: [{ role: 'user', content: 'My name is Ada.' }] });
    const first = await ask('say 1', { conversation: id });
    expect(first.conversation).toEqual({ id });
    await ask('say 2', { conversation: id });
    const roles: string[] = [];
    for await (const item of openai.conversations.items.list(id, { order: 'asc' }))
      roles.push(item.type === 'message' ? item.role : item.type);
    expect(roles).toEqual(['user', 'user', 'assistant', 'user', 'assistant']);
    const [newest] = (await openai.conversations.items.list(id, { limit: 1 })).data;
    const item = await openai.conversations.items.retrieve(newest?.id ?? '', { conversation_id: id });
    expect(item).toEqual(newest);
    await openai.conversations.items.delete(item.id ?? '', { conversation_id: id });
    expect((await openai.conversations.items.list(id)).data).toHaveLength(4);
    expect(await openai.conversations.update(id, { metadata: { a: 'b' } })).toMatchObject({ metadata: { a: 'b' } });
    expect(await openai.conversations.delete(id)).toMatchObject({ id, deleted: true });
    await expect(ask('say 3', { conversation: id })).rejects.toMatchObject({ status: 404 });
  });

  test('a response in the background comes about on the clock', async () => {
    const { id, status, output } = await inBackground();
    expect({ status, output }).toEqual({ status: 'queued', output: [] });
    const seen: (string | undefined)[] = [];
    let found: Response = await openai.responses.retrieve(id);
    for (let look = 0; look < 99 && found.status !== 'completed'; look += 1) {
      seen.push(found.status);
      await emulator.clock.advance(500);
      found = await openai.responses.retrieve(id);
    }
    expect([...new Set(seen)]).toEqual(['queued', 'in_progress']);
    expect(found.output_text).toBe((await ask(LONG.input)).output_text);
    expect((found as { completed_at?: number }).completed_at).toBeGreaterThan(found.created_at);
  });

  test('what is cancelled says nothing, and a conversation does not hear of it', async () => {
    const conversation = (await openai.conversations.create()).id;
    const { id } = await inBackground({ conversation });
    await expect(ask('say 1', { conversation })).rejects.toMatchObject({ code: 'conversation_locked' });
    expect(await openai.responses.cancel(id)).toMatchObject({ id, status: 'cancelled', output: [] });
    await emulator.clock.advance(60_000);
    expect(await openai.responses.retrieve(id)).toMatchObject({ status: 'cancelled', output: [] });
    expect((await openai.conversations.items.list(conversation)).data).toEqual([]);
    expect((await ask('say 1', { conversation })).status).toBe('completed');
  });

  test('a fault lets a response in the background fail', async () => {
    emulator.faults.add('stream-server-error');
    const { id, status } = await inBackground();
    expect(status).toBe('queued');
    await emulator.clock.advance(60_000);
    expect(await openai.responses.retrieve(id)).toMatchObject({ status: 'failed', error: { code: 'server_error' } });
    await expect(openai.responses.cancel(id)).rejects.toThrow('Cannot cancel a failed response.');
  });

  test('a stream that was cut goes on where it broke off', async () => {
    const events: ResponseStreamEvent[] = [];
    const first = await streamInBackground();
    await emulator.clock.advance(PACE.first + 4 * PACE.gap);
    for await (const event of first) {
      events.push(event);
      if (events.length === 5) break;
    }
    const [created] = events;
    if (created?.type !== 'response.created') throw new Error(created?.type);
    const { id } = created.response;
    const rest = await openai.responses.retrieve(id, {
      stream: true,
      starting_after: events.at(-1)?.sequence_number ?? 0,
    });
    const resumed = (async () => {
      for await (const event of rest) events.push(event);
    })();
    await emulator.clock.advance(60_000);
    await resumed;
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, at) => at));
    expect(events.at(-1)).toMatchObject({ type: 'response.completed', response: { id, status: 'completed' } });
  });

  test('the stream of a cancelled response ends with its failure', async () => {
    const first = await streamInBackground();
    await emulator.clock.advance(PACE.first);
    let id = '';
    for await (const event of first) {
      if (event.type === 'response.created') id = event.response.id;
      break;
    }
    await openai.responses.cancel(id);
    const types: string[] = [];
    for await (const event of await openai.responses.retrieve(id, { stream: true })) types.push(event.type);
    expect(types).toEqual(['response.created', 'response.failed']);
  });

  test('the ids of the documentation name nothing', async () => {
    const id = 'resp_677efb5139a88190b512bc3fef8e535d';
    const named = { conversation_id: 'conv_123' };
    const calls: readonly Promise<unknown>[] = [
      openai.responses.retrieve(id, {
        include: ['file_search_call.results'],
        include_obfuscation: true,
        starting_after: 0,
        stream: false,
      }),
      openai.responses.delete(id),
      openai.responses.cancel(id),
      openai.responses.inputItems.list('response_id', {
        after: 'after',
        include: ['file_search_call.results'],
        limit: 0,
        order: 'asc',
      }),
      openai.responses.compact({ model: 'gpt-5.6-sol', previous_response_id: 'resp_123', input: 'string' }),
      openai.responses.inputTokens.count({ model: 'model', conversation: 'string', previous_response_id: 'resp_123' }),
      openai.conversations.retrieve('conv_123'),
      openai.conversations.update('conv_123', { metadata: { foo: 'string' } }),
      openai.conversations.delete('conv_123'),
      openai.conversations.items.create('conv_123', { items: [{ content: 'string', role: 'user', type: 'message' }] }),
      openai.conversations.items.retrieve('msg_abc', named),
      openai.conversations.items.list('conv_123', { after: 'after', limit: 0 }),
      openai.conversations.items.delete('msg_abc', named),
    ];
    const statuses = await Promise.all(
      calls.map((call) =>
        call.then(
          () => 200,
          ({ status }) => status,
        ),
      ),
    );
    expect(statuses).toEqual([404, 404, 404, 400, 400, 400, 404, 404, 404, 404, 404, 400, 404]);
  });
});
