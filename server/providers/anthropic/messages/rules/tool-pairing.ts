import { type Finding, observed, rule, rules, spec } from '../../../../contract';
import { atPath, type IssueSentence, list, value } from '../../dialect/issue-sentence';
import type { AnyMessagesBody } from '../schema';
import { blocksOf, type ContentBlock } from '../schema/blocks';
import { allBlocks, atBlock, blocksOfType, type PlacedBlock, type RoleRun, runsOf } from './message-blocks';

const openCalls: IssueSentence = atPath(
  ({ facts }) =>
    `\`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${list(facts['ids'])}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
);

const CAPTURE = observed('raw captures, claude-sonnet-5-5', '2026-09-29');

type ToolUse = Extract<ContentBlock, { type: 'tool_use' }>;

/** Blocks that may follow a call in one turn: further calls, and blocks that the service adds. */
const MAY_FOLLOW_CALL: ReadonlySet<string> = new Set(['tool_use', 'server_tool_use', 'thinking', 'redacted_thinking']);

const isCall = (block: ContentBlock): block is ToolUse => block.type === 'tool_use';

const blocksOfRun = (run: RoleRun | undefined): readonly ContentBlock[] =>
  run?.messages.flatMap(({ content }) => blocksOf(content)) ?? [];

const callIds = (blocks: readonly ContentBlock[]): string[] => blocks.filter(isCall).map(({ id }) => id);

/** Ids answered before any other block. */
function answeredFirst(blocks: readonly ContentBlock[]): Set<string> {
  const ids = new Set<string>();
  for (const block of blocks) {
    if (block.type !== 'tool_result') break;
    ids.add(block.tool_use_id);
  }
  return ids;
}

/** Calls that the next run leaves open; reported at the message that should have answered, or at the last one. */
function unanswered({ messages }: AnyMessagesBody): Finding[] {
  return runsOf(messages).flatMap((run, index, runs) => {
    if (run.role !== 'assistant') return [];
    const next = runs[index + 1];
    const answered = answeredFirst(blocksOfRun(next));
    const ids = callIds(blocksOfRun(run)).filter((id) => !answered.has(id));
    return ids.length === 0 ? [] : [{ path: ['messages', next?.from ?? messages.length - 1], facts: { ids } }];
  });
}

/** Calls that another kind of block follows in the same message. */
function followed({ messages }: AnyMessagesBody): Finding[] {
  return messages.flatMap(({ role, content }, index) => {
    const blocks = blocksOf(content);
    const first = blocks.findIndex(isCall);
    if (role !== 'assistant' || first < 0) return [];
    const other = blocks.findIndex(
      ({ type }, place) =>
        place > first && !MAY_FOLLOW_CALL.has(type) && (type === 'tool_result' || !type.endsWith('_tool_result')),
    );
    return other < 0 ? [] : [{ path: ['messages', index], facts: { ids: callIds(blocks.slice(0, other)) } }];
  });
}

/** Results that answer no call of the turn before. */
function unexpected({ messages }: AnyMessagesBody): Finding[] {
  return runsOf(messages).flatMap((run, place, runs) => {
    if (run.role !== 'user') return [];
    const before = runs[place - 1];
    const called = new Set(before?.role === 'assistant' ? callIds(blocksOfRun(before)) : []);
    return run.messages.flatMap(({ content }, after) =>
      blocksOf(content).flatMap((block, index) =>
        block.type === 'tool_result' && !called.has(block.tool_use_id)
          ? [{ ...atBlock({ message: run.from + after, index }), facts: { value: block.tool_use_id } }]
          : [],
      ),
    );
  });
}

/** Blocks with a key that an earlier block of the same message has. */
function repeated<Block extends ContentBlock>(
  placed: readonly PlacedBlock<Block>[],
  keyOf: (block: Block) => string,
): Finding[] {
  const seen = new Set<string>();
  let message = -1;
  return placed.flatMap((one) => {
    if (one.message !== message) seen.clear();
    message = one.message;
    const key = keyOf(one.block);
    if (seen.has(key)) return [{ ...atBlock(one), facts: { value: key } }];
    seen.add(key);
    return [];
  });
}

/** Messages of the assistant that a client's tool result follows: what their server tools have begun may still be running. */
function resumedByClient({ messages }: AnyMessagesBody): ReadonlySet<number> {
  const runs = runsOf(messages);
  return new Set(
    runs.flatMap((run, at) =>
      run.role === 'assistant' && blocksOfRun(runs[at + 1]).some(({ type }) => type === 'tool_result')
        ? run.messages.map((_, after) => run.from + after)
        : [],
    ),
  );
}

const resultTypeOf = (name: string): string =>
  name.startsWith('tool_search_tool') ? 'tool_search_tool_result' : `${name}_tool_result`;

type ServerResult = Extract<ContentBlock, { tool_use_id: string }>;

const isServerResult = (placed: PlacedBlock): placed is PlacedBlock<ServerResult> =>
  'tool_use_id' in placed.block && placed.block.type !== 'tool_result' && placed.block.type !== 'mcp_tool_result';

/** Results of server tools in all messages. */
const serverResults = (body: AnyMessagesBody): PlacedBlock<ServerResult>[] => allBlocks(body).filter(isServerResult);

/** Calls and their results, of client tools and of server tools. */
export const pairingRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'tool-use-id-duplicate',
    says: '`tool_use` ids must be unique within a message.',
    source: observed(
      'public reports of the sentence; a recording of pydantic/pydantic-ai uses an id again later',
      '2026-08-01',
    ),
    check: (body) => repeated(blocksOfType(body, 'tool_use'), ({ id }) => id),
    error: atPath('`tool_use` ids must be unique'),
  }),
  rule({
    id: 'tool-use-followed-by-block',
    says: 'Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
    source: observed('live capture of 2026-05-13'),
    check: followed,
    error: openCalls,
  }),
  rule({
    id: 'tool-result-without-use',
    says: 'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.',
    source: observed('public reports of the sentence'),
    check: unexpected,
    error: atPath(
      (issue) =>
        `unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${value(issue)}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
    ),
  }),
  rule({
    id: 'tool-use-without-result',
    says: 'Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
    source: observed('anthropics/claude-code#8210, #6575, #1831'),
    check: unanswered,
    error: openCalls,
  }),
  rule({
    id: 'tool-result-duplicate',
    says: 'each tool_use must have a single result.',
    source: observed('public reports of the sentence'),
    check: (body) => repeated(blocksOfType(body, 'tool_result'), ({ tool_use_id: id }) => id),
    error: atPath(
      (issue) =>
        `each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${value(issue)}`,
    ),
  }),
  rule({
    id: 'caller-source-missing',
    says: 'source tool not found for tool use block.',
    source: CAPTURE,
    check: (body) => {
      const sources = new Set(blocksOfType(body, 'server_tool_use').map(({ block }) => block.id));
      return blocksOfType(body, 'tool_use').flatMap((placed) => {
        const { caller, id } = placed.block;
        if (caller === undefined || caller.type === 'direct' || sources.has(caller.tool_id)) return [];
        return [{ ...atBlock(placed), facts: { source: caller.tool_id, value: id } }];
      });
    },
    error: (issue) => `source tool \`${issue.facts['source']}\` not found for tool use block \`${value(issue)}\``,
  }),
  rule({
    id: 'server-tool-unresolved',
    says: 'tool use was found without a corresponding result block, unless a client tool result goes on with the turn.',
    source: observed(
      'anthropics/anthropic-sdk-python#1339; a recording of pydantic/pydantic-ai takes it beside a result',
      '2026-04-06',
    ),
    check: (body) => {
      const answered = new Set(serverResults(body).map(({ block }) => block.tool_use_id));
      const last = body.messages.length - 1;
      const resumed = resumedByClient(body);
      return blocksOfType(body, 'server_tool_use')
        .filter(({ message, block }) => message < last && !answered.has(block.id) && !resumed.has(message))
        .map((placed) => ({
          path: ['messages', placed.message],
          facts: { value: placed.block.id, name: placed.block.name, result: resultTypeOf(placed.block.name) },
        }));
    },
    error: atPath(
      (issue) =>
        `\`${issue.facts['name']}\` tool use with id \`${value(issue)}\` was found without a corresponding \`${issue.facts['result']}\` block`,
    ),
  }),
  rule({
    id: 'server-result-without-use',
    says: 'Each server tool result must have a corresponding `server_tool_use` block before it.',
    source: spec('official OpenAPI; sentence after its like'),
    check: (body) => {
      const used = new Set(blocksOfType(body, 'server_tool_use').map(({ block }) => block.id));
      return serverResults(body)
        .filter(({ block }) => !used.has(block.tool_use_id))
        .map((placed) => ({
          ...atBlock(placed),
          facts: { value: placed.block.tool_use_id, result: placed.block.type },
        }));
    },
    error: atPath(
      (issue) =>
        `unexpected \`tool_use_id\` found in \`${issue.facts['result']}\` blocks: ${value(issue)}. Each \`${issue.facts['result']}\` block must have a corresponding \`server_tool_use\` block before it.`,
    ),
  }),
]);
