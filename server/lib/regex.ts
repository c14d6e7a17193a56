import type { RE2JS } from 're2js';
import { later } from './later';

// Loaded at first need: most emulators in a test have no pattern.
const re2 = () => (require('re2js') as typeof import('re2js')).RE2JS;
const parser = () =>
  new (require('@eslint-community/regexpp') as typeof import('@eslint-community/regexpp')).RegExpParser();

/** A pattern on an engine without backtracking: its time grows with the length of the text, whatever the pattern is. */
export interface Regex {
  test(text: string): boolean;
  /** Named groups of the first match; undefined without a match. */
  captures(text: string): Readonly<Record<string, string>> | undefined;
  /** Texts in lower case that every matching text contains; empty where the pattern has none for certain. */
  readonly literals: readonly string[];
  /** Names of its groups. */
  readonly groups: readonly string[];
}

const WRITTEN = /^\/(?<source>.+)\/(?<flags>[dgimsuvy]*)$/su;
const NAMED = /\(\?P?<(?<name>[A-Za-z]\w*)>/gu;

/** Characters. */
const MAX_SOURCE = 10_000;

/** True for a text between slashes, such as `/order \\d+/i`. */
export const isRegex = (text: string): boolean => WRITTEN.test(text);

/** What was expected instead of a text that is no valid pattern; undefined for a valid one. */
export function regexError(text: string): string | undefined {
  const { source, flags = '' } = WRITTEN.exec(text)?.groups ?? {};
  if (source === undefined) return 'a regular expression between slashes, such as /^order \\d+$/i';
  if (source.length > MAX_SOURCE) return `a regular expression of at most ${MAX_SOURCE} characters`;
  try {
    compile(source, flags);
    return undefined;
  } catch (error) {
    const reason = (error as Error).message.replace(/^error parsing regexp: /u, '');
    return `a regular expression without look-around and back-references, which no bounded time could match (${reason})`;
  }
}

/** Makes a pattern for which `regexError` gives undefined; it is compiled at the first use. */
export function compileRegex(text: string): Regex {
  const { source = '', flags = '' } = WRITTEN.exec(text)?.groups ?? {};
  const compiled = later(() => compile(source, flags));
  return {
    test: (candidate) => compiled().matcher(candidate).find(),
    captures(candidate) {
      const match = compiled().matcher(candidate);
      if (!match.find()) return undefined;
      return Object.fromEntries(groupsIn(source).map((name) => [name, match.group(name) ?? '']));
    },
    literals: literalsIn(source, flags),
    groups: groupsIn(source),
  };
}

const groupsIn = (source: string): readonly string[] =>
  [...source.matchAll(NAMED)].map(({ groups }) => groups?.['name'] ?? '');

const FLAGS: Readonly<Record<string, 'CASE_INSENSITIVE' | 'MULTILINE' | 'DOTALL'>> = {
  i: 'CASE_INSENSITIVE',
  m: 'MULTILINE',
  s: 'DOTALL',
};

function compile(source: string, flags: string): RE2JS {
  const engine = re2();
  const names = [...flags].flatMap((flag) => FLAGS[flag] ?? []);
  const bits = names.reduce((sum, name) => sum | engine[name], 0);
  return engine.compile(engine.translateRegExp(source), bits);
}

/** Characters that lower case compares safely. The letters k and s have a third form (K, ſ); others outside ASCII have more. */
const CASELESS = /^[\x20-jl-rt-z{-~]$/u;
const CASED = /^[\x20-~\p{Lo}]$/u;

/** The runs of literal characters at the top level of a pattern without alternatives. */
function literalsIn(source: string, flags: string): readonly string[] {
  const isSafe = flags.includes('i') ? CASELESS : CASED;
  const runs = [''];
  try {
    const { alternatives } = parser().parsePattern(source);
    if (alternatives.length !== 1 || source.includes('(?i')) return [];
    for (const element of alternatives[0]?.elements ?? []) {
      const character = element.type === 'Character' ? String.fromCodePoint(element.value).toLowerCase() : '';
      if (isSafe.test(character)) runs.push(`${runs.pop() ?? ''}${character}`);
      else runs.push('');
    }
  } catch {
    // Syntax that only RE2 knows: the pattern works, but has no index keys.
    return [];
  }
  return runs.filter((run) => run !== '');
}
