import { z } from 'zod';
import {
  applyPatchCall,
  applyPatchCallOutput,
  computerCall,
  computerCallOutput,
  customToolCall,
  customToolCallOutput,
  functionCall,
  functionCallOutput,
  itemStatus,
  localShellCall,
  localShellCallOutput,
  shellCall,
  shellCallOutput,
} from './call-items';
import { messageContent, reasoningSummary, reasoningText } from './content-parts';
import {
  additionalTools,
  codeInterpreterCall,
  compaction,
  compactionTrigger,
  fileSearchCall,
  imageGenerationCall,
  mcpApprovalRequest,
  mcpApprovalResponse,
  mcpCall,
  mcpListTools,
  program,
  programOutput,
  toolSearchCall,
  toolSearchOutput,
  webSearchCall,
} from './hosted-items';
import { agentMessage, itemMembers, multiAgentCall, multiAgentCallOutput, requiredId } from './multi-agent';
import { EFFORTS, textFormat } from './text-format';

/** Roles in the order in which the service lists them. */
export const ROLES = ['assistant', 'system', 'developer', 'user'] as const;

const message = z.strictObject({
  type: z.literal('message').optional(),
  role: z.enum(ROLES),
  content: messageContent,
  ...itemMembers,
  status: itemStatus,
  phase: z.enum(['commentary', 'final_answer']).nullish(),
});

const reasoning = z.strictObject({
  type: z.literal('reasoning'),
  ...itemMembers,
  summary: reasoningSummary,
  content: reasoningText.nullish(),
  encrypted_content: z.string().nullish(),
  status: itemStatus,
});

const configurationUpdate = z.strictObject({
  type: z.literal('configuration_update'),
  ...itemMembers,
  reasoning: z.strictObject({ effort: z.enum(EFFORTS).nullish() }).nullish(),
  text: z.strictObject({ format: textFormat }).nullish(),
});

const itemReference = z.strictObject({ ...itemMembers, type: z.literal('item_reference'), id: requiredId });

const taggedItem = z.discriminatedUnion('type', [
  additionalTools,
  agentMessage,
  applyPatchCall,
  applyPatchCallOutput,
  codeInterpreterCall,
  compaction,
  compactionTrigger,
  computerCall,
  computerCallOutput,
  configurationUpdate,
  customToolCall,
  customToolCallOutput,
  fileSearchCall,
  functionCall,
  functionCallOutput,
  imageGenerationCall,
  itemReference,
  localShellCall,
  localShellCallOutput,
  mcpApprovalRequest,
  mcpApprovalResponse,
  mcpCall,
  mcpListTools,
  message,
  multiAgentCall,
  multiAgentCallOutput,
  program,
  programOutput,
  reasoning,
  shellCall,
  shellCallOutput,
  toolSearchCall,
  toolSearchOutput,
  webSearchCall,
]);

/** A reference may leave out what it is. */
const bareReference = z.strictObject({ type: z.null().optional(), id: requiredId });

/** One item of the input. The second option only takes what the first does not: faults are told of the first. */
export const inputItem = z.union([taggedItem, bareReference]).meta({ expected: 'an input item', blame: 'object' });

/** Items that came after the list was measured in which the service tells all kinds: taken, but not told. */
const UNTOLD: ReadonlySet<unknown> = new Set(['configuration_update']);

/** The kinds of items that a sentence lists, in the alphabetical order of the service. */
export const ITEM_TYPES: readonly string[] = taggedItem.options
  .map(({ shape }) => (shape.type instanceof z.ZodOptional ? shape.type.unwrap() : shape.type).value)
  .filter((type) => !UNTOLD.has(type));

/** One item of the input. */
export type InputItem = z.infer<typeof inputItem>;
