import { z } from 'zod';
import { listOf, type Order, recordOf } from '../../../contract';
import { metadata } from '../dialect/metadata';
import { moderation } from '../dialect/moderation-setting';

/** Names of functions, tools, schemas and participants. */
const NAME = /^[a-zA-Z0-9_-]+$/;
const MAX_NAME = 64;
const MAX_MESSAGES = 2048;
const MAX_TOOLS = 128;
const MAX_TEXT = 10_485_760;
const MAX_CALL_ID = 40;
/** The row `description-too-long` knows an older, shorter limit. */
const MAX_DESCRIPTION = 1_048_576;
const MAX_CALLS = 128;
const MAX_STOPS = 4;
const MAX_USER = 64;
const MAX_CACHE_KEY = 64;
/** By the newest documents; 64 was said before. */
const MAX_SAFETY_IDENTIFIER = 128;

const participant = z.string().max(MAX_NAME).regex(NAME).nullish();
const name = z.string().min(1).max(MAX_NAME).regex(NAME);
const jsonSchema = z.record(z.string(), z.unknown());
const between = (min: number, max: number) => z.number().min(min).max(max).nullish();

/** zod's own integers stop at 2^53, the service's seeds do not. */
const seed = z
  .number()
  .refine(Number.isInteger, { params: { code: 'wrong-type', expected: { kind: 'integer' } } })
  .meta({ expected: 'an integer' });

/** The newest SDK also has `original`, which the service's sentence does not list. */
const DETAILS = ['auto', 'low', 'high'];
const detail = z
  .string()
  .refine((word) => DETAILS.includes(word) || word === 'original', { params: { code: 'bad-value', allowed: DETAILS } })
  .meta({ expected: "one of 'auto', 'low', or 'high'" })
  .nullish();

/** The SDK's types and the guide on fast modes know two more, which the sentence does not list. */
const TIERS = ['auto', 'default', 'fast', 'flex', 'priority'];
const UNLISTED_TIERS = ['scale', 'ultrafast'];
const serviceTier = z
  .string()
  .refine((tier) => TIERS.includes(tier) || UNLISTED_TIERS.includes(tier), {
    params: { code: 'bad-value', allowed: TIERS },
  })
  .meta({ expected: "one of 'auto', 'default', 'fast', 'flex', or 'priority'" })
  .nullish();

const breakpoint = z.strictObject({ mode: z.literal('explicit'), ttl: z.enum(['30m', '12h']).nullish() }).nullish();

const textPart = z.strictObject({
  type: z.literal('text'),
  text: z.string().max(MAX_TEXT),
  prompt_cache_breakpoint: breakpoint,
});

/** Members of replies that some agents leave in the parts they send back; a rule tells them where they are unknown. */
export const REPLY_MEMBERS = ['role', 'annotations', 'reasoning_content', 'refusal'] as const;
const stray = z.unknown().optional();
const repliedPart = textPart.extend({ role: stray, annotations: stray, reasoning_content: stray, refusal: stray });

/** Members of typed content parts are strict, those of messages are not (measured). */
const contentPart = z.discriminatedUnion('type', [
  repliedPart,
  z.strictObject({
    type: z.literal('image_url'),
    image_url: z.strictObject({ url: z.string(), detail }),
    prompt_cache_breakpoint: breakpoint,
  }),
  z.strictObject({
    type: z.literal('input_audio'),
    input_audio: z.strictObject({ data: z.string(), format: z.enum(['wav', 'mp3']) }),
    prompt_cache_breakpoint: breakpoint,
  }),
  z.strictObject({ type: z.literal('refusal'), refusal: z.string() }),
  // An earlier reply's audio; its members are in no document.
  z.object({ type: z.literal('audio') }),
  z.strictObject({
    type: z.literal('file'),
    file: z.strictObject({
      file_data: z.string().nullish(),
      file_id: z.string().nullish(),
      filename: z.string().nullish(),
    }),
    prompt_cache_breakpoint: breakpoint,
  }),
]);

