import { z } from 'zod';
import { allOf, type IndexKey, type MatchTest } from './index-key';
import { type MatchCriteria, matchers } from './matchers';
import type { Subject } from './subject';
import { requireAnyKey } from './text';

/** What must hold of a request: all the keys that are given. */
export type FixtureWhen = { readonly [Key in keyof MatchCriteria]?: MatchCriteria[Key] | undefined } & {
  readonly any?: readonly FixtureWhen[] | undefined;
  readonly all?: readonly FixtureWhen[] | undefined;
  readonly not?: FixtureWhen | undefined;
};

const optional = Object.fromEntries(Object.entries(matchers).map(([key, { schema }]) => [key, schema.optional()]));

const nested: z.ZodType<FixtureWhen> = z.lazy(() => innerSchema).meta({ expected: 'criteria of a request' });

const members = {
  ...optional,
  any: z.array(nested).min(1).optional().describe('criteria one of which must hold'),
  all: z.array(nested).min(1).optional().describe('criteria all of which must hold'),
  not: nested.optional().describe('criteria that must not all hold'),
};

const innerSchema = z.strictObject(members).check(requireAnyKey) as unknown as z.ZodType<FixtureWhen, FixtureWhen>;

/** The schema of `when`, built from the table of matchers. */
export const whenSchema = z
  .strictObject(members)
  .describe(
    'what must hold of the request: all the keys given; an empty one matches every user message',
  ) as unknown as z.ZodType<FixtureWhen, FixtureWhen>;

/** What holds and what does not, a sentence each. */
export interface MatchExplanation {
  readonly kept: readonly string[];
  readonly broken: readonly string[];
}

/** A `when` made ready to be asked for each request. */
export interface PreparedWhen {
  matches(subject: Subject): boolean;
  explain(subject: Subject): MatchExplanation;
  /** How many of its criteria do not hold. */
  failing(subject: Subject): number;
  /** Higher is more specific. */
  readonly weight: number;
  /** By each of these the row can be looked up; none where it must be asked each time. */
  readonly indexKeys: readonly IndexKey[];
  /** What the named groups of its patterns find in a request that matches. */
  captures(subject: Subject): Readonly<Record<string, string>>;
  /** Names of those groups. */
  readonly groups: readonly string[];
  /** Headers that it looks at. */
  readonly headers: readonly string[];
}

/** A row that does not speak of tool results is about what a user said. */
const ASKED: MatchTest = {
  matches: ({ isUserTurn }) => isUserTurn,
  explain: ({ prompt, isUserTurn }) =>
    `the last message is ${isUserTurn ? "the user's" : `of role ${prompt.messages.at(-1)?.role ?? 'none'}`}, wanted: the user's.`,
  weight: 0,
};

/** A conversation that must have gone a certain way: what was asked before each of the last answers. */
export function historyTest(before: readonly PreparedWhen[]): MatchTest {
  const pairs = (subject: Subject) =>
    before.map((when, at) => ({ when, asked: subject.earlier.at(at - before.length) }));
  return {
    matches: (subject) =>
      subject.earlier.length >= before.length &&
      pairs(subject).every(({ when, asked }) => asked !== undefined && when.matches(asked)),
    explain(subject) {
      if (subject.earlier.length < before.length) {
        return `the model has answered ${subject.earlier.length} times so far, wanted: at least ${before.length}.`;
      }
      const at = pairs(subject).findIndex(({ when, asked }) => asked === undefined || !when.matches(asked));
      const { when, asked } = pairs(subject)[at] ?? {};
      const [why = ''] = when === undefined || asked === undefined ? [] : when.explain(asked).broken;
      return at < 0
        ? 'the conversation so far went as wanted.'
        : `the conversation went otherwise before: at turn ${at + 1} of the script, ${why}`;
    },
    // The longest way that was gone wins over any beginning.
    weight: before.length * 100,
  };
}

/** Makes a `when` ready: all texts normalised; `further` are tests that no file writes. */
export function prepareWhen(when: FixtureWhen, further: readonly MatchTest[] = []): PreparedWhen {
  const tests = [...testsOf(when), ...further];
  if (!speaksOf(when, 'tool_result')) tests.push(ASKED);
  const capturing = tests.flatMap((test) => test.capturing ?? []);
  return {
    matches: (subject) => tests.every((test) => test.matches(subject)),
    explain(subject) {
      const kept: string[] = [];
      const broken: string[] = [];
      for (const test of tests) (test.matches(subject) ? kept : broken).push(test.explain(subject));
      return { kept, broken };
    },
    failing: (subject) => tests.reduce((sum, test) => sum + (test.matches(subject) ? 0 : 1), 0),
    weight: tests.reduce((sum, { weight }) => sum + weight, 0),
    indexKeys: tests.flatMap(({ indexKeys = [] }) => indexKeys),
    captures: (subject) =>
      Object.assign(
        {},
        ...capturing.flatMap(({ regex, read }) => read(subject).map((text) => regex.captures(text) ?? {})),
      ) as Record<string, string>,
    groups: capturing.flatMap(({ regex }) => regex.groups),
    headers: headersIn(when),
  };
}

const keysOf = (when: FixtureWhen): (keyof MatchCriteria)[] =>
  (Object.keys(matchers) as (keyof MatchCriteria)[]).filter((key) => when[key] !== undefined);

function testsOf(when: FixtureWhen): MatchTest[] {
  return [
    ...keysOf(when).map((key) => prepare(key, when)),
    ...(when.all ?? []).map((inner) => every(testsOf(inner))),
    ...(when.any === undefined ? [] : [either(when.any.map((inner) => every(testsOf(inner))))]),
    ...(when.not === undefined ? [] : [negated(every(testsOf(when.not)))]),
  ];
}

const prepare = <Key extends keyof MatchCriteria>(key: Key, when: FixtureWhen): MatchTest =>
  matchers[key].prepare(when[key] as MatchCriteria[Key]);

const unended = (sentence: string): string => sentence.replace(/\.$/u, '');

const every = (tests: readonly MatchTest[]): MatchTest =>
  allOf(
    tests,
    tests.reduce((sum, { weight }) => sum + weight, 0),
  );

const either = (tests: readonly MatchTest[]): MatchTest => ({
  matches: (subject) => tests.some((test) => test.matches(subject)),
  explain: (subject) =>
    tests.some((test) => test.matches(subject))
      ? 'one of the criteria of any holds.'
      : `none of the criteria of any holds: ${tests.map((test) => unended(test.explain(subject))).join('; ')}.`,
  weight: Math.min(...tests.map(({ weight }) => weight)),
  capturing: tests.flatMap(({ capturing = [] }) => capturing),
});

const negated = (test: MatchTest): MatchTest => ({
  matches: (subject) => !test.matches(subject),
  explain: (subject) =>
    `what must not hold ${test.matches(subject) ? 'holds' : 'does not hold'}: ${unended(test.explain(subject))}.`,
  weight: 1,
});

const innerOf = ({ any = [], all = [], not }: FixtureWhen): readonly FixtureWhen[] => [
  ...any,
  ...all,
  ...(not === undefined ? [] : [not]),
];

const speaksOf = (when: FixtureWhen, key: keyof MatchCriteria): boolean =>
  when[key] !== undefined || innerOf(when).some((inner) => speaksOf(inner, key));

const headersIn = (when: FixtureWhen): readonly string[] => [
  ...Object.keys(when.headers ?? {}).map((name) => name.toLowerCase()),
  ...innerOf(when).flatMap(headersIn),
];
