import { z } from 'zod';
import { listOf } from '../../../../contract';
import { computerScreenshot, toolOutput } from './content-parts';
import { itemMembers, requiredId } from './multi-agent';

export const callId = requiredId.min(1);
export const itemStatus = z.enum(['in_progress', 'completed', 'incomplete']).nullish();

/** Who asked for a call: the model itself, or a program that it wrote. */
const caller = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('direct') }),
    z.strictObject({ type: z.literal('program'), caller_id: z.string() }),
  ])
  .nullish();

/** What every call of a tool by the model, and every answer to one, may hold. */
const common = { ...itemMembers, caller, created_by: z.string().nullish() };

export const functionCall = z.strictObject({
  type: z.literal('function_call'),
  call_id: callId,
  name: z.string().min(1),
  arguments: z.string(),
  ...common,
  status: itemStatus,
  namespace: z.string().nullish(),
  async: z.boolean().nullish(),
});

export const functionCallOutput = z.strictObject({
  type: z.literal('function_call_output'),
  call_id: callId,
  output: toolOutput,
  ...common,
  status: itemStatus,
  name: z.string().nullish(),
  namespace: z.string().nullish(),
});

export const customToolCall = z.strictObject({
  type: z.literal('custom_tool_call'),
  call_id: callId,
  name: z.string().min(1),
  input: z.string(),
  ...common,
  status: itemStatus,
  namespace: z.string().nullish(),
  async: z.boolean().nullish(),
});

export const customToolCallOutput = z.strictObject({
  type: z.literal('custom_tool_call_output'),
  call_id: callId,
  output: toolOutput,
  ...common,
  status: itemStatus,
  name: z.string().nullish(),
});

const coordinate = z.number();
const keys = listOf(z.string()).nullish();
const point = { x: coordinate, y: coordinate };

/** What the model does with a computer. */
const computerAction = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('click'),
    button: z.enum(['left', 'right', 'wheel', 'back', 'forward']),
    ...point,
    keys,
  }),
  z.strictObject({ type: z.literal('double_click'), ...point, keys }),
  z.strictObject({ type: z.literal('drag'), path: listOf(z.strictObject(point)), keys }),
  z.strictObject({ type: z.literal('keypress'), keys: listOf(z.string()) }),
  z.strictObject({ type: z.literal('move'), ...point, keys }),
  z.strictObject({ type: z.literal('screenshot') }),
  z.strictObject({ type: z.literal('scroll'), scroll_x: coordinate, scroll_y: coordinate, ...point, keys }),
  z.strictObject({ type: z.literal('type'), text: z.string() }),
  z.strictObject({ type: z.literal('wait') }),
]);

const safetyChecks = listOf(
  z.strictObject({ id: z.string(), code: z.string().nullish(), message: z.string().nullish() }),
).nullish();

export const computerCall = z.strictObject({
  type: z.literal('computer_call'),
  call_id: callId,
  action: computerAction.nullish(),
  actions: listOf(computerAction).nullish(),
  pending_safety_checks: safetyChecks,
  ...itemMembers,
  status: itemStatus,
});

export const computerCallOutput = z.strictObject({
  type: z.literal('computer_call_output'),
  call_id: callId,
  output: computerScreenshot,
  acknowledged_safety_checks: safetyChecks,
  ...itemMembers,
  status: z.enum(['in_progress', 'completed', 'incomplete', 'failed']).nullish(),
  created_by: z.string().nullish(),
});

export const localShellCall = z.strictObject({
  type: z.literal('local_shell_call'),
  // Codex leaves the id of its call out where it has none.
  call_id: callId.nullish(),
  action: z.strictObject({
    type: z.literal('exec'),
    command: listOf(z.string()),
    env: z.record(z.string(), z.string()).nullish(),
    timeout_ms: z.int().nullish(),
    user: z.string().nullish(),
    working_directory: z.string().nullish(),
  }),
  ...itemMembers,
  status: itemStatus,
});

export const localShellCallOutput = z.strictObject({
  type: z.literal('local_shell_call_output'),
  output: z.string(),
  call_id: callId.nullish(),
  ...itemMembers,
  status: itemStatus,
});

export const shellCall = z.strictObject({
  type: z.literal('shell_call'),
  call_id: callId,
  action: z.strictObject({
    commands: listOf(z.string()),
    max_output_length: z.int().nullish(),
    timeout_ms: z.int().nullish(),
  }),
  ...common,
  status: itemStatus,
  environment: z
    .discriminatedUnion('type', [
      z.looseObject({ type: z.literal('local') }),
      z.strictObject({ type: z.literal('container_reference'), container_id: z.string() }),
    ])
    .nullish(),
});

export const shellCallOutput = z.strictObject({
  type: z.literal('shell_call_output'),
  call_id: callId,
  output: listOf(
    z.strictObject({
      stdout: z.string(),
      stderr: z.string(),
      outcome: z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('timeout') }),
        z.strictObject({ type: z.literal('exit'), exit_code: z.int() }),
      ]),
      created_by: z.string().nullish(),
    }),
  ),
  ...common,
  status: itemStatus,
  max_output_length: z.int().nullish(),
});

const change = { path: z.string(), diff: z.string() };

export const applyPatchCall = z.strictObject({
  type: z.literal('apply_patch_call'),
  call_id: callId,
  operation: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('create_file'), ...change }),
    z.strictObject({ type: z.literal('delete_file'), path: z.string() }),
    z.strictObject({ type: z.literal('update_file'), ...change }),
  ]),
  status: z.enum(['in_progress', 'completed']),
  ...common,
});

export const applyPatchCallOutput = z.strictObject({
  type: z.literal('apply_patch_call_output'),
  call_id: callId,
  status: z.enum(['completed', 'failed']),
  output: z.string().nullish(),
  ...common,
});
