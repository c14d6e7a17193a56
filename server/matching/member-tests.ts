import { asList, isSecretHeader, type Json, textOf } from '../core';
import { allOf, anyOf, describeFound, indexKeysOf, type MatchTest, textTest } from './index-key';
import { compileJsonPath } from './json-path';
import type { Subject, ToolResult } from './subject';
import { prepareText, quoted, type TextCriterion } from './text';
import { prepareValue, type ValueCriterion } from './value';

/** What is wanted of the results of tools. */
export interface ResultRules {
  readonly name?: string | readonly string[] | undefined;
  readonly content?: TextCriterion | undefined;
}

/** What may be wanted of the results of tools: any, names, or more. */
export type ResultCriterion = true | string | readonly string[] | ResultRules;

/** Outweighs a plain fixture for the same user's words. */
const WEIGHT_OF_RESULT = 4;
const WEIGHT_OF_MEMBER = 4;

/** A conjunction of members: it weighs as much as the heaviest one, and one more for each other. */
export const allMembers = (tests: readonly MatchTest[]): MatchTest =>
  allOf(tests, Math.max(0, ...tests.map(({ weight }) => weight)) + Math.max(0, tests.length - 1));

const headerOf =
  (name: string) =>
  ({ origin }: Subject): readonly string[] => {
    const text = origin.headers[name];
    return text === undefined ? [] : [text];
  };

/** A header: there, absent, or of a certain text. */
export function headerTest(written: string, wanted: boolean | TextCriterion): MatchTest {
  const name = written.toLowerCase();
  const what = `header ${name}`;
  const read = headerOf(name);
  if (typeof wanted !== 'boolean') {
    const test = textTest({ id: what, what, read }, prepareText(wanted), WEIGHT_OF_MEMBER);
    // It may be matched, but is not told.
    return isSecretHeader(name) ? { ...test, explain: () => `${what} is not told, for it bears a secret.` } : test;
  }
  return {
    matches: (subject) => read(subject).length > 0 === wanted,
    explain: (subject) =>
      `${what} is ${read(subject).length > 0 ? 'there' : 'absent'}, wanted: ${wanted ? 'there' : 'absent'}.`,
    weight: WEIGHT_OF_MEMBER,
  };
}

/** A value of the body, found by path. */
export function valueTest(what: string, path: string, criterion: ValueCriterion): MatchTest {
  const read = compileJsonPath(path);
  const { matches, wanted } = prepareValue(criterion);
  const exists = isRules(criterion) ? criterion.exists : undefined;
  const values = ({ origin }: Subject): readonly Json[] => read(origin.body);
  const holds = (subject: Subject): boolean => {
    const all = values(subject);
    if (exists === false) return all.length === 0;
    return all.some(matches);
  };
  const told = exists === undefined ? wanted : exists ? `there, ${wanted}` : 'absent';
  const exact = typeof criterion === 'string' ? prepareText(criterion).indexKeys : [];
  const texts = (subject: Subject) =>
    values(subject).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  return {
    matches: holds,
    explain: (subject) =>
      `${what} is ${describeFound(texts(subject))}, ${holds(subject) ? 'as wanted' : 'wanted'}: ${told}.`,
    weight: WEIGHT_OF_MEMBER,
    indexKeys: indexKeysOf({ id: what, read: texts }, exact),
  };
}

const isRules = (
  criterion: ValueCriterion,
): criterion is Exclude<ValueCriterion, string | number | boolean | null> & { readonly exists?: boolean } =>
  typeof criterion === 'object' && criterion !== null && !Array.isArray(criterion);

const nameOf = ({ name }: ToolResult): string => name;

/** Results of tools that end the conversation. */
export function resultTest(value: ResultCriterion): MatchTest {
  const rules: ResultRules =
    value === true ? {} : typeof value === 'string' || Array.isArray(value) ? { name: value } : (value as ResultRules);
  const wanted = rules.name === undefined ? undefined : asList(rules.name);
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
    weight: WEIGHT_OF_RESULT * (content?.weight ?? 1),
    explain: (subject) => `the last message is ${describe(subject)}, wanted: ${told}.`,
    indexKeys: [
      ...indexKeysOf({ id: 'results', read: texts }, content?.indexKeys ?? []),
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
