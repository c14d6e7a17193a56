import { inferred, observed, rule, rules } from '../../../../contract';
import { callableTools } from '../offered-tools';
import type { ResponsesBody } from '../schema';
import type { RequestTool } from '../schema/tools';
import { LIVE } from './findings';

type ToolChoiceObject = Exclude<ResponsesBody['tool_choice'], null | undefined | string>;

/** Names that differ between a choice and the tools that it may mean. */
const FAMILIES: Readonly<Record<string, string>> = {
  web_search_2025_08_26: 'web_search',
  web_search_preview: 'web_search',
  web_search_preview_2025_03_11: 'web_search',
  computer_use: 'computer',
  computer_use_preview: 'computer',
};

const familyOf = (type: string): string => FAMILIES[type] ?? type;

/** A choice of one tool, or one of the tools that a choice allows. */
interface ChosenTool {
  readonly type: string;
  readonly name?: unknown;
  readonly server_label?: unknown;
}

const isOffered = (chosen: ChosenTool, tools: readonly RequestTool[]): boolean =>
  tools.some((tool) => {
    if (familyOf(tool.type) !== familyOf(chosen.type)) return false;
    if (tool.type === 'function' || tool.type === 'custom') return tool.name === chosen.name;
    return tool.type !== 'mcp' || tool.server_label === chosen.server_label;
  });

/** Kinds of allowed tools that are not looked for: functions may stand in namespaces. */
const NAMED: ReadonlySet<string> = new Set(['function', 'custom', 'namespace']);

/** What a choice names and the request does not offer. */
function notOffered(choice: ToolChoiceObject, tools: readonly RequestTool[]): ChosenTool | undefined {
  if (choice.type !== 'allowed_tools') return isOffered(choice, tools) ? undefined : choice;
  return (choice.tools ?? []).find(({ type, ...rest }) => !NAMED.has(type) && !isOffered({ type, ...rest }, tools));
}

/** Rules about parameters that exclude or need each other. */
export const parameterRules = rules<ResponsesBody>('responses', [
  rule({
    id: 'background-without-store',
    says: "Background responses require 'store' to be true.",
    source: inferred('public code index: background requires store'),
    path: ['background'],
    check: ({ background, store }) => background === true && store === false,
    error: "Background responses require 'store' to be true.",
  }),
  rule({
    id: 'stream-options-without-stream',
    says: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
    source: observed('public code index, live 2026'),
    path: ['stream_options'],
    check: ({ stream, stream_options: options }) => options != null && stream !== true,
    error: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
  }),
  rule({
    id: 'tool-choice-not-found',
    says: "Tool choice 'function' not found in 'tools' parameter.",
    source: observed('public code index'),
    path: ['tool_choice'],
    check: (body, { stored }) => {
      const { tool_choice: choice } = body;
      if (choice == null || typeof choice === 'string') return undefined;
      const unknown = notOffered(choice, callableTools(body, stored));
      return unknown && { facts: { value: unknown.type } };
    },
    error: ({ facts: { value } }) => `Tool choice '${value}' not found in 'tools' parameter.`,
  }),
  rule({
    id: 'tool-choice-without-tools',
    says: "Tool choice 'required' must be specified with 'tools' parameter.",
    source: inferred('ports of the same checks in gateways'),
    path: ['tool_choice'],
    check: (body, { stored }) => body.tool_choice === 'required' && callableTools(body, stored).length === 0,
    error: "Tool choice 'required' must be specified with 'tools' parameter.",
  }),
  rule({
    id: 'mcp-duplicate-label',
    says: 'Duplicate MCP server_label found: a. Please provide a unique label for each MCP server.',
    source: inferred('reports of 2025'),
    path: ['tools'],
    check: ({ tools }) => {
      const labels = (tools ?? []).flatMap((tool) => (tool.type === 'mcp' ? [tool.server_label] : []));
      const value = labels.find((label, at) => labels.indexOf(label) !== at);
      return value !== undefined && { facts: { value } };
    },
    error: ({ facts: { value } }) => ({
      message: `Duplicate MCP server_label found: ${value}. Please provide a unique label for each MCP server.`,
      code: 'invalid_request_error',
    }),
  }),
  rule({
    id: 'input-empty',
    says: 'One of "input" or "previous_response_id" or \'prompt\' or \'conversation\' must be provided.',
    source: LIVE,
    path: [],
    check: ({ input, previous_response_id: previous, prompt, conversation }) =>
      (input ?? '').length === 0 && previous == null && prompt == null && conversation == null,
    error: {
      message: 'One of "input" or "previous_response_id" or \'prompt\' or \'conversation\' must be provided.',
      param: null,
      code: 'missing_required_parameter',
    },
  }),
]);
