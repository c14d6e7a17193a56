import { type Finding, rulesFor } from '../../../../contract';
import type { AnyMessagesBody } from '../schema';
import type { ContentBlock } from '../schema/blocks';
import { blockPath, blocksOf, blocksOfType, type PlacedBlock, type RoleRun, runsOf } from './message-blocks';
import { CAPTURE, reported, specified } from './sources';

type ToolUse = Extract<ContentBlock, { type: 'tool_use' }>;

/** Blocks that may stand behind a call in one turn: further calls, and what the house itself adds. */
const MAY_FOLLOW_CALL: ReadonlySet<string> = new Set(['tool_use', 'server_tool_use', 'thinking', 'redacted_thinking']);

const isCall = (block: ContentBlock): block is ToolUse => block.type === 'tool_use';

const blocksOfRun = (run: RoleRun | undefined): readonly ContentBlock[] => run?.messages.flatMap(blocksOf) ?? [];

const callIds = (blocks: readonly ContentBlock[]): string[] => blocks.filter(isCall).map(({ id }) => id);

/** Ids answered before anything else is said. */
function answeredFirst(blocks: readonly ContentBlock[]): Set<string> {
  const ids = new Set<string>();
  for (const block of blocks) {
    if (block.type !== 'tool_result') break;
    ids.add(block.tool_use_id);
  }
  return ids;
}

/** Calls that the next run leaves open; told at the message that should have answered, or at the last one. */
function unanswered({ messages }: AnyMessagesBody): Finding[] {
  return runsOf(messages).flatMap((run, index, runs) => {
    if (run.role !== 'assistant') return [];
    const next = runs[index + 1];
    const answered = answeredFirst(blocksOfRun(next));
    const open = callIds(blocksOfRun(run)).filter((id) => !answered.has(id));
    return open.length === 0 ? [] : [{ path: ['messages', next?.from ?? messages.length - 1], facts: { ids: open } }];
  });
}

/** Calls behind which the same message says something else. */
function followed({ messages }: AnyMessagesBody): Finding[] {
  return messages.flatMap((message, index) => {
    const blocks = blocksOf(message);
    const first = blocks.findIndex(isCall);
    if (message.role !== 'assistant' || first < 0) return [];
    const intruder = blocks.findIndex(
      ({ type }, place) =>
        place > first && !MAY_FOLLOW_CALL.has(type) && (type === 'tool_result' || !type.endsWith('_tool_result')),
    );
    return intruder < 0 ? [] : [{ path: ['messages', index], facts: { ids: callIds(blocks.slice(0, intruder)) } }];
  });
}

/** Results that answer no call of the turn before. */
function unexpected(body: AnyMessagesBody): Finding[] {
  const runs = runsOf(body.messages);
  const callsBefore = (message: number): readonly string[] => {
    const own = runs.findIndex(({ from, messages }) => message >= from && message < from + messages.length);
    const before = runs[own - 1];
    return before?.role === 'assistant' ? callIds(blocksOfRun(before)) : [];
  };
  return blocksOfType(body, 'tool_result')
    .filter(
      ({ message, block }) =>
        body.messages[message]?.role === 'user' && !callsBefore(message).includes(block.tool_use_id),
    )
    .map((placed) => ({ path: blockPath(placed), facts: { value: placed.block.tool_use_id } }));
}

/** Every placed block whose key was seen before. */
function repeated<Block extends ContentBlock>(
  placed: readonly PlacedBlock<Block>[],
  keyOf: (block: Block) => string,
): Finding[] {
  const seen = new Set<string>();
  return placed.flatMap((one) => {
    const key = keyOf(one.block);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: blockPath(one), facts: { value: key } }];
  });
}

const resultTypeOf = (name: string): string =>
  name.startsWith('tool_search_tool') ? 'tool_search_tool_result' : `${name}_tool_result`;

type ServerResult = Extract<ContentBlock, { tool_use_id: string }>;

/** Results of server tools, wherever they stand. */
const serverResults = (
  body: AnyMessagesBody,
): { readonly message: number; readonly index: number; readonly block: ServerResult }[] =>
  body.messages.flatMap((said, message) =>
    blocksOf(said).flatMap((block, index) =>
      'tool_use_id' in block && block.type !== 'tool_result' && block.type !== 'mcp_tool_result'
        ? [{ message, index, block }]
        : [],
    ),
  );

/** Calls and their results, of the client's tools and of the house's. */
export const pairingRules = rulesFor<AnyMessagesBody>()([
  {
    id: 'tool-use-id-duplicate',
    says: '`tool_use` ids must be unique.',
    source: reported('public reports of the sentence'),
    check: (body) => repeated(blocksOfType(body, 'tool_use'), ({ id }) => id),
  },
  {
    id: 'tool-use-followed-by-block',
    says: 'Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
    source: reported('live capture of 2026-05-13'),
    check: followed,
  },
  {
    id: 'tool-result-without-use',
    says: 'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.',
    source: reported('public reports of the sentence'),
    check: unexpected,
  },
  {
    id: 'tool-use-without-result',
    says: 'Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
    source: reported('anthropics/claude-code#8210, #6575, #1831'),
    check: unanswered,
  },
  {
    id: 'tool-result-duplicate',
    says: 'each tool_use must have a single result.',
    source: reported('public reports of the sentence'),
    check: (body) => repeated(blocksOfType(body, 'tool_result'), ({ tool_use_id: id }) => id),
  },
  {
    id: 'caller-source-missing',
    says: 'source tool not found for tool use block.',
    source: CAPTURE,
    check: (body) => {
      const sources = new Set(blocksOfType(body, 'server_tool_use').map(({ block }) => block.id));
      return blocksOfType(body, 'tool_use').flatMap((placed) => {
        const { caller, id } = placed.block;
        if (caller === undefined || caller.type === 'direct' || sources.has(caller.tool_id)) return [];
        return [{ path: blockPath(placed), facts: { source: caller.tool_id, value: id } }];
      });
    },
  },
  {
    id: 'server-tool-unresolved',
    says: 'tool use was found without a corresponding result block.',
    source: reported('public reports of the sentence'),
    check: (body) => {
      const answered = new Set(serverResults(body).map(({ block }) => block.tool_use_id));
      const last = body.messages.length - 1;
      return blocksOfType(body, 'server_tool_use')
        .filter(({ message, block }) => message < last && !answered.has(block.id))
        .map((placed) => ({
          path: blockPath(placed),
          facts: { value: placed.block.id, name: placed.block.name, result: resultTypeOf(placed.block.name) },
        }));
    },
  },
  {
    id: 'server-result-without-use',
    says: 'Each server tool result must have a corresponding `server_tool_use` block before it.',
    source: specified('official OpenAPI; sentence after its like'),
    check: (body) => {
      const used = new Set(blocksOfType(body, 'server_tool_use').map(({ block }) => block.id));
      return serverResults(body)
        .filter(({ block }) => !used.has(block.tool_use_id))
        .map((placed) => ({
          path: blockPath(placed),
          facts: { value: placed.block.tool_use_id, result: placed.block.type },
        }));
    },
  },
]);
