import { z } from 'zod';
import { globLiterals, globTest } from '../lib/glob';
import { compileRegex, isRegex, type Regex, regexError } from '../lib/regex';

/** Longest piece of a client's text that a sentence quotes. */
const MAX_QUOTED = 80;

/** Marks that may end a text without changing what it asks. NFKC has made full-width ones half-width by then. */
const TRAILING = new Set(' .!?,;:。、…');

/** The form in which texts are compared: NFKC, lower case, single blanks, no punctuation at the end. */
export function normalizeText(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ');
  // A loop, for a regular expression at the end of a client's text would be quadratic in its marks.
  let end = plain.length;
  while (end > 0 && TRAILING.has(plain.charAt(end - 1))) end -= 1;
  return plain.slice(plain.startsWith(' ') && end > 0 ? 1 : 0, end);
}

/** What a text must be: equal, a pattern between slashes, any of several, or all that an object says. */
export type TextCriterion = string | readonly TextCriterion[] | TextRules;

/** All that is said must hold. */
export interface TextRules {
  readonly equals?: string | undefined;
  readonly contains?: string | undefined;
  readonly matches?: string | undefined;
  readonly glob?: string | undefined;
  readonly any?: readonly TextCriterion[] | undefined;
  readonly all?: readonly TextCriterion[] | undefined;
  readonly not?: TextCriterion | undefined;
}

const pattern = (text: string): string | undefined => regexError(text);

/** Refuses a text that a function has something against; what it says is what was expected. */
const expected = (why: (text: string) => string | undefined) => (context: z.core.ParsePayload<string>) => {
  const told = why(context.value);
  if (told === undefined) return;
  context.issues.push({ code: 'custom', input: context.value, params: { code: 'pattern', pattern: told } });
};

const nested: z.ZodType<TextCriterion> = z.lazy(() => textCriterion).meta({ expected: 'a criterion' });
const several = z.array(nested).min(1);

/** A text that must be equal, or a pattern between slashes. */
export const plainText: z.ZodType<string> = z
  .string()
  .check(expected((text) => (isRegex(text) ? pattern(text) : undefined)))
  .describe('the whole text; case, white space, width and final punctuation do not matter. /…/flags is a pattern');

/** Every key that a criterion of a text may have. */
export const textRules = {
  equals: z.string().optional().describe('the whole text, even where it stands between slashes'),
  contains: z.string().min(1).optional().describe('words that stand somewhere in the text'),
  matches: z
    .string()
    .check(expected(pattern))
    .optional()
    .describe('a regular expression between slashes, flags after the second one'),
  glob: z.string().min(1).optional().describe('the whole text; * stands for any words, ? for one character'),
  any: several.optional().describe('criteria one of which must hold'),
  all: several.optional().describe('criteria all of which must hold'),
  not: nested.optional().describe('a criterion that must not hold'),
};

/** An object that says nothing would match everything, unseen. */
export const requireAnyKey = <T extends object>(context: z.core.ParsePayload<T>): void => {
  if (Object.keys(context.value).length > 0) return;
  const params = { code: 'pattern', pattern: 'at least one key' };
  context.issues.push({ code: 'custom', input: context.value, params });
};

/** The schema of a criterion of a text. */
export const textCriterion: z.ZodType<TextCriterion> = z.union([
  plainText,
  several.describe('criteria one of which must hold'),
  z.strictObject(textRules).check(requireAnyKey).describe('what must hold of the text: all the keys given'),
]);

/** How texts that match can be looked up: they are one of these, or contain one of these. */
export interface TextIndexKey {
  readonly how: 'is' | 'has';
  /** Is the text compared in its normal form, or in lower case alone? */
  readonly form: 'key' | 'lower';
  readonly values: readonly string[];
}

/** One wanted text, ready to be compared. */
export interface TextTest {
  matches(text: string, key: string): boolean;
  /** What was wanted, as in `"Hello"` or `text containing "weather"`. */
  readonly wanted: string;
  /** Higher is more specific. */
  readonly weight: number;
  /** Each of them leads to it. */
  readonly indexKeys: readonly TextIndexKey[];
  /** Patterns with named groups that must match. */
  readonly capturing: readonly Regex[];
}

/** Exact beats a regular expression or a glob, which beats a mere part. */
const WEIGHT = { exact: 4, matches: 3, contains: 2, not: 1 } as const;

