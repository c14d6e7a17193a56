import { type Finding, observed, rule, rules, trait } from '../../../../contract';
import type { Path } from '../../../../core';
import { atPath, value } from '../../dialect/issue-sentence';
import { findContextMismatch } from '../conversation-digest';
import type { AnyMessagesBody } from '../schema';
import { blocksOf, type ContentBlock } from '../schema/blocks';
import { type SignedThought, thoughtDigest, verifySignature } from '../thinking-signature';
import { blockPath, isThinkingRequested, runsOf } from './message-blocks';

// Only the first sentence was seen.
const differs = (part: string): string =>
  part === 'system'
    ? 'The `system` prompt differs from the one this block was created with.'
    : `The \`${part}\` differ from the ones this block was created with.`;

const isThought = ({ type }: ContentBlock): boolean => type === 'thinking' || type === 'redacted_thinking';

/** Each assistant message that holds a thought, with its blocks. */
const thoughtful = ({
  messages,
}: AnyMessagesBody): { readonly index: number; readonly blocks: readonly ContentBlock[] }[] =>
  messages.flatMap((message, index) => {
    const blocks = blocksOf(message.content);
    return message.role === 'assistant' && blocks.some(isThought) ? [{ index, blocks }] : [];
  });

type ThoughtBlock = Extract<ContentBlock, { type: 'thinking' | 'redacted_thinking' }>;

/** A thought that a client sends back, and what its signature vouches for, if an emulator wrote that. */
interface SentThought {
  readonly block: ThoughtBlock;
  readonly path: Path;
  readonly signed: SignedThought | undefined;
  /** The first message of its turn, and its own. */
  readonly place: { readonly from: number; readonly to: number };
  /** Does it stand in the latest turn of the assistant? */
  readonly isLatest: boolean;
}

/** The thoughts in assistant turns, in order. */
function sentThoughts({ messages }: AnyMessagesBody): readonly SentThought[] {
  if (!messages.some((message) => blocksOf(message.content).some(isThought))) return [];
  const turns = runsOf(messages).filter(({ role }) => role === 'assistant');
  return turns.flatMap(({ from, messages: said }) =>
    said.flatMap((message, after) =>
      blocksOf(message.content).flatMap((block, index): SentThought[] => {
        if (block.type !== 'thinking' && block.type !== 'redacted_thinking') return [];
        const to = from + after;
        const path = blockPath({ message: to, index });
        const seal = verifySignature(block.type === 'thinking' ? block.signature : block.data);
        return [{ block, path, signed: seal, place: { from, to }, isLatest: from === turns.at(-1)?.from }];
      }),
    ),
  );
}

const hasOwnWords = (block: ThoughtBlock, seal: SignedThought | undefined): boolean =>
  block.type === 'redacted_thinking' || seal?.words === thoughtDigest(block.thinking);

/** Of the latest turn a changed thought is told by a sentence of its own. */
const isAuthentic = (block: ThoughtBlock, seal: SignedThought | undefined, isLatest: boolean): boolean =>
  seal?.kind === 'thinking' && (isLatest || hasOwnWords(block, seal));

/** A beta lets the service drop such thoughts silently. */
function dropsMismatches({ thinking }: AnyMessagesBody): boolean {
  const { block_binding: binding } = (thinking ?? {}) as { block_binding?: { prefix_mismatch_behavior?: unknown } };
  return binding?.prefix_mismatch_behavior === 'drop_block';
}

const isResultsOnly = (content: string | readonly ContentBlock[]): boolean =>
  typeof content !== 'string' && content.some(({ type }) => type === 'tool_result');

