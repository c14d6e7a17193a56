import { z } from 'zod';
import { listOf } from '../../../../contract';
import { callId, itemStatus } from './call-items';
import { itemMembers } from './multi-agent';
import { tool } from './tools';

// Clients send what the service once said, some without the id and the status that it bore: neither is insisted on.
const text = z.string().nullish();
const execution = z.enum(['server', 'client']).nullish();
const openStatus = z.enum(['in_progress', 'searching', 'completed', 'incomplete', 'failed']).nullish();

export const fileSearchCall = z.strictObject({
  type: z.literal('file_search_call'),
  queries: listOf(z.string()),
  ...itemMembers,
  status: openStatus,
  results: listOf(z.looseObject({ file_id: text, filename: text, score: z.number().nullish(), text })).nullish(),
});

const searchSource = z.looseObject({ type: z.string(), url: text });

export const webSearchCall = z.strictObject({
  type: z.literal('web_search_call'),
  action: z
    .discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('search'),
        query: text,
        queries: listOf(z.string()).nullish(),
        sources: listOf(searchSource).nullish(),
      }),
      z.strictObject({ type: z.literal('open_page'), url: text }),
      z.strictObject({ type: z.literal('find_in_page'), pattern: text, url: text }),
    ])
    .nullish(),
  ...itemMembers,
  status: openStatus,
  results: listOf(z.looseObject({})).nullish(),
});

export const codeInterpreterCall = z.strictObject({
  type: z.literal('code_interpreter_call'),
  container_id: z.string(),
  code: text,
  outputs: listOf(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('logs'), logs: z.string() }),
      z.strictObject({ type: z.literal('image'), url: z.string() }),
    ]),
  ).nullish(),
  ...itemMembers,
  status: z.enum(['in_progress', 'completed', 'incomplete', 'interpreting', 'failed']).nullish(),
});

export const imageGenerationCall = z.strictObject({
  type: z.literal('image_generation_call'),
  result: text,
  ...itemMembers,
  status: z.enum(['in_progress', 'completed', 'generating', 'failed', 'incomplete']).nullish(),
  action: z.enum(['generate', 'edit', 'auto']).nullish(),
  background: z.enum(['transparent', 'opaque', 'auto']).nullish(),
  error: z.looseObject({}).nullish(),
  output_format: z.enum(['png', 'webp', 'jpeg', 'gif', 'svg']).nullish(),
  quality: z.enum(['low', 'medium', 'high', 'xhigh', 'max', 'auto']).nullish(),
  revised_prompt: text,
  size: text,
  svg_usage: z.looseObject({}).nullish(),
});

export const mcpListTools = z.strictObject({
  type: z.literal('mcp_list_tools'),
  server_label: z.string(),
  tools: listOf(
    z.strictObject({
      name: z.string(),
      input_schema: z.unknown(),
      annotations: z.unknown().optional(),
      description: text,
    }),
  ),
  error: z.unknown().optional(),
  ...itemMembers,
});

export const mcpApprovalRequest = z.strictObject({
  type: z.literal('mcp_approval_request'),
  server_label: z.string(),
  name: z.string(),
  arguments: z.string(),
  ...itemMembers,
});

export const mcpApprovalResponse = z.strictObject({
  type: z.literal('mcp_approval_response'),
  approval_request_id: z.string(),
  approve: z.boolean(),
  reason: text,
  ...itemMembers,
});

export const mcpCall = z.strictObject({
  type: z.literal('mcp_call'),
  server_label: z.string(),
  name: z.string(),
  arguments: z.string(),
  approval_request_id: text,
  output: text,
  error: z.unknown().optional(),
  ...itemMembers,
  status: z.enum(['in_progress', 'completed', 'incomplete', 'calling', 'failed']).nullish(),
});

export const toolSearchCall = z.strictObject({
  type: z.literal('tool_search_call'),
  // Any JSON value, but it must be there.
  arguments: z.unknown(),
  call_id: callId.nullish(),
  execution,
  ...itemMembers,
  status: itemStatus,
  created_by: text,
});

const tools = listOf(tool).meta({ expected: 'an array of tools' });

export const toolSearchOutput = z.strictObject({
  type: z.literal('tool_search_output'),
  tools,
  call_id: callId.nullish(),
  execution,
  ...itemMembers,
  status: itemStatus,
  created_by: text,
});

export const additionalTools = z.strictObject({
  type: z.literal('additional_tools'),
  role: z.literal('developer'),
  tools,
  ...itemMembers,
});

export const program = z.strictObject({
  type: z.literal('program'),
  call_id: callId,
  code: z.string(),
  fingerprint: z.string(),
  ...itemMembers,
});

export const programOutput = z.strictObject({
  type: z.literal('program_output'),
  call_id: callId,
  result: z.string(),
  status: z.enum(['completed', 'incomplete']).nullish(),
  ...itemMembers,
});

export const compaction = z.strictObject({
  type: z.literal('compaction'),
  encrypted_content: z.string(),
  ...itemMembers,
  created_by: text,
});

export const compactionTrigger = z.strictObject({ type: z.literal('compaction_trigger'), ...itemMembers });
