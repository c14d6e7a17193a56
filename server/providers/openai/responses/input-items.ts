import { z } from 'zod';
import { messageContent, reasoningSummary, reasoningText, toolOutput } from './content-parts';

/** The longest id that is taken back. */
const MAX_ID = 64;

/** Roles in the order in which the service lists them. */
export const ROLES = ['assistant', 'system', 'developer', 'user'] as const;

const id = z.string().max(MAX_ID).nullish();
const callId = z.string().min(1).max(MAX_ID);
const status = z.enum(['in_progress', 'completed', 'incomplete']).nullish();
const caller = z.looseObject({}).nullish();

/** Items of hosted tools: their tag and id are checked, the rest is taken as it is. */
const hosted = <const Type extends string>(type: Type) => z.looseObject({ type: z.literal(type), id });

const message = z.strictObject({
  type: z.literal('message').optional(),
  role: z.enum(ROLES),
  content: messageContent,
  id,
  status,
  phase: z.enum(['commentary', 'final_answer']).nullish(),
});

const functionCall = z.strictObject({
  type: z.literal('function_call'),
  call_id: callId,
  name: z.string().min(1),
  arguments: z.string(),
  id,
  status,
  namespace: z.string().nullish(),
  caller,
});

const functionCallOutput = z.strictObject({
  type: z.literal('function_call_output'),
  call_id: callId,
  output: toolOutput,
  id,
  status,
  caller,
});

const customToolCall = z.strictObject({
  type: z.literal('custom_tool_call'),
  call_id: callId,
  name: z.string().min(1),
  input: z.string(),
  id,
  status,
  namespace: z.string().nullish(),
  caller,
});

const customToolCallOutput = z.strictObject({
  type: z.literal('custom_tool_call_output'),
  call_id: callId,
  output: toolOutput,
  id,
  status,
  caller,
});

const reasoning = z.strictObject({
  type: z.literal('reasoning'),
  id,
  summary: reasoningSummary,
  content: reasoningText.nullish(),
  encrypted_content: z.string().nullish(),
  status,
});

const itemReference = z.strictObject({ type: z.literal('item_reference'), id: z.string().max(MAX_ID) });

/** All kinds of input, in the alphabetical order in which the service lists them. */
export const inputItem = z
  .discriminatedUnion('type', [
    hosted('additional_tools'),
    hosted('agent_message'),
    hosted('apply_patch_call'),
    hosted('apply_patch_call_output'),
    hosted('code_interpreter_call'),
    hosted('compaction').extend({ encrypted_content: z.string() }),
    hosted('compaction_trigger'),
    hosted('computer_call'),
    hosted('computer_call_output').extend({ call_id: callId }),
    customToolCall,
    customToolCallOutput,
    hosted('file_search_call'),
    functionCall,
    functionCallOutput,
    hosted('image_generation_call'),
    itemReference,
    hosted('local_shell_call'),
    hosted('local_shell_call_output'),
    hosted('mcp_approval_request'),
    hosted('mcp_approval_response').extend({ approval_request_id: z.string(), approve: z.boolean() }),
    hosted('mcp_call'),
    hosted('mcp_list_tools'),
    message,
    hosted('multi_agent_call'),
    hosted('multi_agent_call_output'),
    hosted('program'),
    hosted('program_output'),
    reasoning,
    hosted('shell_call'),
    hosted('shell_call_output').extend({ call_id: callId }),
    // Its arguments may be any JSON value, but they must be there.
    hosted('tool_search_call').extend({ arguments: z.unknown() }),
    hosted('tool_search_output'),
    hosted('web_search_call'),
  ])
  .meta({ expected: 'an input item', blame: 'object' });

/** One item of the input. */
export type InputItem = z.infer<typeof inputItem>;
