import { z } from 'zod';
import { type Json, textOf } from '../core';
import { pathOf, whyNoPath } from './path';
import type { Regex } from './regex';
import type { Subject, ToolResult } from './subject';
import { prepareText, quoted, type TextClue, type TextCriterion, type TextTest, textCriterion } from './text';
import {
  type NumberCriterion,
  numberCriterion,
  prepareNumber,
  prepareValue,
  type ValueCriterion,
  valueCriterion,
} from './value';

/** By what a row can be looked up: a facet of the request that is, or contains, one of these texts. */
export interface Clue {
  readonly how: TextClue['how'];
  /** Clues of the same facet read the same texts. */
  readonly facet: string;
  readonly values: readonly string[];
  read(subject: Subject): readonly string[];
}

/** A criterion made ready: asked for each request, so all parsing is done before. */
export interface Test {
  matches(subject: Subject): boolean;
  /** One English sentence on why it does or does not match. */
  explain(subject: Subject): string;
  /** Higher is more specific. */
  readonly weight: number;
  /** Each of them leads to it. */
  readonly clues?: readonly Clue[];
  /** Patterns with named groups, and the texts they are held against. */
  readonly capturing?: readonly { readonly regex: Regex; read(subject: Subject): readonly string[] }[];
}

interface Matcher<Value> {
  readonly schema: z.ZodType<Value>;
  prepare(value: Value): Test;
}

/** What is wanted of the results of tools. */
export interface ResultRules {
  readonly name?: string | readonly string[] | undefined;
  readonly content?: TextCriterion | undefined;
}

/** What each key of `when` may be, but for those that hold other whens. */
export interface Criteria {
  readonly user: TextCriterion;
  readonly message: TextCriterion;
  readonly system: TextCriterion;
  readonly model: TextCriterion;
  readonly surface: TextCriterion;
  readonly tool: string | readonly string[];
  readonly tool_result: true | string | readonly string[] | ResultRules;
  readonly turn: NumberCriterion;
  readonly headers: Readonly<Record<string, boolean | TextCriterion>>;
  readonly metadata: Readonly<Record<string, ValueCriterion>>;
  readonly body: Readonly<Record<string, ValueCriterion>>;
}

/** What a user said outweighs any other single thing. */
const WEIGHT = { user: 20, message: 3, system: 3, model: 2, surface: 1, tool: 2, tool_result: 4, turn: 2 } as const;
const WEIGHT_OF_MEMBER = 4;

const names = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

const anyOf = (wanted: readonly string[]): string => wanted.join(' or ');

/** A text of the request, or several of which any may fit. */
interface Facet {
  readonly id: string;
  /** Begins the sentence: `the model`. */
  readonly what: string;
  read(subject: Subject): readonly string[];
}

const cluesOf = ({ id, read }: Omit<Facet, 'what'>, clues: readonly TextClue[]): readonly Clue[] =>
  clues.map(({ how, values, form }) => ({
    how,
    values,
    facet: `${form} of ${id}`,
    read: (subject) => read(subject).map((text) => (form === 'key' ? subject.keyOf(text) : text.toLowerCase())),
  }));

const found = (texts: readonly string[]): string => (texts.length === 0 ? 'absent' : anyOf(texts.map(quoted)));

function textTest(facet: Facet, test: TextTest, weight: number): Test {
  const matches = (subject: Subject): boolean =>
    facet.read(subject).some((text) => test.matches(text, subject.keyOf(text)));
  return {
    matches,
    weight: weight * test.weight,
    clues: cluesOf(facet, test.clues),
    capturing: test.capturing.map((regex) => ({ regex, read: facet.read })),
    explain: (subject) =>
      `${facet.what} is ${found(facet.read(subject))}, ${matches(subject) ? 'as wanted' : 'wanted'}: ${test.wanted}.`,
  };
}

/** A matcher of a text of the request. */
const textMatcher = (facet: Facet, weight: number): Matcher<TextCriterion> => ({
  schema: textCriterion.describe(
    `${facet.what}: a text, /a pattern/, {contains: …} and so on, or a list of which any may hold`,
  ),
  prepare: (value) => textTest(facet, prepareText(value), weight),
});

