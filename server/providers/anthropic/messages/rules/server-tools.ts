import { docs, type Finding, observed, rule, rules } from '../../../../contract';
import type { Issue } from '../../../../core';
import { atPath, type IssueSentence, value } from '../../dialect/issue-sentence';
import type { AnyMessagesBody } from '../schema';
import { blocksOf } from '../schema/blocks';
import { listedToolTypes, type Tool, toolType } from '../schema/tools';
import { allBlocks, blockPath } from './message-blocks';

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

const isOfFamily = (family: string) => (entry: Tool) => toolType(entry).startsWith(family);

const offers = ({ tools = [] }: AnyMessagesBody, family: string): boolean => tools.some(isOfFamily(family));

/** The tool that stands behind a call; code runs under three names. */
const familyOf = (name: string): string => (name.endsWith('code_execution') ? 'code_execution' : name);

/** A beta's tool that a request may only name with that beta. */
const needsBeta = ({ tools = [] }: AnyMessagesBody, type: string): Finding[] =>
  tools.flatMap((entry, index) =>
    toolType(entry) === type ? [{ path: ['tools', index], facts: { value: type, allowed: listedToolTypes } }] : [],
  );

/** Calls of the service's tools in the last turn that wait for their result. */
function waiting({ messages }: AnyMessagesBody): readonly { readonly id: string; readonly name: string }[] {
  const last = messages.at(-1);
  if (last?.role !== 'assistant') return [];
  const blocks = blocksOf(last.content);
  const answered = new Set(blocks.flatMap((block) => ('tool_use_id' in block ? [block.tool_use_id] : [])));
  return blocks.flatMap((block) =>
    block.type === 'server_tool_use' && !answered.has(block.id) ? [{ id: block.id, name: block.name }] : [],
  );
}

/** Tools with which another model is asked for advice. */
const advisors = ({ tools = [] }: AnyMessagesBody): readonly { readonly index: number; readonly model: string }[] =>
  tools.flatMap((entry, index) =>
    toolType(entry).startsWith('advisor_') && 'model' in entry ? [{ index, model: String(entry.model) }] : [],
  );

/** Lines of models, the greatest last. */
const LINES = ['haiku', 'sonnet', 'opus', 'fable', 'mythos'];

/** The place of a model's line; -1 for a name that is none. */
const rankOf = (model: string): number => LINES.findIndex((line) => model.startsWith(`claude-${line}-`));

/** Tools that system messages bring in or take away, though neither `tools` nor an earlier message defines them. */
function changedUnknown(body: AnyMessagesBody): Finding[] {
  const known = new Set((body.tools ?? []).flatMap((entry) => ('name' in entry ? [String(entry.name)] : [])));
  return allBlocks(body).flatMap((placed): Finding[] => {
    const { block } = placed;
    if (block.type !== 'tool_addition' && block.type !== 'tool_removal') return [];
    const { tool } = block;
    if (tool.type === 'tool_definition' && 'name' in tool.definition) known.add(String(tool.definition.name));
    if (tool.type !== 'tool_reference' || known.has(tool.name)) return [];
    return [{ path: blockPath(placed), facts: { value: tool.name } }];
  });
}

/** Tools that the service runs, and those that a beta brings. */
export const serverToolRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'computer-20250124-beta',
    says: 'computer_20250124 is known under its beta only.',
    source: observed('public reports of a tool list without computer tools'),
    when: (_profile, opened) => !opened.has('computer-2025-01'),
    check: (body) => needsBeta(body, 'computer_20250124'),
    error: unknownTool,
  }),
  rule({
    id: 'computer-20251124-beta',
    says: 'computer_20251124 is known under its beta only.',
    source: observed('public reports of a tool list without computer tools'),
    when: (_profile, opened) => !opened.has('computer-2025-11'),
    check: (body) => needsBeta(body, 'computer_20251124'),
    error: unknownTool,
  }),
  rule({
    id: 'advisor-model-unknown',
    says: 'the advisor is a model of Anthropic.',
    source: observed('maximhq/bifrost#3383', '2026-05-11'),
    check: (body) =>
      advisors(body)
        .filter(({ model }) => rankOf(model) < 0)
        .map(({ index, model }) => ({ path: ['tools', index, 'model'], facts: { value: model } })),
    error: atPath(value),
  }),
  rule({
    id: 'advisor-model-weaker',
    says: 'the advisor is of the line of the request’s model or of a greater one.',
    source: observed(
      'anthropics/claude-code#66940, #67764; pairs other than fable and opus are inferred',
      '2026-06-12',
    ),
    check: (body) =>
      advisors(body)
        .filter(({ model }) => rankOf(model) >= 0 && rankOf(model) < rankOf(body.model))
        .map(({ index, model }) => ({ path: ['tools', index, 'model'], facts: { value: model, asked: body.model } })),
    error: atPath(
      (issue) => `'${value(issue)}' cannot be used as an advisor when the request model is '${issue.facts['asked']}'.`,
    ),
  }),
  rule({
    id: 'tool-change-unknown-tool',
    says: 'tool_addition/tool_removal references unknown tool.',
    source: observed('captures of Claude Code behind a gateway', '2026-10-09'),
    check: (body) => changedUnknown(body),
    error: (issue) => `tool_addition/tool_removal references unknown tool '${value(issue)}'`,
  }),
  rule({
    id: 'server-tool-not-provided',
    says: 'a paused turn is resumed without the tool that it waits for.',
    source: docs('tool-use/server-tools; only the end of the sentence is known'),
    check: (body) =>
      waiting(body)
        .filter(({ name }) => !(body.tools ?? []).some((entry) => 'name' in entry && entry.name === familyOf(name)))
        .map(({ id, name }) => ({ path: ['messages'], facts: { value: id, name, tool: familyOf(name) } })),
    error: waitingTool,
  }),
  rule({
    id: 'code-execution-not-enabled',
    says: 'code_execution not supported in your workspace.',
    source: observed('a test log of a cloud that serves the API', '2026-08-25'),
    level: 'off',
    path: ['tools'],
    check: (body) => offers(body, 'code_execution_'),
    error: 'code_execution not supported in your workspace.',
  }),
  rule({
    id: 'web-search-disabled',
    says: 'Web search is not enabled for this organization.',
    source: docs('tool-use/web-search-tool'),
    level: 'off',
    path: ['tools'],
    check: (body) => offers(body, 'web_search_'),
    error: 'Web search is not enabled for this organization.',
  }),
]);
