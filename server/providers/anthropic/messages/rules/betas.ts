import { type Finding, rulesFor } from '../../../../contract';
import { hostReach } from '../../../../lib';
import type { AnyMessagesBody } from '../schema';
import { blocksOfType, isThinkingRequested } from './message-blocks';
import { documented, guessed, reported } from './sources';

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
export const betaRules = rulesFor<AnyMessagesBody>()([
  {
    id: 'mcp-url-not-https',
    says: 'URL must start with https://.',
    source: documented('agents-and-tools/mcp-connector'),
    check: (body) =>
      servers(body, ({ url }) => !url.startsWith('https://')).map(({ path, ...rest }) => ({
        ...rest,
        path: [...path, 'url'],
      })),
  },
  {
    id: 'mcp-toolset-unknown-server',
    says: 'a toolset names a server that mcp_servers does not hold.',
    source: documented('agents-and-tools/mcp-connector'),
    check: (body) => {
      const known = new Set(body.mcp_servers?.map(({ name }) => name));
      return toolsets(body)
        .filter(({ server }) => !known.has(server))
        .map(({ index, server }) => ({ path: ['tools', index], facts: { value: server } }));
    },
  },
  {
    id: 'mcp-toolset-twice',
    says: 'every server must be referenced by exactly one toolset.',
    source: documented('agents-and-tools/mcp-connector'),
    check: (body) => {
      const all = toolsets(body);
      return all
        .filter(({ server }, place) => all.findIndex((other) => other.server === server) < place)
        .map(({ index, server }) => ({ path: ['tools', index], facts: { value: server } }));
    },
  },
  {
    id: 'mcp-server-unused',
    says: 'MCP server is defined but not referenced by any mcp_toolset in tools.',
    source: reported('anthropics/anthropic-sdk-csharp#255'),
    when: (_profile, opened) => opened.has('mcp-toolset'),
    check: (body) => {
      const used = new Set([...toolsets(body).map(({ server }) => server), ...addedServers(body)]);
      return servers(body, ({ name }) => !used.has(name));
    },
  },
  {
    id: 'mcp-server-unreachable',
    says: 'Connection error while communicating with MCP server.',
    source: reported('public reports of the sentence; told here of hosts that no public network leads to'),
    check: (body) => servers(body, ({ url }) => hostReach(url) === 'nowhere'),
  },
  {
    id: 'context-management-clear-thinking',
    says: '`clear_thinking_20251015` strategy requires `thinking` to be enabled or adaptive.',
    source: reported('public reports of the sentence'),
    when: ({ traits }) => traits.has('claude'),
    check: (body) =>
      editTypes(body).includes(CLEAR_THINKING) && !isThinkingRequested(body) ? [{ path: ['context_management'] }] : [],
  },
  {
    id: 'context-management-order',
    says: '`clear_thinking_20251015` strategy must be first in the list.',
    source: documented('build-with-claude/context-editing'),
    check: (body) => (editTypes(body).indexOf(CLEAR_THINKING) > 0 ? [{ path: ['context_management', 'edits'] }] : []),
  },
  {
    id: 'compaction-with-context-management',
    says: 'compaction cannot be combined with context_management.',
    source: { grade: 'sdk', ref: 'comment on `compaction` in the SDK 1.12.0' },
    check: ({ compaction, context_management: management }) =>
      compaction != null && management != null ? [{ path: ['compaction'] }] : [],
  },
  {
    id: 'output-format-deprecated',
    says: "This field is deprecated. Use 'output_config.format' instead.",
    source: { ...reported('a test log of a cloud that serves the API'), seen: '2026-08-25' },
    when: (_profile, opened) => !opened.has('output-format'),
    check: ({ output_format: format }) => (format == null ? [] : [{ path: ['output_format'] }]),
  },
  {
    id: 'fallbacks-duplicate',
    says: 'fallbacks are distinct models.',
    source: guessed('build-with-claude/refusals-and-fallback; the sentence is unknown'),
    check: ({ fallbacks }) => {
      if (!Array.isArray(fallbacks)) return [];
      const models = fallbacks.map(({ model }) => model);
      const again = models.findIndex((model, place) => models.indexOf(model) < place);
      return again < 0 ? [] : [{ path: ['fallbacks', again, 'model'], facts: { value: models[again] } }];
    },
  },
  {
    id: 'fallback-credit-with-fallbacks',
    says: 'fallback_credit_token cannot be combined with fallbacks.',
    source: { grade: 'sdk', ref: 'comment on `fallback_credit_token` in the SDK 1.12.0' },
    check: ({ fallback_credit_token: token, fallbacks }) =>
      token != null && fallbacks != null ? [{ path: ['fallback_credit_token'] }] : [],
  },
]);
