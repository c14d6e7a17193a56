import { z } from 'zod';
import { locked } from './beta-locks';
import { advisorMembers, browserConfigs, computerConfigs, mcpToolset } from './beta-tools';
import { cacheControl, cacheControlOfHead, SHAPE } from './text';

const TOOL_NAME_LIMIT = 128;
const COUNTRY_LETTERS = 2;

const callers = z.array(
  z.enum(['direct', 'code_execution_20250825', 'code_execution_20260120', 'code_execution_20260521']),
);
const examples = z.array(z.record(z.string(), z.unknown()));

/** Members that every tool but a toolset may have. */
const common = {
  cache_control: cacheControlOfHead,
  strict: z.boolean().optional(),
  allowed_callers: callers.optional(),
  defer_loading: z.boolean().optional(),
};

/** A tool without `type` is a custom one. */
const customTool = z.strictObject({
  type: z.literal('custom').nullish(),
  name: z
    .string()
    .min(1)
    .max(TOOL_NAME_LIMIT)
    .regex(/^[a-zA-Z0-9_-]{1,128}$/),
  description: z.string().optional(),
  input_schema: z.looseObject({ type: z.literal('object') }),
  ...common,
  eager_input_streaming: z.boolean().nullish(),
  input_examples: examples.optional(),
});

/** A tool that the client runs and whose shape the model knows. */
const clientTool = <const Type extends string, const Name extends string>(type: Type, name: Name) =>
  z.strictObject({ type: z.literal(type), name: z.literal(name), ...common, input_examples: examples.optional() });

/** A tool that the service runs. */
const serverTool = <const Type extends string, const Name extends string>(type: Type, name: Name) =>
  z.strictObject({ type: z.literal(type), name: z.literal(name), ...common });

const computerTool = <const Type extends string>(type: Type) =>
  clientTool(type, 'computer').extend({
    display_width_px: z.int().min(1),
    display_height_px: z.int().min(1),
    display_number: z.int().min(0).nullish(),
  });

/** Members that a toolset must not have are let through here: the rules name them in their own sentence. */
const toolset = <const Type extends string>(type: Type, configs: typeof browserConfigs) =>
  z.strictObject({
    type: z.literal(type),
    cache_control: cacheControl,
    configs: configs.nullish(),
    name: z.unknown().optional(),
    strict: z.unknown().optional(),
    input_examples: z.unknown().optional(),
    defer_loading: z.unknown().optional(),
  });

const userLocation = z
  .strictObject({
    type: z.literal('approximate'),
    city: z.string().min(1).nullish(),
    country: z.string().min(COUNTRY_LETTERS).max(COUNTRY_LETTERS).nullish(),
    region: z.string().min(1).nullish(),
    timezone: z.string().min(1).nullish(),
  })
  .meta(SHAPE);

const web = {
  allowed_domains: z.array(z.string()).nullish(),
  blocked_domains: z.array(z.string()).nullish(),
  max_uses: z.int().gt(0).nullish(),
};
const inclusion = z.enum(['full', 'excluded']).optional();

const toolNames = z.array(z.strictObject({ type: z.literal('tool_reference'), name: z.string() }).meta(SHAPE));
const all = z.strictObject({ type: z.literal('all') });
const none = z.strictObject({ type: z.literal('none') });
const someTools = z.discriminatedUnion('type', [
  all,
  z.strictObject({ type: z.literal('except'), tools: toolNames }),
  none,
  z.strictObject({ type: z.literal('only'), tools: toolNames }),
]);

/** Whose URLs may be fetched. */
const urlSources = z
  .strictObject({
    client_tool_results: someTools.optional(),
    server_tool_results: someTools.optional(),
    user_input: z.discriminatedUnion('type', [all, none]).optional(),
  })
  .meta(SHAPE);

const webSearch = <const Type extends string>(type: Type) =>
  serverTool(type, 'web_search').extend({ ...web, user_location: userLocation.nullish() });

