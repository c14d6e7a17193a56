import OpenAI from 'openai';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources';
import { useTwins } from './twins';

const MODEL = 'gpt-4o-mini';

const asked = (content: string, metadata: Record<string, string> = {}): ChatCompletionCreateParamsNonStreaming => ({
  model: MODEL,
  messages: [{ role: 'user', content }],
  store: true,
  metadata,
});

describe('stored chat completions', () => {
  const clientsIn = useTwins();

  test('what is stored is found, with the words and counts of the reply', async () => {
    const [{ openai }] = clientsIn('found');
    const { data: reply, response } = await openai.chat.completions
      .create(asked('Say hello to the harbour.', { trip: 'one' }))
      .withResponse();
    const found = await openai.chat.completions.retrieve(reply.id);
    expect(found).toMatchObject({
      object: 'chat.completion',
      id: reply.id,
      model: reply.model,
      created: reply.created,
      request_id: response.headers.get('x-request-id'),
      temperature: 1,
      metadata: { trip: 'one' },
      system_fingerprint: reply.system_fingerprint,
      usage: { total_tokens: reply.usage?.total_tokens },
    });
    expect(found.choices[0]?.message.content).toBe(reply.choices[0]?.message.content);
  });

  test('a stream is stored like its JSON', async () => {
    const [streaming, plain] = clientsIn('streamed');
    const json = await plain.openai.chat.completions.create(asked('Explain the tides.'));
    const ids = new Set<string>();
    const stream = await streaming.openai.chat.completions.create({ ...asked('Explain the tides.'), stream: true });
    for await (const { id } of stream) ids.add(id);
    expect([...ids]).toEqual([json.id]);
    const kept = await plain.openai.chat.completions.retrieve(json.id);
    expect(await streaming.openai.chat.completions.retrieve(json.id)).toEqual(kept);
  });

  test('calls of tools are stored, and the tools that were offered', async () => {
    const [{ openai }] = clientsIn('tools');
    const tools = [
      { type: 'function' as const, function: { name: 'tide', parameters: { type: 'object', properties: {} } } },
    ];
    const reply = await openai.chat.completions.create({ ...asked('When is the tide high?'), tools });
    const found = await openai.chat.completions.retrieve(reply.id);
    expect(reply.choices[0]?.message.tool_calls).toHaveLength(1);
    expect(found.choices[0]?.message.tool_calls).toEqual(reply.choices[0]?.message.tool_calls);
    expect(found).toMatchObject({ tools });
  });

  test('nothing is kept unless it is asked for', async () => {
    const [{ openai }] = clientsIn('unasked');
    const { store: _, metadata: __, ...body } = asked('Say one.');
    const { id } = await openai.chat.completions.create(body);
    await expect(openai.chat.completions.retrieve(id)).rejects.toMatchObject({
      status: 404,
      error: { message: `Completion ${id} not found`, param: 'completion_id', code: 'not_found' },
    });
    expect((await openai.chat.completions.list()).data).toEqual([]);
  });

  test('lists come in pages, the newest first, filtered by model and metadata', async () => {
    const [{ openai }, { openai: other }] = clientsIn('pages');
    const ids: string[] = [];
    for (const [at, kind] of ['even', 'odd', 'even', 'odd', 'even'].entries()) {
      ids.unshift((await openai.chat.completions.create(asked(`Say ${at}.`, { kind }))).id);
    }
    const all = async (query: OpenAI.ChatCompletionListParams) => {
      const found: string[] = [];
      for await (const { id } of openai.chat.completions.list(query)) found.push(id);
      return found;
    };
    expect(await all({ limit: 2 })).toEqual(ids);
    expect(await all({ limit: 2, order: 'asc' })).toEqual([...ids].reverse());
    expect(await all({ metadata: { kind: 'odd' } })).toEqual([ids[1], ids[3]]);
    expect(await all({ model: MODEL, limit: 100 })).toEqual(ids);
    expect(await all({ model: 'gpt-4o' })).toEqual([]);
    const page = await openai.chat.completions.list({ limit: 2 }).asResponse();
    expect(await page.json()).toMatchObject({ first_id: ids[0], last_id: ids[1], has_more: true });
    await expect(openai.chat.completions.list({ after: 'chatcmpl-none' })).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    expect((await other.chat.completions.list()).data).toEqual([]);
  });

  test('the messages of the request are listed', async () => {
    const [{ openai }] = clientsIn('messages');
    const parts = [{ type: 'text' as const, text: 'in two' }];
    const kept = [{ type: 'text', text: 'in two', image_url: null, input_audio: null, file: null }];
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: parts, name: 'ann' },
      { role: 'user', content: 'words' },
    ];
    const { id } = await openai.chat.completions.create({ model: MODEL, messages, store: true });
    const first = await openai.chat.completions.messages.list(id, { limit: 2 });
    expect(first.data).toEqual([
      { id: `${id}-0`, role: 'system', content: 'Be brief.', content_parts: null, name: null },
      { id: `${id}-1`, role: 'user', content: 'in two', content_parts: kept, name: 'ann' },
    ]);
    expect((await first.getNextPage()).data.map(({ id: own }) => own)).toEqual([`${id}-2`]);
    const newest = await openai.chat.completions.messages.list(id, { order: 'desc', limit: 1 });
    expect(newest.data[0]?.id).toBe(`${id}-2`);
  });

  test('metadata is replaced; what is deleted is gone', async () => {
    const [{ openai }] = clientsIn('update');
    const { id } = await openai.chat.completions.create(asked('Say one.', { old: 'yes' }));
    expect(await openai.chat.completions.update(id, { metadata: { fresh: 'yes' } })).toMatchObject({
      id,
      metadata: { fresh: 'yes' },
    });
    expect(await openai.chat.completions.retrieve(id)).toMatchObject({ metadata: { fresh: 'yes' } });
    expect(await openai.chat.completions.delete(id)).toEqual({ object: 'chat.completion.deleted', id, deleted: true });
    const gone = await Promise.allSettled([
      openai.chat.completions.retrieve(id),
      openai.chat.completions.delete(id),
      openai.chat.completions.update(id, { metadata: null }),
      openai.chat.completions.messages.list(id),
    ]);
    for (const one of gone) expect(one).toMatchObject({ reason: { status: 404, code: 'not_found' } });
  });
});
