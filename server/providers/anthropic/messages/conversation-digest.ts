import type { AnyMessagesBody } from './schema';
import { blocksOf } from './schema/blocks';
import { type ContextDigests, digestOf } from './thinking-signature';

/** Marks for the cache are no part of what is said; null is absent. */
const isSilent = (key: string, value: unknown): boolean => key === 'cache_control' || value == null;

/** JSON without regard to the order of keys, and without what says nothing. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([key, member]) => !isSilent(key, member));
  return `{${members
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    .sort()
    .join(',')}}`;
}

/** Of the top-level system prompt, written either way. */
const systemDigest = ({ system = [] }: AnyMessagesBody): string => digestOf(canonical(blocksOf<unknown>(system)));

/** Digests of the conversation before each message, and one of all of it: neighbours of one role are one message. */
function prefixDigests({ messages }: AnyMessagesBody): readonly string[] {
  const digests = [digestOf('')];
  for (const { role, content } of messages) {
    const before = digests.at(-1) ?? '';
    digests.push(
      blocksOf<unknown>(content).reduce<string>((so, block) => digestOf(`${so}${role}${canonical(block)}`), before),
    );
  }
  return digests;
}

/** What a thought of the reply to this request answers. */
export const contextDigests = (body: AnyMessagesBody): ContextDigests => ({
  system: systemDigest(body),
  tools: digestOf(canonical(body.tools ?? [])),
  messages: prefixDigests(body).at(-1) ?? '',
});

/** What of a request differs from what a thought answered. */
export type ContextMismatch = 'system' | 'tools' | 'messages';

/** Compares what a thought answered with what stands before it now; `from` to `to` are the messages it may begin. */
export function findContextMismatch(
  body: AnyMessagesBody,
): (before: ContextDigests, place: { from: number; to: number }) => ContextMismatch | undefined {
  const system = systemDigest(body);
  const tools = digestOf(canonical(body.tools ?? []));
  const digests = prefixDigests(body);
  return (before, { from, to }) => {
    if (before.system !== system) return 'system';
    if (before.tools !== tools) return 'tools';
    return digests.slice(from, to + 1).includes(before.messages) ? undefined : 'messages';
  };
}
