import { RegExpParser } from '@eslint-community/regexpp';
import { RE2JS } from 're2js';

/** A pattern that takes time in proportion to the text, whatever the text is. */
export interface Regex {
  test(text: string): boolean;
  /** What named groups found in the first place that matches; undefined where none does. */
  captures(text: string): Readonly<Record<string, string>> | undefined;
  /** Words, in lower case, all of which every text that it matches contains; none where that cannot be told. */
  readonly literals: readonly string[];
  /** Names of its groups. */
  readonly groups: readonly string[];
}

const WRITTEN = /^\/(?<source>.+)\/(?<flags>[dgimsuvy]*)$/su;
const NAMED = /\(\?P?<(?<name>[A-Za-z]\w*)>/gu;

/** Longer sources are not read. */
const MAX_SOURCE = 10_000;

/** Is a text written as a pattern, between slashes? */
export const isRegex = (text: string): boolean => WRITTEN.test(text);

/** Why a text between slashes is no pattern, or undefined. */
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

/** Makes a pattern that whyNoRegex has nothing against; it is compiled when it is first asked. */
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

/** Makes a pattern of a glob: `*` stands for any text, `?` for one character. */
export function compileGlob(glob: string): Pick<Regex, 'test' | 'literals'> {
  const source = [...glob].map((sign) => ({ '*': '.*', '?': '.' })[sign] ?? RE2JS.quote(sign)).join('');
  const compiled = later(() => RE2JS.compile(`^${source}$`, RE2JS.DOTALL));
  const literals = glob.split(/[*?]/u).filter((part) => part !== '');
  return { test: (text) => compiled().matcher(text).find(), literals };
}

const groupsIn = (source: string): readonly string[] =>
  [...source.matchAll(NAMED)].map(({ groups }) => groups?.['name'] ?? '');

function later<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const FLAGS: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

function compile(source: string, flags: string): RE2JS {
  const bits = [...flags].reduce((sum, flag) => sum | (FLAGS[flag] ?? 0), 0);
  return RE2JS.compile(RE2JS.translateRegExp(source), bits);
}

/** Two letters have a third form (ſ, K) that lower case does not bring together; others outside ASCII have more. */
const SURE = /^[\x20-jl-rt-z{-~]$/u;
const SURE_AS_IT_IS = /^[\x20-~\p{Lo}]$/u;

/** The runs of plain characters that stand in a pattern outside of all choices. */
function literalsIn(source: string, flags: string): readonly string[] {
  const isSure = flags.includes('i') ? SURE : SURE_AS_IT_IS;
  const runs = [''];
  try {
    const { alternatives } = new RegExpParser().parsePattern(source);
    if (alternatives.length !== 1 || source.includes('(?i')) return [];
    for (const element of alternatives[0]?.elements ?? []) {
      const sign = element.type === 'Character' ? String.fromCodePoint(element.value) : '';
      if (sign !== '' && isSure.test(sign.toLowerCase())) runs.push(`${runs.pop() ?? ''}${sign.toLowerCase()}`);
      else runs.push('');
    }
  } catch {
    // A spelling that only the other engine knows: it is matched all the same, only not looked up.
    return [];
  }
  return runs.filter((run) => run !== '');
}