/** Shortens and quotes a text for a sentence. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text);

const tests: { readonly [Key in keyof Required<TextRules>]: (value: NonNullable<TextRules[Key]>) => TextTest } = {
  equals(text) {
    const key = normalizeText(text);
    return {
      matches: (_text, found) => found === key,
      wanted: quoted(text),
      weight: WEIGHT.exact,
      indexKeys: [{ how: 'is', form: 'key', values: [key] }],
      capturing: [],
    };
  },
  contains(words) {
    const part = normalizeText(words);
    return {
      matches: (_text, found) => found.includes(part),
      wanted: `text containing ${quoted(words)}`,
      weight: WEIGHT.contains,
      indexKeys: part === '' ? [] : [{ how: 'has', form: 'key', values: [part] }],
      capturing: [],
    };
  },
  matches(text) {
    const regex = compileRegex(text);
    return {
      matches: (candidate) => regex.test(candidate),
      wanted: `text matching ${text}`,
      weight: WEIGHT.matches,
      indexKeys: regex.literals.map((literal) => ({ how: 'has', form: 'lower', values: [literal] })),
      capturing: regex.groups.length === 0 ? [] : [regex],
    };
  },
  glob(text) {
    const glob = normalizeText(text);
    const test = globTest(glob);
    return {
      matches: (_text, found) => test(found),
      wanted: `text like ${quoted(text)}`,
      weight: WEIGHT.matches,
      indexKeys: globLiterals(glob).map((literal) => ({ how: 'has', form: 'key', values: [literal] })),
      capturing: [],
    };
  },
  any: (criteria) => anyOf(criteria.map(prepareText)),
  all: (criteria) => allOf(criteria.map(prepareText)),
  not(criterion) {
    const test = prepareText(criterion);
    return {
      matches: (text, key) => !test.matches(text, key),
      wanted: `not ${test.wanted}`,
      weight: WEIGHT.not,
      indexKeys: [],
      capturing: [],
    };
  },
};

/** Makes the test of a criterion. */
export function prepareText(criterion: TextCriterion): TextTest {
  if (typeof criterion === 'string') return isRegex(criterion) ? tests.matches(criterion) : tests.equals(criterion);
  if (isList(criterion)) return anyOf(criterion.map(prepareText));
  const keys = (Object.keys(tests) as (keyof TextRules)[]).filter((key) => criterion[key] !== undefined);
  return allOf(keys.map((key) => (tests[key] as (value: unknown) => TextTest)(criterion[key])));
}

const isList = (criterion: TextCriterion): criterion is readonly TextCriterion[] => Array.isArray(criterion);

function anyOf(options: readonly TextTest[]): TextTest {
  const [only] = options;
  if (only !== undefined && options.length === 1) return only;
  return {
    matches: (text, key) => options.some((option) => option.matches(text, key)),
    wanted: options.map(({ wanted }) => wanted).join(' or '),
    weight: Math.min(...options.map(({ weight }) => weight)),
    indexKeys: together(options.map(({ indexKeys }) => indexKeys)),
    capturing: options.flatMap(({ capturing }) => capturing),
  };
}

function allOf(parts: readonly TextTest[]): TextTest {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return {
    matches: (text, key) => parts.every((part) => part.matches(text, key)),
    wanted: parts.map(({ wanted }) => wanted).join(' and '),
    weight: Math.max(...parts.map(({ weight }) => weight)),
    indexKeys: parts.flatMap(({ indexKeys }) => indexKeys),
    capturing: parts.flatMap(({ capturing }) => capturing),
  };
}

/** One clue for several alternatives: all must have one of the same form. An equal text also contains itself. */
function together(options: readonly (readonly TextIndexKey[])[]): readonly TextIndexKey[] {
  const known = options.flatMap((clues) => clues.toSorted((a, b) => worth(b) - worth(a))[0] ?? []);
  const [first] = known;
  if (first === undefined || known.length < options.length) return [];
  if (known.some(({ form }) => form !== first.form)) return [];
  const values = known.flatMap((clue) => clue.values);
  return [{ how: known.every(({ how }) => how === 'is') ? 'is' : 'has', form: first.form, values }];
}

/** The longer a text, the fewer rows share it. */
const worth = ({ how, values: [first = ''] }: TextIndexKey): number => (how === 'is' ? Number.MAX_VALUE : first.length);
