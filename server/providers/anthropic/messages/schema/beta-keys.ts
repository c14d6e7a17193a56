import { z } from 'zod';
import { locked } from './beta-locks';
import { SHAPE } from './text';

const SERVERS_LIMIT = 20;
const FALLBACKS_LIMIT = 3;
const LEAST_COMPACTION_TRIGGER = 50_000;

const tokens = (least: number) => z.strictObject({ type: z.literal('input_tokens'), value: z.int().min(least) });
const toolUses = (least: number) => z.strictObject({ type: z.literal('tool_uses'), value: z.int().min(least) });

const clearToolUses = z.strictObject({
  type: z.literal('clear_tool_uses_20250919'),
  clear_at_least: z.discriminatedUnion('type', [tokens(0)]).nullish(),
  clear_tool_inputs: z.union([z.boolean(), z.array(z.string())]).nullish(),
  exclude_tools: z.array(z.string()).nullish(),
  keep: z.discriminatedUnion('type', [toolUses(0)]).optional(),
  trigger: z.discriminatedUnion('type', [tokens(1), toolUses(1)]).optional(),
});

const clearThinking = z.strictObject({
  type: z.literal('clear_thinking_20251015'),
  keep: z
    .union([
      z.literal('all'),
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('all') }),
        z.strictObject({ type: z.literal('thinking_turns'), value: z.int().min(1) }),
      ]),
    ])
    .optional(),
});

const compact = z.strictObject({
  type: z.literal('compact_20260112'),
  instructions: z.string().nullish(),
  pause_after_compaction: z.boolean().optional(),
  trigger: z.discriminatedUnion('type', [tokens(LEAST_COMPACTION_TRIGGER)]).nullish(),
});

const contextManagement = z
  .strictObject({
    edits: z
      .array(
        z.discriminatedUnion('type', [
          clearThinking.meta(locked('clear-edit')),
          clearToolUses.meta(locked('clear-edit')),
          compact.meta(locked('compact-edit')),
        ]),
      )
      .optional(),
  })
  .meta(SHAPE);

const mcpServer = z
  .strictObject({
    type: z.literal('url'),
    url: z.string(),
    name: z.string(),
    authorization_token: z.string().nullish(),
    tool_configuration: z
      .strictObject({ allowed_tools: z.array(z.string()).nullish(), enabled: z.boolean().nullish() })
      .meta(SHAPE)
      .nullish(),
  })
  .meta(SHAPE);

const credit = z
  .strictObject({ token: z.string(), mode: z.enum(['strict', 'best_effort']).optional() })
  .meta({ ...SHAPE, ...locked('fallback-credit-mode') });

const thread = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('continue'), previous_message_id: z.string().min(1) }),
  z.strictObject({ type: z.literal('create') }),
]);

const billingPolicy = z
  .strictObject({ type: z.literal('billing_policy'), bill_to: z.enum(['self', 'user_profile']).optional() })
  .meta(SHAPE);

/** What an attempt on another model may set anew, as the request itself may. */
interface AttemptSchemas<Thinking extends z.ZodType, Output extends z.ZodType> {
  readonly thinking: Thinking;
  readonly output_config: Output;
}

/** Top-level keys that only a beta makes known in a request for a reply. */
export const betaReplyKeys = <Thinking extends z.ZodType, Output extends z.ZodType>({
  thinking,
  output_config: output,
}: AttemptSchemas<Thinking, Output>) => {
  const attempt = z
    .strictObject({
      model: z.string().min(1),
      max_tokens: z.int().min(1).nullish(),
      output_config: output.nullish(),
      speed: z.enum(['standard', 'fast']).nullish(),
      thinking: thinking.nullish(),
    })
    .meta(SHAPE);
  return {
    fallback_credit_token: z.union([z.string(), credit]).nullish().meta(locked('fallback-credit')),
    fallbacks: z
      .union([z.array(attempt).max(FALLBACKS_LIMIT), z.literal('default').meta(locked('fallbacks-default'))])
      .nullish()
      .meta(locked('fallbacks')),
    // What a client asks to be watched; only captures show it.
    safeguards: z.array(z.record(z.string(), z.unknown())).nullish().meta(locked('safeguards')),
    thread: thread.nullish().meta(locked('thread')),
  };
};

// The old spelling of `output_config.format` is known without its beta: the service says where it went.
/** Top-level keys that only a beta makes known, in requests for replies and for counts. */
export const betaKeys = {
  compaction: z
    .strictObject({ type: z.literal('summarize'), instructions: z.string().nullish() })
    .meta(SHAPE)
    .nullish()
    .meta(locked('compaction')),
  context_management: contextManagement.nullish().meta(locked('context-management')),
  mcp_servers: z.array(mcpServer).max(SERVERS_LIMIT).optional().meta(locked('mcp')),
  output_format: z
    .strictObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) })
    .meta(SHAPE)
    .nullish(),
  billing_policy: billingPolicy.nullish().meta(locked('billing')),
};
