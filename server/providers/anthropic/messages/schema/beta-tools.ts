import { z } from 'zod';
import { locked } from './beta-locks';
import { cacheControl, SHAPE } from './text';

const LEAST_ADVICE = 1024;

/** What may be set for each member of a toolset, and for each tool of an MCP server. */
const flags = (flag: z.ZodType<boolean | null | undefined>) =>
  z.strictObject({ defer_loading: flag, enabled: flag }).meta(SHAPE);

const mcpFlags = flags(z.boolean().optional());

/** A tool as an MCP server lists it. */
export const mcpTool = z
  .strictObject({
    name: z.string(),
    description: z.string().nullish(),
    input_schema: z.record(z.string(), z.unknown()),
  })
  .meta(SHAPE);

/** The tools of one MCP server. */
export const mcpToolset = z.strictObject({
  type: z.literal('mcp_toolset'),
  mcp_server_name: z.string().min(1),
  cache_control: cacheControl,
  configs: z.record(z.string(), mcpFlags).nullish(),
  default_config: mcpFlags.optional(),
  tools: z.array(mcpTool).nullish().meta(locked('mcp-listing')),
});

/** Members of the advisor tool besides those that all server tools have. */
export const advisorMembers = {
  model: z.string().min(1),
  max_tokens: z.int().min(LEAST_ADVICE).nullish(),
  max_uses: z.int().gt(0).nullish(),
  caching: cacheControl,
};

const POINTER_MEMBERS = [
  'double_click',
  'hold_key',
  'key',
  'left_click',
  'left_click_drag',
  'left_mouse_down',
  'left_mouse_up',
  'middle_click',
  'mouse_move',
  'right_click',
  'screenshot',
  'scroll',
  'triple_click',
  'type',
  'wait',
  'zoom',
] as const;

const BROWSER_MEMBERS = [
  ...POINTER_MEMBERS,
  'close_tab',
  'file_upload',
  'find',
  'form_input',
  'get_page_text',
  'hover',
  'javascript_exec',
  'list_tabs',
  'navigate',
  'new_tab',
  'read_console',
  'read_network',
  'read_page',
  'scroll_to',
  'switch_tab',
] as const;

const configsOf = (members: readonly string[]) => {
  const member = flags(z.boolean().nullish()).nullish();
  return z.strictObject(Object.fromEntries(members.map((name) => [name, member]))).meta(SHAPE);
};

/** Settings of the members of the toolset of a screen. */
export const computerConfigs = configsOf([...POINTER_MEMBERS, 'cursor_position']);

/** Settings of the members of the toolset of a browser. */
export const browserConfigs = configsOf(BROWSER_MEMBERS);