/** Null and absent content are told last of all, by rules. */
const content = z.union([z.string().max(MAX_TEXT), listOf(contentPart)]).nullish();

const toolCall = z.discriminatedUnion('type', [
  z.object({
    id: z.string().max(MAX_CALL_ID),
    type: z.literal('function'),
    function: z.object({ name: z.string().regex(NAME), arguments: z.string() }),
  }),
  z.object({
    id: z.string().max(MAX_CALL_ID),
    type: z.literal('custom'),
    custom: z.object({ name: z.string(), input: z.string() }),
  }),
]);

const message = z
  .discriminatedUnion('role', [
    z.object({ role: z.literal('system'), content, name: participant }),
    z.object({
      role: z.literal('assistant'),
      content,
      name: participant,
      tool_calls: listOf(toolCall, { min: 1, max: MAX_CALLS }).nullish(),
      function_call: z.object({ name: z.string(), arguments: z.string() }).nullish(),
      refusal: z.string().nullish(),
      audio: z.object({ id: z.string() }).nullish(),
    }),
    z.object({ role: z.literal('user'), content, name: participant }),
    z.object({ role: z.literal('function'), content, name: z.string() }),
    z.object({ role: z.literal('tool'), content, tool_call_id: z.string().max(MAX_CALL_ID) }),
    z.object({ role: z.literal('developer'), content, name: participant }),
  ])
  .meta({ untagged: true });

// Unknown members are taken here (6 recordings).
const functionDefinition = z.object({
  name,
  description: z.string().max(MAX_DESCRIPTION).nullish(),
  parameters: jsonSchema.nullish(),
  strict: z.boolean().nullish(),
});

const customFormat = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({
    type: z.literal('grammar'),
    grammar: z.strictObject({ definition: z.string(), syntax: z.enum(['lark', 'regex']) }),
  }),
]);

const tool = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('function'), function: functionDefinition }),
  z.strictObject({
    type: z.literal('custom'),
    custom: z.strictObject({
      name,
      description: z.string().max(MAX_DESCRIPTION).nullish(),
      format: customFormat.nullish(),
    }),
  }),
]);

const named = z.object({ name: z.string() });

/** Which member a tool choice needs besides its type; the service asks for `function` whatever else the type says. */
const CHOICE_MEMBERS: ReadonlyMap<unknown, 'custom' | 'allowed_tools'> = new Map([
  ['custom', 'custom'],
  ['allowed_tools', 'allowed_tools'],
]);

const chosenTool = z
  .object({
    type: z.unknown().optional(),
    function: named.nullish(),
    custom: named.nullish(),
    allowed_tools: z
      .object({
        mode: z.enum(['auto', 'required']),
        tools: listOf(z.object({ type: z.string().nullish(), function: named.nullish(), custom: named.nullish() })),
      })
      .nullish(),
  })
  .check(({ value, issues }) => {
    const member = CHOICE_MEMBERS.get(value.type) ?? 'function';
    if (value[member] === undefined || value[member] === null) {
      issues.push({ code: 'custom', input: value, path: [member], params: { code: 'missing' } });
    }
  });

const responseFormat = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('json_object') }),
  z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({
      name,
      description: z.string().nullish(),
      schema: jsonSchema.nullish(),
      strict: z.boolean().nullish(),
    }),
  }),
  z.strictObject({ type: z.literal('text') }),
]);

const prediction = z.strictObject({ type: z.literal('content'), content: z.union([z.string(), listOf(textPart)]) });

const place = z.string().nullish();

const webSearch = z.strictObject({
  search_context_size: z.enum(['low', 'medium', 'high']).nullish(),
  user_location: z
    .strictObject({
      type: z.literal('approximate'),
      approximate: z.strictObject({ city: place, country: place, region: place, timezone: place }),
    })
    .nullish(),
});

