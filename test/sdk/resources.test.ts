import type OpenAI from 'openai';
import { toFile } from 'openai';
import { useTwins } from './twins';

const CHAT = { model: 'gpt-5.4', messages: [{ role: 'developer' as const, content: 'string' }] };
const BATCH = { completion_window: '24h', endpoint: '/v1/responses', input_file_id: 'input_file_id' } as const;
const EMBEDDING = { model: 'text-embedding-3-small', input: 'The quick brown fox' };
const metadata = { foo: 'string' };
const expiry = { anchor: 'created_at', seconds: 3600 } as const;
const contents = () => toFile(new TextEncoder().encode('# my file'), 'README.md');

/** Each method of the SDK as its own tests call it, with placeholders, and the status that the service has for it. */
const calls: readonly [title: string, call: (openai: OpenAI) => PromiseLike<unknown>, status: number][] = [
  ['chat, required', (openai) => openai.chat.completions.create(CHAT), 200],
  ['chat, kept', (openai) => openai.chat.completions.create({ ...CHAT, store: true, metadata }), 200],
  ['chat, no tokens', (openai) => openai.chat.completions.create({ ...CHAT, max_completion_tokens: 0 }), 400],
  ['chat, bias of words', (openai) => openai.chat.completions.create({ ...CHAT, logit_bias: { foo: 0 } }), 400],
  ['stored chat', (openai) => openai.chat.completions.retrieve('completion_id'), 404],
  ['stored chat, update', (openai) => openai.chat.completions.update('completion_id', { metadata }), 404],
  ['stored chats', (openai) => openai.chat.completions.list(), 200],
  ['stored chats, filtered', (openai) => openai.chat.completions.list({ metadata, model: 'model', order: 'asc' }), 200],
  ['stored chats, after nothing', (openai) => openai.chat.completions.list({ after: 'after' }), 404],
  ['stored chats, none', (openai) => openai.chat.completions.list({ limit: 0 }), 400],
  ['stored chat, delete', (openai) => openai.chat.completions.delete('completion_id'), 404],
  ['messages', (openai) => openai.chat.completions.messages.list('completion_id'), 404],
  ['messages, none', (openai) => openai.chat.completions.messages.list('completion_id', { limit: 0 }), 400],
  ['completion', (openai) => openai.completions.create({ model: 'string', prompt: 'This is a test.' }), 404],
  ['embedding, required', (openai) => openai.embeddings.create(EMBEDDING), 200],
  ['embedding, all', (openai) => openai.embeddings.create({ ...EMBEDDING, dimensions: 1, user: 'user-1234' }), 200],
  ['moderation', (openai) => openai.moderations.create({ input: 'I want to kill them.' }), 200],
  ['moderation, all', (openai) => openai.moderations.create({ input: 'a', model: 'omni-moderation-latest' }), 200],
  ['model', (openai) => openai.models.retrieve('gpt-4o-mini'), 200],
  ['model, delete', (openai) => openai.models.delete('ft:gpt-4o-mini:acemeco:suffix:abc123'), 404],
  ['models', (openai) => openai.models.list(), 200],
  ['file', async (openai) => openai.files.create({ file: await contents(), purpose: 'assistants' }), 200],
  [
    'file, all',
    async (openai) => openai.files.create({ file: await contents(), purpose: 'assistants', expires_after: expiry }),
    200,
  ],
  ['file, lookup', (openai) => openai.files.retrieve('file_id'), 404],
  ['files', (openai) => openai.files.list(), 200],
  ['files, of no purpose', (openai) => openai.files.list({ order: 'asc', purpose: 'purpose' }), 200],
  ['files, none', (openai) => openai.files.list({ after: 'after', limit: 0 }), 400],
  ['file, delete', (openai) => openai.files.delete('file_id'), 404],
  ['file, content', (openai) => openai.files.content('file_id'), 404],
  ['batch', (openai) => openai.batches.create(BATCH), 200],
  ['batch, all', (openai) => openai.batches.create({ ...BATCH, metadata, output_expires_after: expiry }), 200],
  ['batch, lookup', (openai) => openai.batches.retrieve('batch_id'), 404],
  ['batches', (openai) => openai.batches.list(), 200],
  ['batches, none', (openai) => openai.batches.list({ after: 'after', limit: 0 }), 400],
  ['batch, cancel', (openai) => openai.batches.cancel('batch_id'), 404],
  ['unknown path', (openai) => openai.files.list({}, { path: '/_unknown_path' }), 404],
];

describe('each method of the SDK is accepted or refused as by the service', () => {
  const clientsIn = useTwins();

  test.each(calls)('%s', async (title, call, status) => {
    const [{ openai }] = clientsIn(title);
    const outcome = await Promise.resolve(call(openai)).then(
      () => ({ status: 200 }),
      (error: InstanceType<typeof OpenAI.APIError>) => ({ status: error.status, message: error.message }),
    );
    expect(outcome).toMatchObject({ status });
  });
});
