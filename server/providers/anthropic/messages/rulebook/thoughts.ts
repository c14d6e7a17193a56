import { type Finding, rulesFor } from '../../../../validation';
import type { ContentBlock } from '../blocks';
import type { AskedBody } from '../schema';
import { blocksOf, blocksOfType, isThinking, placeOf } from './conversation';
import { reported } from './evidence';

const isThought = ({ type }: ContentBlock): boolean => type === 'thinking' || type === 'redacted_thinking';

/** Opaque data of the house is base64 of some length. */
const OPAQUE = /^[A-Za-z0-9+/]{16,}={0,2}$/;

/** Each assistant message that holds a thought, with its blocks. */
const thoughtful = ({ messages }: AskedBody): { readonly index: number; readonly blocks: readonly ContentBlock[] }[] =>
  messages.flatMap((message, index) => {
    const blocks = blocksOf(message);
    return message.role === 'assistant' && blocks.some(isThought) ? [{ index, blocks }] : [];
  });

/** Thoughts of earlier turns that a client sends back. */
export const thoughtRules = rulesFor<AskedBody>()([
  {
    id: 'redacted-thinking-invalid',
    says: 'Invalid `data` in `redacted_thinking` block.',
    source: reported('public reports of the sentence'),
    check: (body) =>
      blocksOfType(body, 'redacted_thinking')
        .filter(({ block }) => !OPAQUE.test(block.data))
        .map((placed) => ({ path: placeOf(placed) })),
  },
  {
    id: 'thinking-final-while-disabled',
    says: 'When thinking is disabled, an `assistant` message in the final position cannot contain `thinking`.',
    source: reported('public reports of the sentence'),
    check: (body) => {
      const last = body.messages.length - 1;
      if (isThinking(body)) return [];
      return thoughtful(body).flatMap(({ index, blocks }) =>
        index === last ? [{ path: ['messages', index, 'content', blocks.findIndex(isThought)] }] : [],
      );
    },
  },
  {
    id: 'thinking-not-first',
    says: 'If an assistant message contains any thinking blocks, the first block must be `thinking` or `redacted_thinking`.',
    source: reported('anthropics/claude-code#20705'),
    check: (body) =>
      thoughtful(body).flatMap(({ index, blocks }): Finding[] => {
        const [first] = blocks;
        return first === undefined || isThought(first)
          ? []
          : [{ path: ['messages', index, 'content', 0], facts: { value: first.type } }];
      }),
  },
  {
    id: 'thinking-final-block',
    says: 'The final block in an assistant message cannot be `thinking`.',
    source: reported('public reports of the sentence'),
    check: (body) =>
      thoughtful(body).flatMap(({ index, blocks }) =>
        blocks.at(-1)?.type === 'thinking' ? [{ path: ['messages', index] }] : [],
      ),
  },
  {
    id: 'thinking-first-required',
    says: 'When `thinking` is enabled, a final `assistant` message must start with a thinking block.',
    source: reported('public reports of the sentence'),
    when: ({ traits }) => traits.has('thinking-adaptive-refused'),
    check: (body) => {
      const index = body.messages.findLastIndex(({ role }) => role === 'assistant');
      const blocks = blocksOf(body.messages[index] ?? { role: 'assistant', content: '' });
      const [first] = blocks;
      if (!isThinking(body) || first === undefined || isThought(first)) return [];
      return blocks.some(({ type }) => type === 'tool_use')
        ? [{ path: ['messages', index, 'content', 0, 'type'], facts: { value: first.type } }]
        : [];
    },
  },
]);
