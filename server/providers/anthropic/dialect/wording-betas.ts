import type { Issue } from '../../../core';
import type { BetaRuleId } from '../messages/rules';
import { atPath, fixedSentence, type IssueSentence, value } from './issue-sentence';

const unknownTool: IssueSentence = atPath(
  (issue) =>
    `Input tag '${value(issue)}' found using 'type' does not match any of the expected tags: ${[
      ...(issue.facts.allowed ?? []),
    ]
      .sort()
      .map((tag) => `'${tag}'`)
      .join(', ')}`,
);

const waitingTool = ({ facts }: Issue): string =>
  `\`${facts['name']}\` tool use with id \`${facts.value}\` was found without a corresponding \`${facts['name']}_tool_result\` block, but no \`${facts['tool']}\` tool was provided`;

/** Sentences about betas, versions, the house's own tools. */
export const betaSentences = {
  'mcp-url-not-https': atPath('URL must start with https://'),
  'mcp-toolset-unknown-server': atPath((issue) => `MCP server '${value(issue)}' not found in mcp_servers`),
  'mcp-toolset-twice': atPath(
    (issue) => `MCP server '${value(issue)}' is referenced by more than one mcp_toolset in tools`,
  ),
  'mcp-server-unused': (issue) =>
    `MCP server '${value(issue)}' is defined but not referenced by any mcp_toolset in tools.`,
  'mcp-server-unreachable': fixedSentence(
    'Connection error while communicating with MCP server. The server may be unavailable or unresponsive.',
  ),
  'context-management-clear-thinking': fixedSentence(
    '`clear_thinking_20251015` strategy requires `thinking` to be enabled or adaptive',
  ),
  'context-management-order': atPath('`clear_thinking_20251015` strategy must be first in the list'),
  'compaction-with-context-management': atPath('compaction cannot be combined with context_management'),
  'output-format-deprecated': atPath("This field is deprecated. Use 'output_config.format' instead."),
  'fallbacks-duplicate': atPath((issue) => `duplicate fallback model '${value(issue)}'`),
  'fallback-credit-with-fallbacks': atPath('fallback_credit_token cannot be combined with fallbacks'),

  'system-role-legacy': fixedSentence(
    'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.',
  ),
  'assistant-document-2026': atPath("'document' blocks are not permitted within assistant turns."),
  'user-citations-2026': atPath('citations are not permitted within user turns'),

  'computer-20250124-beta': unknownTool,
  'computer-20251124-beta': unknownTool,
  'tool-change-unknown-tool': (issue) => `tool_addition/tool_removal references unknown tool '${value(issue)}'`,
  'server-tool-not-provided': waitingTool,
  'code-execution-not-enabled': fixedSentence('code_execution not supported in your workspace.'),
  'web-search-disabled': fixedSentence('Web search is not enabled for this organization.'),
} as const satisfies Readonly<Record<BetaRuleId, IssueSentence>>;
