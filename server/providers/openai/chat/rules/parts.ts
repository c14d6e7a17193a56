import type { RuleMatch } from '../../../../contract';
import type { Facts, Path } from '../../../../core';
import type { ChatBody, ChatMessage } from '../schema';

/** One typed part of a message's content. */
export type ChatContentPart = Extract<NonNullable<ChatMessage['content']>, readonly unknown[]>[number];

type PartTest<R> = (part: ChatContentPart, role: ChatMessage['role']) => R;

/** Where parts are blamed, and what is told of them. */
interface Blame<F extends Facts> {
  /** The keys below the part; absent: the part itself. */
  readonly below?: Path;
  /** The message around the part is blamed instead. */
  readonly asMessage?: true;
  readonly facts?: PartTest<F>;
}

/** A finding on each content part of which something holds. */
export function partsWhere<F extends Facts = Facts>(
  { messages }: ChatBody,
  holds: PartTest<unknown>,
  { below = [], asMessage, facts }: Blame<F> = {},
): readonly RuleMatch<F>[] {
  const found: RuleMatch<F>[] = [];
  for (const [at, { role, content }] of messages.entries()) {
    if (!Array.isArray(content)) continue;
    for (const [place, part] of content.entries()) {
      if (!holds(part, role)) continue;
      const path = asMessage ? ['messages', at] : ['messages', at, 'content', place, ...below];
      found.push(facts === undefined ? { path } : { path, facts: facts(part, role) });
    }
  }
  return found;
}

/** Is there a content part of which something holds? */
export const hasPart = ({ messages }: ChatBody, holds: (part: ChatContentPart) => boolean): boolean =>
  messages.some(({ content }) => Array.isArray(content) && content.some(holds));

/** A finding on each message of which something holds. */
export const messagesWhere = (
  { messages }: ChatBody,
  holds: (message: ChatMessage) => unknown,
  key: 'role' | 'content',
): readonly RuleMatch[] =>
  messages.flatMap((message, at) =>
    holds(message) ? [{ path: ['messages', at, key], facts: { value: message[key] } }] : [],
  );
