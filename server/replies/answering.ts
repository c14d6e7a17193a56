import { z } from 'zod';
import type { Path } from '../core';
import type { When } from '../matching';
import { type Reply, replySchema } from './reply-schema';
import { templateFault } from './template';

/** What a namespace may remember under a name; null is nothing. */
export type StateValue = string | number | boolean | null;

/** What a namespace may be made to remember. */
export const stateValues = z.record(z.string().min(1), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Values that a program gives a namespace to remember; throws what they must be. */
export function parseState(given: unknown): Readonly<Record<string, StateValue>> {
  const parsed = stateValues.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Error('expected an object of texts, numbers, true, false and null');
}

/** Members that fixtures and the turns of scripts have in common. */
export const answering = {
  reply: replySchema.optional(),
  replies: z
    .array(replySchema)
    .min(1)
    .optional()
    .describe('replies to the first, second, third … request, instead of reply'),
  afterwards: z
    .enum(['last', 'again', 'none'])
    .optional()
    .describe('after the last of replies: that one again (last), all from the first on (again), no match (none)'),
  given: stateValues.optional().describe('what the namespace must remember; null where it must remember nothing'),
  // biome-ignore lint/suspicious/noThenProperty: the word that authors of scenarios know; its value is no function.
  then: stateValues.optional().describe('what the namespace remembers once this has answered; null forgets'),
};

/** How a fixture or a turn of a script answers. */
export interface Answering {
  readonly reply?: Reply | undefined;
  readonly replies?: readonly Reply[] | undefined;
  readonly afterwards?: 'last' | 'again' | 'none' | undefined;
  readonly given?: Readonly<Record<string, StateValue>> | undefined;
  readonly then?: Readonly<Record<string, StateValue>> | undefined;
}

/** Refuses what leaves the answer out or says it twice, and templates that read what is not there. */
export function answers<T extends Answering & { readonly when?: When | undefined }>({
  value,
  issues,
}: z.core.ParsePayload<T>): void {
  const refuse = (path: Path, pattern: string) =>
    void issues.push({ code: 'custom', input: value, path: [...path], params: { code: 'pattern', pattern } });
  const { reply, replies, afterwards, when = {} } = value;
  if (reply === undefined && replies === undefined) {
    issues.push({ code: 'invalid_type', expected: 'string', input: undefined, path: ['reply'] });
  }
  if (reply !== undefined && replies !== undefined) refuse(['replies'], 'either reply or replies');
  if (afterwards !== undefined && replies === undefined) refuse(['afterwards'], 'replies beside it');
  const placed: (readonly [Path, Reply])[] = [
    ...(reply === undefined ? [] : [[['reply'], reply] as const]),
    ...(replies ?? []).map((one, at) => [['replies', at], one] as const),
  ];
  for (const [path, one] of placed) {
    const told = templateFault(one, when);
    if (told !== undefined) refuse(path, told);
  }
}