/** Tests of several members, all of which must hold. */
function allOf(tests: readonly Test[]): Test {
  return {
    matches: (subject) => tests.every((test) => test.matches(subject)),
    explain: (subject) =>
      (tests.find((test) => !test.matches(subject)) ?? tests[0])?.explain(subject) ?? 'nothing is wanted.',
    weight: Math.max(0, ...tests.map(({ weight }) => weight)) + Math.max(0, tests.length - 1),
    clues: tests.flatMap(({ clues = [] }) => clues),
    capturing: tests.flatMap(({ capturing = [] }) => capturing),
  };
}

/** Headers that bear secrets may be matched, but are not told. */
const SECRET = /^(authorization|proxy-authorization|cookie|x-api-key|api-key|x-llmulator-token)$/u;

const headerOf =
  (name: string) =>
  ({ origin }: Subject): readonly string[] => {
    const text = origin.headers[name];
    return text === undefined ? [] : [text];
  };

function headerTest(written: string, wanted: boolean | TextCriterion): Test {
  const name = written.toLowerCase();
  const what = `header ${name}`;
  const read = headerOf(name);
  if (typeof wanted !== 'boolean') {
    const test = textTest({ id: what, what, read }, prepareText(wanted), WEIGHT_OF_MEMBER);
    return SECRET.test(name) ? { ...test, explain: () => `${what} is not told, for it bears a secret.` } : test;
  }
  return {
    matches: (subject) => read(subject).length > 0 === wanted,
    explain: (subject) =>
      `${what} is ${read(subject).length > 0 ? 'there' : 'absent'}, wanted: ${wanted ? 'there' : 'absent'}.`,
    weight: WEIGHT_OF_MEMBER,
  };
}

/** A value of the body, found by path. */
function valueTest(what: string, path: string, criterion: ValueCriterion): Test {
  const read = pathOf(path);
  const { matches, wanted } = prepareValue(criterion);
  const exists = isRules(criterion) ? criterion.exists : undefined;
  const values = ({ origin }: Subject): readonly Json[] => read(origin.body);
  const holds = (subject: Subject): boolean => {
    const all = values(subject);
    if (exists === false) return all.length === 0;
    return all.some(matches);
  };
  const told = exists === undefined ? wanted : exists ? `there, ${wanted}` : 'absent';
  const exact = typeof criterion === 'string' ? prepareText(criterion).clues : [];
  const texts = (subject: Subject) =>
    values(subject).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  return {
    matches: holds,
    explain: (subject) => `${what} is ${found(texts(subject))}, ${holds(subject) ? 'as wanted' : 'wanted'}: ${told}.`,
    weight: WEIGHT_OF_MEMBER,
    clues: cluesOf({ id: what, read: texts }, exact),
  };
}

const isRules = (
  criterion: ValueCriterion,
): criterion is Exclude<ValueCriterion, string | number | boolean | null> & { readonly exists?: boolean } =>
  typeof criterion === 'object' && criterion !== null && !Array.isArray(criterion);

/** Keys of the body are paths; a bad one is told at its place. */
function insistOnPaths({ value, issues }: z.core.ParsePayload<Readonly<Record<string, ValueCriterion>>>): void {
  for (const key of Object.keys(value)) {
    const pattern = whyNoPath(key);
    if (pattern !== undefined)
      issues.push({ code: 'custom', input: value, path: [key], params: { code: 'pattern', pattern } });
  }
}

const nameOf = ({ name }: ToolResult): string => name;

function resultTest(value: Criteria['tool_result']): Test {
  const rules: ResultRules =
    value === true ? {} : typeof value === 'string' || Array.isArray(value) ? { name: value } : (value as ResultRules);
  const wanted = rules.name === undefined ? undefined : listOf(rules.name);
  const content = rules.content === undefined ? undefined : prepareText(rules.content);
  const fits = (result: ToolResult, subject: Subject): boolean => {
    if (wanted !== undefined && !wanted.includes(result.name)) return false;
    const text = textOf(result.content);
    return content === undefined || content.matches(text, subject.keyOf(text));
  };
  const told = [
    wanted === undefined ? 'a tool result' : `a result of ${anyOf(wanted)}`,
    ...(content === undefined ? [] : [`that is ${content.wanted}`]),
  ].join(' ');
  const texts = ({ results = [] }: Subject) => results.map((result) => textOf(result.content));
  const describe = ({ results }: Subject): string => {
    if (results === undefined) return 'no tool result';
    const names = `a result of ${anyOf(results.map(nameOf))}`;
    return content === undefined
      ? names
      : `${names}, ${anyOf(results.map((result) => quoted(textOf(result.content))))}`;
  };
  return {
    matches: (subject) => subject.results?.some((result) => fits(result, subject)) ?? false,
    weight: WEIGHT.tool_result * (content?.weight ?? 1),
    explain: (subject) => `the last message is ${describe(subject)}, wanted: ${told}.`,
    clues: [
      ...cluesOf({ id: 'results', read: texts }, content?.clues ?? []),
      ...(wanted === undefined
        ? []
        : [
            {
              how: 'is' as const,
              facet: 'result names',
              values: wanted,
              read: ({ results = [] }: Subject) => results.map(nameOf),
            },
          ]),
    ],
    capturing: (content?.capturing ?? []).map((regex) => ({ regex, read: texts })),
  };
}

