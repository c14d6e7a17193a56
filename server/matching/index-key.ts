import type { Regex } from '../lib/regex';
import type { Subject } from './subject';
import { quoted, type TextIndexKey, type TextTest } from './text';

/** By what a row can be looked up: a facet of the request that is, or contains, one of these texts. */
export interface IndexKey {
  readonly how: TextIndexKey['how'];
  /** Clues of the same facet read the same texts. */
  readonly facet: string;
  readonly values: readonly string[];
  read(subject: Subject): readonly string[];
}

/** A criterion made ready: asked for each request, so all parsing is done before. */
export interface MatchTest {
  matches(subject: Subject): boolean;
  /** One English sentence on why it does or does not match. */
  explain(subject: Subject): string;
  /** Higher is more specific. */
  readonly weight: number;
  /** Each of them leads to it. */
  readonly indexKeys?: readonly IndexKey[];
  /** Patterns with named groups, and the texts they are held against. */
  readonly capturing?: readonly { readonly regex: Regex; read(subject: Subject): readonly string[] }[];
}

/** Alternatives in a sentence. */
export const anyOf = (wanted: readonly string[]): string => wanted.join(' or ');

/** A text of the request, or several of which any may fit. */
export interface Indexable {
  readonly id: string;
  /** Begins the sentence: `the model`. */
  readonly what: string;
  read(subject: Subject): readonly string[];
}

/** What a criterion of a text tells of the rows that have it. */
export const indexKeysOf = (
  { id, read }: Omit<Indexable, 'what'>,
  clues: readonly TextIndexKey[],
): readonly IndexKey[] =>
  clues.map(({ how, values, form }) => ({
    how,
    values,
    facet: `${form} of ${id}`,
    read: (subject) => read(subject).map((text) => (form === 'key' ? subject.keyOf(text) : text.toLowerCase())),
  }));

/** Texts as they were found. */
export const describeFound = (texts: readonly string[]): string =>
  texts.length === 0 ? 'absent' : anyOf(texts.map(quoted));

/** A conjunction; it explains the first test that does not hold. */
export const allOf = (tests: readonly MatchTest[], weight: number): MatchTest => ({
  matches: (subject) => tests.every((test) => test.matches(subject)),
  explain: (subject) =>
    (tests.find((test) => !test.matches(subject)) ?? tests[0])?.explain(subject) ?? 'nothing is wanted.',
  weight,
  indexKeys: tests.flatMap(({ indexKeys = [] }) => indexKeys),
  capturing: tests.flatMap(({ capturing = [] }) => capturing),
});

/** Makes the test of a text. */
export function textTest(facet: Indexable, test: TextTest, weight: number): MatchTest {
  const matches = (subject: Subject): boolean =>
    facet.read(subject).some((text) => test.matches(text, subject.keyOf(text)));
  return {
    matches,
    weight: weight * test.weight,
    indexKeys: indexKeysOf(facet, test.indexKeys),
    capturing: test.capturing.map((regex) => ({ regex, read: facet.read })),
    explain: (subject) =>
      `${facet.what} is ${describeFound(facet.read(subject))}, ${matches(subject) ? 'as wanted' : 'wanted'}: ${test.wanted}.`,
  };
}