/** Thoughts of earlier turns that a client sends back. */
export const thinkingRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'thinking-final-while-disabled',
    says: 'When thinking is disabled, an `assistant` message in the final position cannot contain `thinking`.',
    source: observed('public reports of the sentence'),
    check: (body) => {
      const last = body.messages.length - 1;
      if (isThinkingRequested(body)) return [];
      return thoughtful(body).flatMap(({ index, blocks }) =>
        index === last ? [{ path: ['messages', index, 'content', blocks.findIndex(isThought)] }] : [],
      );
    },
    error: atPath(
      'When thinking is disabled, an `assistant` message in the final position cannot contain `thinking`. To use thinking blocks, enable `thinking` in your request.',
    ),
  }),
  rule({
    id: 'thinking-not-first',
    says: 'If an assistant message contains any thinking blocks, the first block must be `thinking`, `redacted_thinking` or a server tool’s.',
    source: observed(
      'anthropics/claude-code#20705; a recording of pydantic/pydantic-ai begins with a server tool, claude-sonnet-5',
      '2026-06-30',
    ),
    check: (body) =>
      thoughtful(body).flatMap(({ index, blocks }): Finding[] => {
        const [first] = blocks;
        return first === undefined || isThought(first) || first.type === 'server_tool_use'
          ? []
          : [{ path: ['messages', index, 'content', 0], facts: { value: first.type } }];
      }),
    error: atPath(
      (issue) =>
        `If an assistant message contains any thinking blocks, the first block must be \`thinking\` or \`redacted_thinking\`. Found \`${value(issue)}\`.`,
    ),
  }),
  rule({
    id: 'thinking-final-block',
    says: 'The final block in an assistant message cannot be `thinking`.',
    source: observed('public reports of the sentence'),
    check: (body) =>
      thoughtful(body).flatMap(({ index, blocks }) =>
        blocks.at(-1)?.type === 'thinking' ? [{ path: ['messages', index] }] : [],
      ),
    error: atPath('The final block in an assistant message cannot be `thinking`.'),
  }),
  rule({
    id: 'thinking-first-required',
    says: 'When `thinking` is enabled, a final `assistant` message must start with a thinking block.',
    source: observed('public reports of the sentence'),
    when: trait('thinking-adaptive-refused'),
    check: (body) => {
      if (!isThinkingRequested(body)) return [];
      const { messages } = body;
      // The turn that still goes on: what the assistant has said since the user last spoke for itself.
      const turn = messages.findLastIndex(({ role, content }) => role === 'user' && !isResultsOnly(content)) + 1;
      const index = messages.findLastIndex(({ role, content }) => role === 'assistant' && content.length > 0);
      const [begins, goesOn] = [turn, index].map((at) => blocksOf(messages[at]?.content ?? '')[0]);
      if (index < turn || begins === undefined || goesOn === undefined || isThought(begins) || isThought(goesOn))
        return [];
      return [{ path: ['messages', index, 'content', 0, 'type'], facts: { value: goesOn.type } }];
    },
    error: atPath(
      (issue) =>
        `Expected \`thinking\` or \`redacted_thinking\`, but found \`${value(issue)}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable \`thinking\`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking`,
    ),
  }),
  rule({
    id: 'thinking-signature-invalid',
    says: 'Invalid `signature` in `thinking` block.',
    source: observed('anthropics/anthropic-sdk-python#1598; ding113/claude-code-hub#518', '2026-08-05'),
    check: (body) =>
      sentThoughts(body)
        .filter(({ block, signed, isLatest }) => block.type === 'thinking' && !isAuthentic(block, signed, isLatest))
        .map(({ path }) => ({ path })),
    error: atPath('Invalid `signature` in `thinking` block'),
  }),
  rule({
    id: 'redacted-thinking-invalid',
    says: 'Invalid `data` in `redacted_thinking` block.',
    source: observed('public reports of the sentence'),
    check: (body) =>
      sentThoughts(body)
        .filter(({ block, signed }) => block.type === 'redacted_thinking' && signed?.kind !== 'redacted')
        .map(({ path }) => ({ path })),
    error: atPath('Invalid `data` in `redacted_thinking` block'),
  }),
  rule({
    id: 'thinking-modified',
    says: '`thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified.',
    source: observed('anthropics/claude-code#63203; api/errors of the documentation', '2026-06-09'),
    check: (body) => {
      const latest = sentThoughts(body).filter(({ isLatest, signed }) => isLatest && signed !== undefined);
      return latest.flatMap(({ block, signed, path }, index): Finding[] => {
        const previous = latest[index - 1]?.signed?.ordinal ?? -1;
        const isInPlace = signed?.ordinal === 0 || signed?.ordinal === previous + 1;
        return isInPlace && hasOwnWords(block, signed) ? [] : [{ path }];
      });
    },
    error: atPath(
      '`thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.',
    ),
  }),
  rule({
    id: 'thinking-signature-bound',
    says: 'The block is bound to a different conversation.',
    source: observed('anomalyco/opencode#48637', '2026-09-12'),
    when: trait('thinking-bound'),
    check: (body) => {
      const thoughts = dropsMismatches(body) ? [] : sentThoughts(body).filter(({ signed }) => signed !== undefined);
      if (thoughts.length === 0) return [];
      const mismatch = findContextMismatch(body);
      return thoughts.flatMap(({ signed, path, place }): Finding[] => {
        const differs = signed === undefined ? undefined : mismatch(signed.before, place);
        return differs === undefined ? [] : [{ path, facts: { value: differs } }];
      });
    },
    error: atPath(
      (issue) =>
        `Invalid \`signature\` in \`thinking\` block. The block is bound to a different conversation. Remove the block, or set \`thinking.block_binding.prefix_mismatch_behavior\` to "drop_block". That setting requires the \`thinking-binding-controls-2026-08-01\` value in the \`anthropic-beta\` header. ${differs(value(issue))}`,
    ),
  }),
]);
