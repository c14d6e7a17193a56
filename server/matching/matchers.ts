import { z } from 'zod';
import type { Subject } from './subject';
import { normalise, prepareTexts, quoted, type TextCriterion, textCriterion } from './text';

/** A criterion made ready: asked for each request, so all parsing is done before. */
export interface Test {
  matches(subject: Subject): boolean;
  /** One English sentence on why it does or does not match. */
  explain(subject: Subject): string;
  /** Higher is more specific. */
  readonly weight: number;
}

interface Matcher<Value> {
  readonly schema: z.ZodType<Value>;
  prepare(value: Value): Test;
}

/** What each key of `when` may be. */
export interface Criteria {
  readonly user: TextCriterion;
  readonly system: TextCriterion;
  readonly model: TextCriterion;
  readonly surface: TextCriterion;
  readonly tool: string | readonly string[];
  readonly tool_result: true | string | readonly string[];
  readonly turn: number | readonly number[];
}

/** An exact user text outweighs all that can be said of the rest together. */
const WEIGHT = { user: 10, system: 3, model: 2, surface: 1, tool: 2, tool_result: 4, turn: 2 } as const;

const names = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

const anyOf = (wanted: readonly string[]): string => wanted.join(' or ');

/** A matcher of one text of the request. */
function textMatcher(what: string, weight: number, read: (subject: Subject) => string): Matcher<TextCriterion> {
  return {
    schema: textCriterion.describe(`${what}: a text, {contains}, {matches}, or a list of which any may hold`),
    prepare(value) {
      const tests = prepareTexts(value);
      const matches = (subject: Subject): boolean => {
        const text = read(subject);
        const key = text === subject.user ? subject.userKey : normalise(text);
        return tests.some((test) => test.matches(text, key));
      };
      const wanted = anyOf(tests.map((test) => test.wanted));
      return {
        matches,
        weight: weight * Math.min(...tests.map((test) => test.weight)),
        explain: (subject) =>
          `${what} is ${quoted(read(subject))}, ${matches(subject) ? 'as wanted' : 'wanted'}: ${wanted}.`,
      };
    },
  };
}

/** A row for each key of `when`; a new key does not compile without its row. */
export const matchers: { readonly [Key in keyof Criteria]: Matcher<Criteria[Key]> } = {
  user: textMatcher('the last user message', WEIGHT.user, ({ user }) => user),
  system: textMatcher('the system text', WEIGHT.system, ({ prompt }) => prompt.system ?? ''),
  model: textMatcher('the model', WEIGHT.model, ({ prompt }) => prompt.model),
  surface: textMatcher('the surface', WEIGHT.surface, ({ surface }) => surface),
  tool: {
    schema: names.describe(
      'name of a tool that the request offers and lets the reply call, or a list of which any may be',
    ),
    prepare(value) {
      const wanted = listOf(value);
      const matches = ({ offered }: Subject): boolean => offered.some(({ name }) => wanted.includes(name));
      return {
        matches,
        weight: WEIGHT.tool,
        explain: ({ offered }) =>
          `the request offers ${offered.length === 0 ? 'no tools' : anyOf(offered.map(({ name }) => name))}, wanted: ${anyOf(wanted)}.`,
      };
    },
  },
  tool_result: {
    schema: z
      .union([z.literal(true), names])
      .describe('name of the tool whose result is the last message, a list of which any may be, or true for any tool'),
    prepare(value) {
      const wanted = value === true ? undefined : listOf(value);
      const matches = ({ results }: Subject): boolean =>
        results !== undefined && (wanted === undefined || results.some((name) => wanted.includes(name)));
      return {
        matches,
        weight: WEIGHT.tool_result,
        explain: ({ results }) =>
          `the last message is ${results === undefined ? 'no tool result' : `a result of ${anyOf(results)}`}, wanted: ${
            wanted === undefined ? 'a tool result' : `a result of ${anyOf(wanted)}`
          }.`,
      };
    },
  },
  turn: {
    schema: z
      .union([z.int().min(1), z.array(z.int().min(1)).min(1)])
      .describe('how many messages the user has written so far, this one included'),
    prepare(value) {
      const wanted = listOf(value);
      const matches = ({ turns }: Subject): boolean => wanted.includes(turns);
      return {
        matches,
        weight: WEIGHT.turn,
        explain: ({ turns }) => `this is turn ${turns} of the user, wanted: ${anyOf(wanted.map(String))}.`,
      };
    },
  },
};
