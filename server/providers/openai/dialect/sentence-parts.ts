import {
  type ErrorInfo,
  type Expected,
  formatPath,
  type Issue,
  isJsonObject,
  type Json,
  type Path,
  type RuleError,
} from '../../../core';
import { nearest } from '../../../lib';

/** What one sentence says: `param` is the dotted path, `code` null, status 400 and type `invalid_request_error` unless given. */
export type IssueError = RuleError;

/** Words one issue. */
export type IssueFormatter = (issue: Issue, asked: ErrorInfo) => IssueError;

/** `messages.[0].content`, as a few old checks write it. */
export const dottedWithBrackets = (path: Path): string =>
  path.map((key) => (typeof key === 'number' ? `[${key}]` : key)).join('.');

/** Names beyond this length are shortened where a sentence quotes what callers made. */
const LONGEST_NAME = 12;

/** `kkk...kkk` for a name of more than 12 characters. */
export const shortenedName = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, 3)}...${name.slice(-3)}` : name;

/** Records whose keys are the caller's own. */
const CALLERS_KEYS: ReadonlySet<string> = new Set(['metadata', 'logit_bias', 'variables']);

/** A path whose caller-made names are shortened. */
export const dottedShortened = (path: Path): string =>
  formatPath(
    path.map((key, at) =>
      typeof key === 'string' && CALLERS_KEYS.has(String(path[at - 1])) ? shortenedName(key) : key,
    ),
  );

/** `a`, `a or b`, `a, b, or c`. */
function joined(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length < 3) return words.join(` ${conjunction} `);
  return `${words.slice(0, -1).join(', ')}, ${conjunction} ${words.at(-1)}`;
}

/** `'a', 'b', and 'c'`. */
export const quotedList = (values: readonly Json[], conjunction: 'and' | 'or'): string =>
  joined(
    values.map((value) => `'${value}'`),
    conjunction,
  );

/** Numbers of more characters are shortened where they are quoted. */
const LONGEST_NUMBER = 12;

/** A number of the request with its own spelling. */
export class WrittenNumber {
  constructor(
    readonly value: number,
    readonly text: string,
  ) {}

  /** `99.0`; the first five and the last three characters of a long one: `0.299...999` (observed once). */
  toString(): string {
    const { text } = this;
    return text.length > LONGEST_NUMBER ? `${text.slice(0, 5)}...${text.slice(-3)}` : text;
  }
}

/** The kind of a JSON value: `a string`, `a decimal number`, `null`. */
export function typePhrase(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (value instanceof WrittenNumber) return typePhrase(value.value);
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal number';
  return isJsonObject(value) ? 'an object' : `a ${typeof value}`;
}

const PLAIN = {
  string: ['a string', 'strings'],
  integer: ['an integer', 'integers'],
  number: ['a decimal', 'decimals'],
  boolean: ['a boolean', 'booleans'],
  object: ['an object', 'objects'],
  null: ['null', 'nulls'],
  any: ['a value', 'values'],
} as const;

const bare = (words: string): string => words.replace(/^an? /, '');

const enumList = (values: readonly Json[]): string =>
  quotedList(
    values.map((value) => shortenedName(String(value))),
    'or',
  );

/** What was expected: `an array of objects`, `one of a string or array of strings`. */
export function expectedPhrase(expected: Expected): string {
  switch (expected.kind) {
    case 'named':
      return expected.name;
    case 'enum':
      return expected.values.length === 1 ? enumList(expected.values) : `one of ${enumList(expected.values)}`;
    case 'array':
      return `an array of ${pluralWords(expected.of)}`;
    case 'union':
      return `one of ${joined(expected.options.map(optionWords), 'or')}`;
    default:
      return PLAIN[expected.kind][0];
  }
}

/** Only the first option of a union keeps its article or its "one of". */
function optionWords(option: Expected, at: number): string {
  if (at === 0) return expectedPhrase(option);
  return option.kind === 'enum' ? enumList(option.values) : bare(expectedPhrase(option));
}

function pluralWords(expected: Expected): string {
  switch (expected.kind) {
    case 'named':
      return `${bare(expected.name)}s`;
    case 'enum':
    case 'union':
      return expectedPhrase(expected);
    case 'array':
      return `arrays of ${pluralWords(expected.of)}`;
    default:
      return PLAIN[expected.kind][1];
  }
}

/** Vendors' extensions that the service refuses without a suggestion (live, gpt-5.4-mini, 2026-09-06). */
const UNSUGGESTED: ReadonlySet<string> = new Set(['top_k']);

/** ` Did you mean 'stop' or 'store'?`, from known keys that the object does not have yet. */
export function suggestion(key: string, known: readonly string[], present: readonly string[]): string {
  const near = nearest(
    key,
    known.filter((name) => !present.includes(name)),
  );
  return near.length === 0 || UNSUGGESTED.has(key) ? '' : ` Did you mean ${quotedList(near, 'or')}?`;
}

/** Deeper values are printed as Python prints what holds itself. */
const DEEPEST = 50;

/** A JSON value as Python prints it: `{'a': 1}`, `True`, `None`. */
export function pythonText(value: unknown, depth = 0): string {
  if (typeof value === 'string') return pythonString(value);
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  const inner = (member: unknown): string => pythonText(member, depth + 1);
  if (Array.isArray(value)) return depth > DEEPEST ? '[...]' : `[${value.map(inner).join(', ')}]`;
  if (!isJsonObject(value) || value instanceof WrittenNumber) return String(value);
  if (depth > DEEPEST) return '{...}';
  return `{${Object.entries(value)
    .map(([key, member]) => `${pythonString(key)}: ${inner(member)}`)
    .join(', ')}}`;
}

/** Single quotes, unless only double ones spare an escape. */
const pythonString = (text: string): string =>
  text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll("'", "\\'")}'`;

/** The sentence of a parameter that is not there. */
export const missing = ({ path }: Issue): IssueError => ({
  message: `Missing required parameter: '${formatPath(path)}'.`,
  code: 'missing_required_parameter',
});

/** `'a'`; an object as Python prints it, for its own `toString` may be no function. */
export const quotedValue = (value: unknown): string =>
  typeof value === 'object' && value !== null && !(value instanceof WrittenNumber) ? pythonText(value) : `'${value}'`;

/** The sentence of a value outside its list. */
export const badValue = ({ facts: { value, allowed = [] } }: Issue): IssueError => ({
  message: `Invalid value: ${quotedValue(value)}. Supported values are: ${quotedList(allowed, 'and')}.`,
  code: 'invalid_value',
});