const webFetch = <const Type extends string>(type: Type) =>
  serverTool(type, 'web_fetch').extend({
    ...web,
    citations: z.strictObject({ enabled: z.boolean().optional() }).meta(SHAPE).nullish(),
    max_content_tokens: z.int().gt(0).nullish(),
    url_sources: urlSources.nullish(),
  });

// A computer tool is known without its beta, too: a model that has none says so first, and a rule asks for the beta then.
/** Every tool: those of the contract in the order in which the service lists the tags, then those of betas. */
export const tool = z.discriminatedUnion('type', [
  clientTool('bash_20250124', 'bash'),
  toolset('browser_toolset_20260801', browserConfigs),
  serverTool('code_execution_20250522', 'code_execution'),
  serverTool('code_execution_20250825', 'code_execution'),
  serverTool('code_execution_20260120', 'code_execution'),
  serverTool('code_execution_20260521', 'code_execution'),
  toolset('computer_toolset_20260801', computerConfigs),
  customTool,
  clientTool('memory_20250818', 'memory'),
  clientTool('text_editor_20250124', 'str_replace_editor'),
  clientTool('text_editor_20250429', 'str_replace_based_edit_tool'),
  clientTool('text_editor_20250728', 'str_replace_based_edit_tool').extend({
    max_characters: z.int().min(1).nullish(),
  }),
  serverTool('tool_search_tool_bm25', 'tool_search_tool_bm25'),
  serverTool('tool_search_tool_bm25_20251119', 'tool_search_tool_bm25'),
  serverTool('tool_search_tool_regex', 'tool_search_tool_regex'),
  serverTool('tool_search_tool_regex_20251119', 'tool_search_tool_regex'),
  webFetch('web_fetch_20250910'),
  webFetch('web_fetch_20260209'),
  webFetch('web_fetch_20260309').extend({ use_cache: z.boolean().optional() }),
  webFetch('web_fetch_20260318').extend({ use_cache: z.boolean().optional(), response_inclusion: inclusion }),
  webSearch('web_search_20250305'),
  webSearch('web_search_20260209'),
  webSearch('web_search_20260318').extend({ response_inclusion: inclusion }),
  computerTool('computer_20250124'),
  computerTool('computer_20251124').extend({ enable_zoom: z.boolean().optional() }),
  serverTool('advisor_20260301', 'advisor').extend(advisorMembers).meta(locked('advisor')),
  clientTool('bash_20241022', 'bash').meta(locked('computer-2024-10')),
  computerTool('computer_20241022').meta(locked('computer-2024-10')),
  mcpToolset.meta(locked('mcp-toolset')),
  clientTool('text_editor_20241022', 'str_replace_editor').meta(locked('computer-2024-10')),
]);

const parallel = { disable_parallel_tool_use: z.boolean().optional() };

/** Which tool the reply may or must call. */
export const toolChoice = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('auto'), ...parallel }),
  z.strictObject({ type: z.literal('any'), ...parallel }),
  z.strictObject({ type: z.literal('tool'), name: z.string(), ...parallel }),
  z.strictObject({ type: z.literal('none') }),
]);

/** One entry of `tools`. */
export type Tool = z.infer<typeof tool>;

/** A tool that the client described. */
export type MessagesCustomTool = z.infer<typeof customTool>;

/** The tag of a tool as paths print it. */
export const toolType = (entry: Tool): string => entry.type ?? 'custom';

/** A tool that the client described itself. */
export const isCustomTool = (entry: Tool): entry is MessagesCustomTool => toolType(entry) === 'custom';

/** The tags that the service lists where no beta adds to them. */
export const listedToolTypes: readonly string[] = tool.options
  .filter((option) => option.meta()?.['lock'] === undefined)
  .flatMap((option) => [...(option._zod.propValues?.['type'] ?? [])])
  .filter((tag): tag is string => typeof tag === 'string' && !/^computer_\d/.test(tag));
