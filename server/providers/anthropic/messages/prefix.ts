import type { ContentBlock } from './blocks';
import type { AskedBody } from './schema';
import { type Before, digestOf } from './signature';

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

/** A string is one text block; an empty one says nothing. */
function blocksOf(content: string | readonly ContentBlock[]): readonly unknown[] {
  if (typeof content !== 'string') return content;
  return content === '' ? [] : [{ type: 'text', text: content }];
}

/** Of the top-level system prompt, written either way. */
const systemDigest = ({ system = [] }: AskedBody): string =>
  digestOf(canonical(typeof system === 'string' ? blocksOf(system) : system));

/** Digests of the conversation before each message, and one of all of it: neighbours of one role are one message. */
function prefixes({ messages }: AskedBody): readonly string[] {
  const digests = [digestOf('')];
  for (const { role, content } of messages) {
    const before = digests.at(-1) ?? '';
    digests.push(blocksOf(content).reduce<string>((so, block) => digestOf(`${so}${role}${canonical(block)}`), before));
  }
  return digests;
}

/** What a thought of the reply to this request answers. */
export const beforeReply = (body: AskedBody): Before => ({
  system: systemDigest(body),
  tools: digestOf(canonical(body.tools ?? [])),
  messages: prefixes(body).at(-1) ?? '',
});

/** What of a request differs from what a thought answered. */
export type Mismatch = 'system' | 'tools' | 'messages';

/** Compares what a thought answered with what stands before it now; `from` to `to` are the messages it may begin. */
export function mismatchesIn(
  body: AskedBody,
): (before: Before, place: { from: number; to: number }) => Mismatch | undefined {
  const system = systemDigest(body);
  const tools = digestOf(canonical(body.tools ?? []));
  const digests = prefixes(body);
  return (before, { from, to }) => {
    if (before.system !== system) return 'system';
    if (before.tools !== tools) return 'tools';
    return digests.slice(from, to + 1).includes(before.messages) ? undefined : 'messages';
  };
}
