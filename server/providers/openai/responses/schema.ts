import { z } from 'zod';
import type { Order } from '../../../validation';
import { inputItem } from './input-items';
import { tool, toolChoice } from './tools';

const MAX_INPUT_LENGTH = 10_485_760;
const MAX_ITEMS = 2048;
const MAX_TOOLS = 128;
const MIN_OUTPUT_TOKENS = 16;
const MAX_TOP_LOGPROBS = 20;
const MAX_IDENTIFIER = 64;
const MAX_FORMAT_NAME = 64;
const MIN_COMPACT_THRESHOLD = 1000;
const MAX_METADATA_KEYS = 16;
const MAX_METADATA_KEY = 64;
const MAX_METADATA_VALUE = 512;

const loose = z.looseObject({});
const identifier = z.string().max(MAX_IDENTIFIER);
const penalty = z.number().min(-2).max(2);

const input = z
  .union([z.string().max(MAX_INPUT_LENGTH), z.array(inputItem).max(MAX_ITEMS)])
  .meta({ expected: 'one of a string or array of input items' });

const metadata = z
  .record(z.string().max(MAX_METADATA_KEY), z.string().max(MAX_METADATA_VALUE))
  .superRefine((value, ctx) => {
    const found = Object.keys(value).length;
    if (found <= MAX_METADATA_KEYS) return;
    ctx.addIssue({ code: 'custom', params: { code: 'too-many-keys', limit: MAX_METADATA_KEYS, found } });
  })
  .meta({ expected: 'a metadata object' });

const format = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('json_object') }),
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({
    type: z.literal('json_schema'),
    name: z
      .string()
      .regex(/^[a-zA-Z0-9_-]+$/)
      .max(MAX_FORMAT_NAME),
    schema: z.record(z.string(), z.unknown()),
    description: z.string().nullish(),
    strict: z.boolean().nullish(),
  }),
]);

const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
const summary = z.enum(['auto', 'concise', 'detailed']);

const reasoning = z.strictObject({
  effort: z
    .enum(EFFORTS)
    .meta({
      expected: "one of one of 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', or 'max' or integer",
    })
    .nullish(),
  summary: summary.nullish(),
  generate_summary: summary.nullish(),
  mode: z.string().nullish(),
  context: z.enum(['auto', 'current_turn', 'all_turns']).nullish(),
});

const INCLUDABLE = [
  'file_search_call.results',
  'web_search_call.results',
  'web_search_call.action.sources',
  'message.input_image.image_url',
  'computer_call_output.output.image_url',
  'code_interpreter_call.outputs',
  'reasoning.encrypted_content',
  'message.output_text.logprobs',
] as const;

/** Members that counting and answering share. */
const asked = {
  model: z.string(),
  input: input.optional(),
  instructions: z.string().nullish(),
  conversation: z.union([z.string(), z.strictObject({ id: z.string() })]).nullish(),
  previous_response_id: z.string().nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  reasoning: reasoning.nullish(),
  text: z.strictObject({ format: format.nullish(), verbosity: z.enum(['low', 'medium', 'high']).nullish() }).nullish(),
  tools: z.array(tool).max(MAX_TOOLS).meta({ expected: 'an array of tools' }).nullish(),
  tool_choice: toolChoice.nullish(),
  truncation: z.enum(['auto', 'disabled']).nullish(),
};

/** The body of `POST /responses`. */
export const responsesSchema = z.strictObject({
  ...asked,
  background: z.boolean().nullish(),
  context_management: z
    .array(
      z.strictObject({
        type: z.literal('compaction'),
        compact_threshold: z.int().min(MIN_COMPACT_THRESHOLD).nullish(),
      }),
    )
    .min(1)
    .nullish(),
  frequency_penalty: penalty.nullish(),
  include: z.array(z.enum(INCLUDABLE)).nullish(),
  max_output_tokens: z.int().min(MIN_OUTPUT_TOKENS).nullish(),
  max_tool_calls: z.int().min(1).nullish(),
  metadata: metadata.nullish(),
  moderation: z.strictObject({ model: z.string(), policy: loose.nullish() }).nullish(),
  presence_penalty: penalty.nullish(),
  prompt: z.strictObject({ id: z.string(), version: z.string().nullish(), variables: loose.nullish() }).nullish(),
  prompt_cache_key: identifier.nullish(),
  prompt_cache_options: z
    .strictObject({ mode: z.enum(['implicit', 'explicit']).nullish(), ttl: z.string().nullish() })
    .nullish(),
  prompt_cache_retention: z.enum(['in_memory', '24h']).nullish(),
  safety_identifier: identifier.nullish(),
  service_tier: z.enum(['auto', 'default', 'fast', 'flex', 'priority']).nullish(),
  store: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_obfuscation: z.boolean().nullish() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_logprobs: z.int().min(0).max(MAX_TOP_LOGPROBS).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  user: z.string().nullish(),
});

/** The body of `POST /responses/input_tokens`. */
export const inputTokensSchema = z.strictObject({ ...asked, personality: z.string().nullish() });

/** A request that passed its checks. */
export type ResponsesBody = z.infer<typeof responsesSchema>;

/** The order in which the service was seen to report faults (measured with pairs of faults on gpt-5.6). */
export const order: Order = {
  first: ['model'],
  unknownKeys: 'first',
  fields: [
    'model',
    'input',
    'previous_response_id',
    'prompt',
    'moderation',
    'include',
    'tools',
    'tool_choice',
    'metadata',
    'text',
    'temperature',
    'top_p',
    'presence_penalty',
    'frequency_penalty',
    'parallel_tool_calls',
    'stream',
    'stream_options',
    'background',
    'max_output_tokens',
    'max_tool_calls',
    'reasoning',
    'user',
    'safety_identifier',
    'prompt_cache_options',
    'prompt_cache_key',
    'prompt_cache_retention',
    'truncation',
    'instructions',
    'store',
    'service_tier',
    'top_logprobs',
    'context_management',
  ],
};