/** A row for each key of `when`; a new key does not compile without its row. */
export const matchers: { readonly [Key in keyof Criteria]: Matcher<Criteria[Key]> } = {
  user: textMatcher({ id: 'user', what: 'the last user message', read: ({ user }) => [user] }, WEIGHT.user),
  message: textMatcher({ id: 'message', what: 'any message', read: ({ texts }) => texts }, WEIGHT.message),
  system: textMatcher(
    { id: 'system', what: 'the system text', read: ({ prompt }) => [prompt.system ?? ''] },
    WEIGHT.system,
  ),
  model: textMatcher({ id: 'model', what: 'the model', read: ({ prompt }) => [prompt.model] }, WEIGHT.model),
  surface: textMatcher({ id: 'surface', what: 'the surface', read: ({ surface }) => [surface] }, WEIGHT.surface),
  tool: {
    schema: names.describe(
      'name of a tool that the request offers and lets the reply call, or a list of which any may be',
    ),
    prepare(value) {
      const wanted = listOf(value);
      return {
        matches: ({ offered }) => offered.some(({ name }) => wanted.includes(name)),
        weight: WEIGHT.tool,
        clues: [{ how: 'is', facet: 'tools', values: wanted, read: ({ offered }) => offered.map(({ name }) => name) }],
        explain: ({ offered }) =>
          `the request offers ${offered.length === 0 ? 'no tools' : anyOf(offered.map(({ name }) => name))}, wanted: ${anyOf(wanted)}.`,
      };
    },
  },
  tool_result: {
    schema: z
      .union([
        z.literal(true),
        names,
        z.strictObject({
          name: names.optional().describe('name of the tool, or a list of which any may be'),
          content: textCriterion.optional().describe('what the tool said'),
        }),
      ])
      .describe(
        'name of the tool whose result is the last message, a list, {name, content}, or true for any tool',
      ) as z.ZodType<Criteria['tool_result']>,
    prepare: resultTest,
  },
  turn: {
    schema: numberCriterion.describe(
      'how many messages the user has written so far, this one included: 2, [1, 2], {min: 3}',
    ),
    prepare(value) {
      const { matches, wanted } = prepareNumber(value);
      return {
        matches: ({ turns }) => matches(turns),
        weight: WEIGHT.turn,
        explain: ({ turns }) => `this is turn ${turns} of the user, wanted: ${wanted}.`,
      };
    },
  },
  headers: {
    schema: z
      .record(z.string().min(1), z.union([z.boolean(), textCriterion]))
      .describe(
        'headers of the request: a criterion of the text; true where it must be there, false where it must not',
      ),
    prepare: (value) => allOf(Object.entries(value).map(([name, wanted]) => headerTest(name, wanted))),
  },
  metadata: {
    schema: z.record(z.string().min(1), valueCriterion).describe('members of the metadata of the request'),
    prepare: (value) =>
      allOf(
        Object.entries(value).map(([key, wanted]) =>
          valueTest(`metadata ${key}`, `$.metadata[${JSON.stringify(key)}]`, wanted),
        ),
      ),
  },
  body: {
    schema: z
      .record(z.string(), valueCriterion)
      .check(insistOnPaths)
      .describe(
        'values of the body by JSONPath, such as $.temperature: {max: 0.5}; a list of values fits where one does',
      ),
    prepare: (value) => allOf(Object.entries(value).map(([at, wanted]) => valueTest(`body ${at}`, at, wanted))),
  },
};
