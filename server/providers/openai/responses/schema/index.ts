import { z } from 'zod';
import { listOf, type Order } from '../../../../contract';
import { metadata } from '../../dialect/metadata';
import { moderation } from '../../dialect/moderation-setting';
import { promptVariable } from './content-parts';
import { inputItem } from './input-items';
import { multiAgent } from './multi-agent';
import { EFFORTS, textFormat } from './text-format';
import { tool, toolChoice } from './tools';

const MAX_INPUT_LENGTH = 10_485_760;
const MAX_ITEMS = 2048;
const MAX_TOOLS = 128;
const MIN_OUTPUT_TOKENS = 16;
/** That there is a cap is reported, how high it is is not: high enough for any client. */
const MAX_TOOL_CALLS = 10_000;
const MAX_TOP_LOGPROBS = 20;
const MAX_IDENTIFIER = 64;
const MAX_PERSONALITY = 64;
const MIN_COMPACT_THRESHOLD = 1000;

const text = z.string().nullish();
const flag = z.boolean().nullish();
const identifier = z.string().max(MAX_IDENTIFIER);
const penalty = z.number().min(-2).max(2);

const input = z
  .union([z.string().max(MAX_INPUT_LENGTH), listOf(inputItem, { max: MAX_ITEMS })])
  .meta({ expected: 'one of a string or array of input items' });

/** In the order in which the service lists them (reports of December 2025 and June 2026). */
const summary = z.enum(['concise', 'detailed', 'auto']).nullish();

const reasoning = z.strictObject({
  effort: z
    .enum(EFFORTS)
    .meta({
      expected: "one of one of 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', or 'max' or integer",
    })
    .nullish(),
  summary,
  mode: text,
  context: z.enum(['auto', 'current_turn', 'all_turns']).nullish(),
});

/** What a reader may ask for besides. */
export const INCLUDABLE = [
  'file_search_call.results',
  'web_search_call.results',
  'web_search_call.action.sources',
  'message.input_image.image_url',
  'computer_call_output.output.image_url',
  'code_interpreter_call.outputs',
  'reasoning.encrypted_content',
  'message.output_text.logprobs',
] as const;

/** Members that all requests of this family share. */
const common = {
  model: z.string(),
  instructions: text,
  previous_response_id: text,
};

/** Members that counting and answering share. */
const asked = {
  ...common,
  conversation: z.union([z.string(), z.strictObject({ id: z.string() })]).nullish(),
  parallel_tool_calls: flag,
  reasoning: reasoning.nullish(),
  text: z
    .strictObject({ format: textFormat.nullish(), verbosity: z.enum(['low', 'medium', 'high']).nullish() })
    .nullish(),
  tools: listOf(tool, { max: MAX_TOOLS }).meta({ expected: 'an array of tools' }).nullish(),
  tool_choice: toolChoice.nullish(),
  truncation: z.enum(['auto', 'disabled']).nullish(),
};

const cacheMode = z.enum(['implicit', 'explicit']).nullish();

/** Members that compacting and answering share. */
const served = {
  image: z.strictObject({ context_compression: z.enum(['auto', 'enabled', 'disabled']).nullish() }).nullish(),
  prompt_cache_key: identifier.nullish(),
  prompt_cache_retention: z.enum(['in_memory', '24h']).nullish(),
  service_tier: z.enum(['auto', 'default', 'fast', 'flex', 'priority']).nullish(),
};

/** The body of `POST /responses`. */
export const responsesSchema = z.strictObject({
  ...asked,
  ...served,
  input: input.optional(),
  access_programs: z.strictObject({ cyber: z.enum(['standard', 'daybreak_blue', 'daybreak_red']).nullish() }).nullish(),
  background: flag,
  background_options: z
    .strictObject({ completion_window: z.enum(['soonest', '2h', '8h']).nullish(), continuation_id: text })
    .nullish(),
  /** In no published type: Codex sends it with every request, to the vendor as to any other. */
  client_metadata: z.record(z.string(), z.string()).nullish(),
  context_management: listOf(
    z.strictObject({
      type: z.literal('compaction'),
      compact_threshold: z.int().min(MIN_COMPACT_THRESHOLD).nullish(),
    }),
    { min: 1 },
  ).nullish(),
  frequency_penalty: penalty.nullish(),
  include: listOf(z.enum(INCLUDABLE)).nullish(),
  max_output_tokens: z.int().min(MIN_OUTPUT_TOKENS).nullish(),
  max_tool_calls: z.int().min(1).max(MAX_TOOL_CALLS).nullish(),
  metadata: metadata.nullish(),
  moderation: moderation.nullish(),
  multi_agent: multiAgent,
  presence_penalty: penalty.nullish(),
  prompt: z
    .strictObject({ id: z.string(), version: text, variables: z.record(z.string(), promptVariable).nullish() })
    .nullish(),
  prompt_cache_options: z
    .strictObject({
      mode: cacheMode,
      ttl: z.enum(['30m', '12h']).nullish(),
      prewarm: flag,
      comparison_response_id: text,
    })
    .nullish(),
  safety_identifier: identifier.nullish(),
  store: flag,
  stream: flag,
  stream_options: z.strictObject({ include_obfuscation: flag }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_logprobs: z.int().min(0).max(MAX_TOP_LOGPROBS).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  user: text,
});

/** The body of `POST /responses/input_tokens`. */
export const inputTokensSchema = z.strictObject({
  ...asked,
  input: input.nullish(),
  personality: z.string().max(MAX_PERSONALITY).nullish(),
});

/** The body of `POST /responses/compact`. */
export const compactSchema = z.strictObject({
  ...common,
  ...served,
  input: input.nullish(),
  prompt_cache_options: z.strictObject({ mode: cacheMode, ttl: z.literal('30m').nullish() }).nullish(),
});

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
    // Not among the measured pairs of faults; of `conversation` only the rules after all fields were.
    'conversation',
    'image',
    'access_programs',
    'background_options',
    'client_metadata',
    'multi_agent',
    // Of a count of input tokens.
    'personality',
  ],
};
