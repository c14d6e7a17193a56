import Anthropic, { toFile } from '@anthropic-ai/sdk';
import { createEmulator, type Emulator } from '../../server';
import { clientsOf } from './twins';

const hello = { messages: [{ role: 'user' as const, content: 'Hello, world' }], model: 'claude-opus-4-6' };
const asked = { ...hello, max_tokens: 1024 };
const cache_control = { type: 'ephemeral', ttl: '5m' } as const;
const readme = () => toFile(Buffer.from('# my file contents'), 'README.md');
const strange = ['string'] as Anthropic.AnthropicBeta[];

/** The optional parameters of a message as the SDK's own tests fill them in, but for those that no service takes. */
const optional = {
  cache_control,
  system: [{ text: "Today's date is 2024-06-01.", type: 'text' as const, cache_control }],
  tool_choice: { type: 'auto' as const, disable_parallel_tool_use: true },
  tools: [
    {
      input_schema: { type: 'object' as const, properties: { location: { type: 'string' } }, required: ['location'] },
      name: 'name',
      allowed_callers: ['direct' as const],
      description: 'Get the current weather in a given location',
      eager_input_streaming: true,
      type: 'custom' as const,
    },
  ],
};
const ofReplies = {
  metadata: { user_id: '13803d75-b4b5-4c3e-b2a2-6f21399b021b' },
  service_tier: 'auto' as const,
  stop_sequences: ['string'],
};

type Call = (client: Anthropic) => PromiseLike<unknown>;

/** What the SDK's own tests of its resources send, and the status with which the service answers. */
const calls: Readonly<Record<string, readonly [status: number, call: Call]>> = {
  'messages.create': [200, ({ messages }) => messages.create(asked)],
  'messages.create, optional parameters': [
    200,
    ({ messages }) => messages.create({ ...asked, ...optional, ...ofReplies }),
  ],
  'messages.create, a placeholder for a place': [
    400,
    ({ messages }) => messages.create({ ...asked, inference_geo: 'inference_geo' }),
  ],
  'messages.create, a placeholder for a container': [
    400,
    ({ messages }) => messages.create({ ...asked, container: 'container' }),
  ],
  'messages.create, a parameter that the SDK’s version of the API has dropped': [
    400,
    ({ messages }) => messages.create({ ...asked, ...{ temperature: 1 } }),
  ],
  'messages.create, a schema that is none': [
    400,
    ({ messages }) =>
      messages.create({
        ...asked,
        tools: [{ name: 'name', input_schema: { type: 'object', properties: { location: 'bar' } } }],
      }),
  ],
  'messages.countTokens': [200, ({ messages }) => messages.countTokens(hello)],
  'messages.countTokens, optional parameters': [200, ({ messages }) => messages.countTokens({ ...hello, ...optional })],
  'batches.create': [
    200,
    ({ messages }) => messages.batches.create({ requests: [{ custom_id: 'my-custom-id-1', params: asked }] }),
  ],
  'batches.create, optional parameters': [
    200,
    ({ messages }) =>
      messages.batches.create({
        requests: [{ custom_id: 'my-custom-id-1', params: { ...asked, ...optional, ...ofReplies, stream: false } }],
        user_profile_id: 'anthropic-user-profile-id',
      }),
  ],
  'batches.retrieve': [404, ({ messages }) => messages.batches.retrieve('message_batch_id')],
  'batches.list': [200, ({ messages }) => messages.batches.list()],
  'batches.list, all parameters': [
    400,
    ({ messages }) => messages.batches.list({ after_id: 'after_id', before_id: 'before_id', limit: 1 }),
  ],
  'batches.delete': [404, ({ messages }) => messages.batches.delete('message_batch_id')],
  'batches.cancel': [404, ({ messages }) => messages.batches.cancel('message_batch_id')],
  'batches.results': [404, ({ messages }) => messages.batches.results('message_batch_id')],
  'models.retrieve': [404, ({ models }) => models.retrieve('model_id')],
  'models.list': [200, ({ models }) => models.list()],
  'models.list, all parameters': [
    400,
    ({ models }) => models.list({ after_id: 'after_id', before_id: 'before_id', limit: 1 }),
  ],
  'beta.messages.create': [200, ({ beta }) => beta.messages.create(asked)],
  'beta.messages.create, a strange beta': [400, ({ beta }) => beta.messages.create({ ...asked, betas: strange })],
  'beta.messages.countTokens': [200, ({ beta }) => beta.messages.countTokens(hello)],
  'beta.messages.batches.create': [
    200,
    ({ beta }) => beta.messages.batches.create({ requests: [{ custom_id: 'my-custom-id-1', params: asked }] }),
  ],
  'beta.messages.batches.retrieve': [404, ({ beta }) => beta.messages.batches.retrieve('message_batch_id')],
  'beta.messages.batches.list': [200, ({ beta }) => beta.messages.batches.list()],
  'beta.models.list': [200, ({ beta }) => beta.models.list()],
  'beta.files.list': [200, ({ beta }) => beta.files.list()],
  'beta.files.list, all parameters': [
    400,
    ({ beta }) => beta.files.list({ ids: ['string'], limit: 1, page: 'page', scope_id: 'scope_id' }),
  ],
  'beta.files.delete': [404, ({ beta }) => beta.files.delete('file_id')],
  'beta.files.download': [404, ({ beta }) => beta.files.download('file_id')],
  'beta.files.retrieveMetadata': [404, ({ beta }) => beta.files.retrieveMetadata('file_id')],
  'beta.files.upload': [200, async ({ beta }) => beta.files.upload({ file: await readme() })],
  'beta.files.upload, a strange beta': [
    400,
    async ({ beta }) => beta.files.upload({ file: await readme(), betas: strange }),
  ],
  'files.list': [200, ({ files }) => files.list()],
  'files.upload': [200, async ({ files }) => files.upload({ file: await readme(), expires_in_seconds: 3_600 })],
};

describe('the resources of the Anthropic SDK', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await createEmulator({ port: 0, service: 'vendor' });
  });
  afterAll(() => emulator.stop());

  test.each(Object.entries(calls))('%s', async (_title, [status, call]) => {
    const { anthropic } = clientsOf(emulator);
    const outcome = Promise.resolve(call(anthropic)).then(
      () => 200,
      (error: unknown) => (error instanceof Anthropic.APIError ? error.status : error),
    );
    expect(await outcome).toBe(status);
  });

  test('an unknown path is not found', async () => {
    const { anthropic } = clientsOf(emulator);
    const lost = anthropic.messages.batches.retrieve('message_batch_id', {}, { path: '/_stainless_unknown_path' });
    await expect(lost).rejects.toBeInstanceOf(Anthropic.NotFoundError);
  });
});
