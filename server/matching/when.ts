import { z } from 'zod';
import { type Criteria, matchers, type Test } from './matchers';
import type { Subject } from './subject';
import { prepareTexts } from './text';

/** What must hold of a request: all the keys that are given. */
export type When = { readonly [Key in keyof Criteria]?: Criteria[Key] | undefined };

const optional = Object.fromEntries(Object.entries(matchers).map(([key, { schema }]) => [key, schema.optional()]));

/** The schema of `when`, built from the table of matchers. */
export const whenSchema: z.ZodType<When> = z
  .strictObject(optional)
  .describe('what must hold of the request: all the keys given; an empty one matches every user message');

/** A `when` made ready to be asked for each request. */
export interface PreparedWhen {
  matches(subject: Subject): boolean;
  /** What holds and what does not, a sentence each. */
  explain(subject: Subject): { readonly kept: readonly string[]; readonly broken: readonly string[] };
  /** Higher is more specific. */
  readonly weight: number;
  /** Exact user texts one of which is needed; undefined where other texts may match too. */
  readonly userKeys: readonly string[] | undefined;
}

/** A row that does not speak of tool results is about what a user said. */
const ASKED: Test = {
  matches: ({ asked }) => asked,
  explain: ({ prompt, asked }) =>
    `the last message is ${asked ? "the user's" : `of role ${prompt.messages.at(-1)?.role ?? 'none'}`}, wanted: the user's.`,
  weight: 0,
};

/** Makes a `when` ready: all texts normalised, all patterns compiled. */
export function prepareWhen(when: When): PreparedWhen {
  const keys = (Object.keys(matchers) as (keyof Criteria)[]).filter((key) => when[key] !== undefined);
  const tests = keys.map((key) => prepare(key, when));
  if (when.tool_result === undefined) tests.push(ASKED);
  return {
    matches: (subject) => tests.every((test) => test.matches(subject)),
    explain: (subject) => ({
      kept: tests.filter((test) => test.matches(subject)).map((test) => test.explain(subject)),
      broken: tests.filter((test) => !test.matches(subject)).map((test) => test.explain(subject)),
    }),
    weight: tests.reduce((sum, { weight }) => sum + weight, 0),
    userKeys: userKeys(when),
  };
}

const prepare = <Key extends keyof Criteria>(key: Key, when: When): Test =>
  matchers[key].prepare(when[key] as Criteria[Key]);

function userKeys({ user }: When): readonly string[] | undefined {
  if (user === undefined) return undefined;
  const keys = prepareTexts(user).map(({ key }) => key);
  return keys.every((key) => key !== undefined) ? keys : undefined;
}
