import { z } from 'zod';
import type { Order } from '../../../../contract';
import { betaKeys, betaReplyKeys } from './beta-keys';
import { BEFORE_2026_10_21, locked } from './beta-locks';
import { contentBlock, systemBlock } from './blocks';
import { cacheControl, SHAPE } from './text';
import { tool, toolChoice } from './tools';

const MESSAGES_LIMIT = 100_000;
const USER_ID_LIMIT = 512;
const SKILLS_LIMIT = 8;
const LEAST_BUDGET = 1024;
const LEAST_TASK_BUDGET = 20_000;

const content = z.union([z.string(), z.array(contentBlock)]);

const display = z
  .union([z.enum(['summarized', 'omitted']), z.literal('updates').meta(locked('display-updates'))])
  .nullish();

/** What happens to a thought that was not thought in this conversation. */
const blockBinding = z
  .strictObject({ prefix_mismatch_behavior: z.enum(['error', 'drop_block']).nullish() })
  .meta(SHAPE)
  .nullish()
  .meta(locked('block-binding'));

const model = z.string().min(1);

const effort = z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish();

// An unknown role is one fault with a sentence of its own, so the roles are the tags of a union that paths do not print.
const message = z
  .discriminatedUnion('role', [
    z.strictObject({ role: z.literal('user'), content }),
    z.strictObject({ role: z.literal('assistant'), content }),
    z.strictObject({
      role: z.literal('system'),
      content,
      clear_at: z.enum(['next_user_message', 'never']).nullish().meta(locked('clear-at')),
      output_config: z.strictObject({ effort }).meta(SHAPE).nullish().meta(locked('system-output-config')),
    }),
  ])
  .meta({ ...SHAPE, untagged: true });

const thinking = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('adaptive'), display, block_binding: blockBinding }),
  z.strictObject({ type: z.literal('disabled') }),
  z.strictObject({
    type: z.literal('enabled'),
    budget_tokens: z.int().min(LEAST_BUDGET),
    display,
    block_binding: blockBinding,
  }),
  z.strictObject({ type: z.literal('between_tools') }),
]);

const outputConfig = z
  .strictObject({
    effort,
    format: z
      .strictObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) })
      .meta(SHAPE)
      .nullish(),
    task_budget: z
      .strictObject({
        type: z.literal('tokens'),
        total: z.int().min(LEAST_TASK_BUDGET),
        remaining: z.int().min(0).nullish(),
      })
      .meta(SHAPE)
      .nullish(),
  })
  .meta(SHAPE);

const containerParams = z
  .strictObject({
    id: z.string().nullish(),
    skills: z
      .array(
        z
          .strictObject({ type: z.enum(['anthropic', 'custom']), skill_id: z.string(), version: z.string().optional() })
          .meta(SHAPE),
      )
      .max(SKILLS_LIMIT)
      .nullish(),
  })
  .meta(SHAPE);

/** Keys that a request for a reply and one for a count have in common. */
const shared = {
  model,
  messages: z.array(message).min(1).max(MESSAGES_LIMIT),
  cache_control: cacheControl,
  output_config: outputConfig.optional(),
  system: z.union([z.string(), z.array(systemBlock)]).optional(),
  thinking: thinking.optional(),
  tool_choice: toolChoice.optional(),
  tools: z.array(tool).optional(),
  speed: z.enum(['standard', 'fast']).nullish(),
  ...betaKeys,
};

/** The body of `POST /v1/messages`. */
export const messagesSchema = z.strictObject({
  ...shared,
  max_tokens: z.int().min(0),
  metadata: z
    .strictObject({ user_id: z.string().max(USER_ID_LIMIT).nullish() })
    .meta(SHAPE)
    .nullish(),
  stop_sequences: z.array(z.string().regex(/\S/)).nullish(),
  temperature: z.number().min(0).max(1).optional().meta(locked(BEFORE_2026_10_21)),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  top_k: z.int().min(0).optional().meta(locked(BEFORE_2026_10_21)),
  top_p: z.number().min(0).max(1).optional().meta(locked(BEFORE_2026_10_21)),
  stream: z.boolean().optional(),
  container: z.union([z.string(), containerParams]).nullish(),
  inference_geo: z.enum(['global', 'us']).nullish(),
  diagnostics: z.strictObject({ previous_message_id: z.string().nullish() }).meta(SHAPE).nullish(),
  ...betaReplyKeys({ thinking, output_config: outputConfig }),
});

/** The body of `POST /v1/messages/count_tokens`: no limit of output, no sampling. */
export const countSchema = z.strictObject(shared);

/** A sound body of `POST /v1/messages`. */
export type MessagesBody = z.infer<typeof messagesSchema>;

/** A sound body of `POST /v1/messages/count_tokens`. */
export type CountBody = z.infer<typeof countSchema>;

/** What rules may ask of either body. */
export type AnyMessagesBody = CountBody & Partial<MessagesBody>;

// Measured against claude-sonnet-5 in August and September 2026, both body orders.
/** The order in which top-level faults are told. */
export const order: Order = {
  first: [],
  unknownKeys: 'last',
  fields: [
    'model',
    'tool_choice',
    'tools',
    'messages',
    'system',
    'thinking',
    'output_config',
    'cache_control',
    'max_tokens',
    'metadata',
    'stop_sequences',
    'temperature',
    'service_tier',
    'top_k',
    'top_p',
    'stream',
    'container',
    'inference_geo',
    'speed',
    'diagnostics',
    'mcp_servers',
    'context_management',
    'compaction',
    'output_format',
    'fallbacks',
    'fallback_credit_token',
    'thread',
    'billing_policy',
    'safeguards',
  ],
};
