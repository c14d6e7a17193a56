import { z } from 'zod';
import { locked } from './beta-locks';
import { mcpTool } from './beta-tools';
import { cacheControl, SHAPE, textBlock } from './text';
import { tool } from './tools';

const toolUseId = z.string().regex(/^[a-zA-Z0-9_-]+$/);

const mcpToolUse = z.strictObject({
  type: z.literal('mcp_tool_use'),
  id: toolUseId,
  name: z.string().min(1),
  server_name: z.string(),
  input: z.record(z.string(), z.unknown()),
  cache_control: cacheControl,
});

const mcpToolResult = z.strictObject({
  type: z.literal('mcp_tool_result'),
  tool_use_id: toolUseId,
  content: z.union([z.string(), z.array(textBlock)]).optional(),
  is_error: z.boolean().optional(),
  cache_control: cacheControl,
});

const mcpToolListing = z.strictObject({
  type: z.literal('mcp_tool_listing'),
  mcp_server_name: z.string(),
  tools: z.array(mcpTool),
});

const hop = z.strictObject({ model: z.string().min(1) }).meta(SHAPE);

const fallback = z.strictObject({ type: z.literal('fallback'), from: hop, to: hop, trigger: z.unknown().optional() });

const references = [
  z.strictObject({ type: z.literal('mcp_tool_reference'), name: z.string(), server_name: z.string() }),
  z.strictObject({ type: z.literal('mcp_toolset_reference'), server_name: z.string() }),
  z.strictObject({ type: z.literal('tool_reference'), name: z.string() }),
] as const;

const toolDefinition = z.strictObject({ type: z.literal('tool_definition'), definition: tool });

const toolAddition = z.strictObject({
  type: z.literal('tool_addition'),
  tool: z.discriminatedUnion('type', [...references, toolDefinition.meta(locked('inline-tools'))]),
  cache_control: cacheControl,
});

const toolRemoval = z.strictObject({
  type: z.literal('tool_removal'),
  tool: z.discriminatedUnion('type', references),
  cache_control: cacheControl,
});

// "Empty string content is not allowed"; null stands for a compaction that failed.
const compaction = z.strictObject({
  type: z.literal('compaction'),
  content: z.string().min(1).nullish(),
  encrypted_content: z.string().nullish(),
  signature: z.string().nullish(),
  tool_changes: z.array(z.discriminatedUnion('type', [toolAddition, toolRemoval])).nullish(),
  cache_control: cacheControl,
});

/** Blocks that only a beta makes known, besides the result of the advisor. */
export const betaBlocks = [
  compaction.meta(locked('compaction-block')),
  fallback.meta(locked('fallbacks')),
  mcpToolListing.meta(locked('mcp-listing')),
  mcpToolResult.meta(locked('mcp')),
  mcpToolUse.meta(locked('mcp')),
  toolAddition.meta(locked('tool-changes')),
  toolRemoval.meta(locked('tool-changes')),
] as const;
