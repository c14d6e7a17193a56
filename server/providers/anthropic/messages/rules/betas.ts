import { docs, type Finding, inferred, observed, rule, rules, sdk, trait } from '../../../../contract';
import { hostReach } from '../../../../lib';
import { atPath, value } from '../../dialect/issue-sentence';
import type { AnyMessagesBody } from '../schema';
import { blocksOfType, isThinkingRequested } from './message-blocks';

/** Entries of `tools` that offer the tools of an MCP server. */
const toolsets = ({ tools = [] }: AnyMessagesBody): { readonly index: number; readonly server: string }[] =>
  tools.flatMap((entry, index) => ('mcp_server_name' in entry ? [{ index, server: entry.mcp_server_name }] : []));

/** Servers whose tools a system message brings in. */
const addedServers = (body: AnyMessagesBody): readonly string[] =>
  blocksOfType(body, 'tool_addition').flatMap(({ block: { tool } }) =>
    tool.type === 'tool_definition' && 'mcp_server_name' in tool.definition ? [tool.definition.mcp_server_name] : [],
  );

const editTypes = ({ context_management: management }: AnyMessagesBody): readonly string[] =>
  management?.edits?.map(({ type }) => type) ?? [];

const CLEAR_THINKING = 'clear_thinking_20251015';

/** Findings about servers, by a test. */
const servers = (
  { mcp_servers: list = [] }: AnyMessagesBody,
  isFault: (server: { readonly name: string; readonly url: string }) => boolean,
): Finding[] =>
  list.flatMap((server, index) =>
    isFault(server) ? [{ path: ['mcp_servers', index], facts: { value: server.name } }] : [],
  );

/** What concerns keys that only a beta makes known. */
export const betaRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'mcp-url-not-https',
    says: 'URL must start with https://.',
    source: docs('agents-and-tools/mcp-connector'),
    check: (body) =>
      servers(body, ({ url }) => !url.startsWith('https://')).map(({ path, ...rest }) => ({
        ...rest,
        path: [...path, 'url'],
      })),
    error: atPath('URL must start with https://'),
  }),
  rule({
    id: 'mcp-toolset-unknown-server',
    says: 'a toolset names a server that mcp_servers does not hold.',
    source: docs('agents-and-tools/mcp-connector'),
    check: (body) => {
      const known = new Set(body.mcp_servers?.map(({ name }) => name));
      return toolsets(body)
        .filter(({ server }) => !known.has(server))
        .map(({ index, server }) => ({ path: ['tools', index], facts: { value: server } }));
    },
    error: atPath((issue) => `MCP server '${value(issue)}' not found in mcp_servers`),
  }),
  rule({
    id: 'mcp-toolset-twice',
    says: 'every server must be referenced by exactly one toolset.',
    source: docs('agents-and-tools/mcp-connector'),
    check: (body) => {
      const all = toolsets(body);
      return all
        .filter(({ server }, place) => all.findIndex((other) => other.server === server) < place)
        .map(({ index, server }) => ({ path: ['tools', index], facts: { value: server } }));
    },
    error: atPath((issue) => `MCP server '${value(issue)}' is referenced by more than one mcp_toolset in tools`),
  }),
  rule({
    id: 'mcp-server-unused',
    says: 'MCP server is defined but not referenced by any mcp_toolset in tools.',
    source: observed('anthropics/anthropic-sdk-csharp#255', '2026-09-01'),
    when: (_profile, opened) => opened.has('mcp-toolset'),
    check: (body) => {
      const used = new Set([...toolsets(body).map(({ server }) => server), ...addedServers(body)]);
      return servers(body, ({ name }) => !used.has(name));
    },
    error: (issue) => `MCP server '${value(issue)}' is defined but not referenced by any \`mcp_toolset\` in \`tools\`.`,
  }),
  rule({
    id: 'mcp-server-unreachable',
    says: 'Connection error while communicating with MCP server.',
    source: observed('public reports of the sentence; told here of hosts that no public network leads to'),
    check: (body) => servers(body, ({ url }) => hostReach(url) === 'nowhere'),
    error: 'Connection error while communicating with MCP server. The server may be unavailable or unresponsive.',
  }),
  rule({
    id: 'context-management-clear-thinking',
    says: '`clear_thinking_20251015` strategy requires `thinking` to be enabled or adaptive.',
    source: observed('public reports of the sentence'),
    when: trait('claude'),
    path: ['context_management'],
    check: (body) => editTypes(body).includes(CLEAR_THINKING) && !isThinkingRequested(body),
    error: '`clear_thinking_20251015` strategy requires `thinking` to be enabled or adaptive',
  }),
  rule({
    id: 'context-management-order',
    says: '`clear_thinking_20251015` strategy must be first in the list.',
    source: docs('build-with-claude/context-editing'),
    path: ['context_management', 'edits'],
    check: (body) => editTypes(body).indexOf(CLEAR_THINKING) > 0,
    error: atPath('`clear_thinking_20251015` strategy must be first in the list'),
  }),
  rule({
    id: 'compaction-with-context-management',
    says: 'compaction cannot be combined with context_management.',
    source: sdk('comment on `compaction` in the SDK 1.12.0'),
    path: ['compaction'],
    check: ({ compaction, context_management: management }) => compaction != null && management != null,
    error: atPath('compaction cannot be combined with context_management'),
  }),
  rule({
    id: 'output-format-deprecated',
    says: "This field is deprecated. Use 'output_config.format' instead.",
    source: observed('prism-php/prism#912', '2026-02-18'),
    when: (_profile, opened) => !opened.has('output-format'),
    path: ['output_format'],
    check: ({ output_format: format }) => format != null,
    error: atPath(
      "This field is deprecated. Use 'output_config.format' instead. See https://platform.claude.com/docs/en/build-with-claude/structured-outputs for more information.",
    ),
  }),
  rule({
    id: 'fallbacks-duplicate',
    says: 'fallbacks are distinct models.',
    source: inferred('build-with-claude/refusals-and-fallback; the sentence is unknown'),
    check: ({ fallbacks }) => {
      if (!Array.isArray(fallbacks)) return [];
      const models = fallbacks.map(({ model }) => model);
      const again = models.findIndex((model, place) => models.indexOf(model) < place);
      return again < 0 ? [] : [{ path: ['fallbacks', again, 'model'], facts: { value: models[again] } }];
    },
    error: atPath((issue) => `duplicate fallback model '${value(issue)}'`),
  }),
  rule({
    id: 'fallback-credit-with-fallbacks',
    says: 'fallback_credit_token cannot be combined with fallbacks.',
    source: sdk('comment on `fallback_credit_token` in the SDK 1.12.0'),
    path: ['fallback_credit_token'],
    check: ({ fallback_credit_token: token, fallbacks }) => token != null && fallbacks != null,
    error: atPath('fallback_credit_token cannot be combined with fallbacks'),
  }),
]);