/** A chat request. Null means omitted for every optional field. */
export const chatBody = z.strictObject({
  // Null and "" count as missing; other types never get past the routing layer.
  model: z.custom<string>((value) => typeof value === 'string' && value !== '', { params: { code: 'missing' } }),
  messages: listOf(message, { min: 1, max: MAX_MESSAGES }),
  frequency_penalty: between(-2, 2),
  function_call: z.union([z.enum(['none', 'auto']), named]).nullish(),
  functions: listOf(functionDefinition, { min: 1, max: MAX_TOOLS })
    .meta({ expected: 'an array of function definitions' })
    .nullish(),
  logit_bias: recordOf({ value: z.int().min(-100).max(100) }).nullish(),
  logprobs: z.boolean().nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  // Models that do not take it refuse it before its range is looked at (recorded).
  max_tokens: z.int().nullish(),
  metadata: metadata.nullish(),
  moderation: moderation.nullish(),
  n: z.int().min(1).nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  prediction: prediction.nullish(),
  presence_penalty: between(-2, 2),
  prompt_cache_key: z.string().max(MAX_CACHE_KEY).nullish(),
  prompt_cache_options: z
    .strictObject({ mode: z.enum(['implicit', 'explicit']).nullish(), ttl: z.enum(['30m']).nullish() })
    .nullish(),
  prompt_cache_retention: z.string().meta({ expected: "one of 'in_memory' or '24h'" }).nullish(),
  // Any JSON value: the rule on efforts quotes even objects.
  reasoning_effort: z.unknown().optional(),
  response_format: responseFormat.nullish(),
  safety_identifier: z.string().max(MAX_SAFETY_IDENTIFIER).nullish(),
  seed: seed.nullish(),
  service_tier: serviceTier,
  stop: z.union([z.string(), listOf(z.string(), { max: MAX_STOPS })]).nullish(),
  store: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z
    .strictObject({ include_usage: z.boolean().nullish(), include_obfuscation: z.boolean().nullish() })
    .nullish(),
  temperature: between(0, 2),
  tool_choice: z.union([z.enum(['none', 'auto', 'required']), chosenTool]).nullish(),
  // An empty list counts as none: Xcode and agents without tools send it.
  tools: listOf(tool, { max: MAX_TOOLS }).nullish(),
  top_logprobs: z.int().min(0).nullish(),
  top_p: between(0, 1),
  user: z.string().max(MAX_USER).nullish(),
  verbosity: z.enum(['low', 'medium', 'high']).nullish(),
  // These three belong to some models only.
  audio: z
    .strictObject({
      voice: z.union([z.string(), z.strictObject({ id: z.string() })]),
      format: z.enum(['wav', 'aac', 'mp3', 'flac', 'opus', 'pcm16']),
    })
    .nullish(),
  modalities: listOf(z.enum(['text', 'audio'])).nullish(),
  web_search_options: webSearch.nullish(),
});

/** A chat request that has the right shape. */
export type ChatBody = z.infer<typeof chatBody>;
/** One message of a chat request. */
export type ChatMessage = ChatBody['messages'][number];

/** The service's order of telling, measured with pairs of faults. */
export const order: Order = {
  first: ['model', 'messages'],
  unknownKeys: 'first',
  fields: [
    // Keys that only some models know: before all fields, as unknown keys are.
    ...['modalities', 'audio', 'web_search_options'],
    ...[
      'messages',
      'functions',
      'function_call',
      'tools',
      'tool_choice',
      'parallel_tool_calls',
      'max_completion_tokens',
      'n',
    ],
    ...['temperature', 'top_p', 'presence_penalty', 'frequency_penalty', 'logprobs', 'top_logprobs', 'user', 'seed'],
    ...['moderation', 'safety_identifier', 'prompt_cache_options', 'prompt_cache_key', 'prompt_cache_retention'],
    ...['response_format', 'service_tier', 'max_tokens', 'reasoning_effort', 'logit_bias', 'stop', 'stream'],
    ...['stream_options', 'store', 'metadata', 'prediction', 'verbosity'],
    // Looked up before its shape is; where a model of another type is told was not measured.
    'model',
  ],
};
