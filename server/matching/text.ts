import { z } from 'zod';

/** Longest piece of a client's text that a sentence quotes. */
const MAX_QUOTED = 80;

/** Marks that may end a text without changing what it asks. NFKC has made full-width ones half-width by then. */
const TRAILING = new Set(' .!?,;:。、…');

/** The form in which texts are compared: NFKC, lower case, single blanks, no punctuation at the end. */
export function normalise(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ');
  // A loop, for a regular expression at the end of a client's text would be quadratic in its marks.
  let end = plain.length;
  while (end > 0 && TRAILING.has(plain.charAt(end - 1))) end -= 1;
  return plain.slice(plain.startsWith(' ') && end > 0 ? 1 : 0, end);
}

const REGEX = /^\/(?<source>.+)\/(?<flags>[dimsuvy]*)$/su;

function toRegex(text: string): RegExp | undefined {
  const { source, flags } = REGEX.exec(text)?.groups ?? {};
  if (source === undefined) return undefined;
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

const exact = z.string().describe('the whole text; case, white space, width and final punctuation do not matter');
const contains = z
  .strictObject({ contains: z.string().min(1).describe('words that stand somewhere in the text') })
  .describe('a text that contains these words');
const regex = z
  .strictObject({
    matches: z
      .string()
      .refine((text) => toRegex(text) !== undefined, {
        params: { code: 'pattern', pattern: '/a regular expression/flags' },
      })
      .describe('a JavaScript regular expression between slashes, flags after the second one'),
  })
  .describe('a text that a regular expression finds something in');

const single = z.union([exact, contains, regex]);

/** A criterion of a text, or a list of which any may hold. */
export const textCriterion = z.union([exact, contains, regex, z.array(single).min(1)]);

/** What a text must be: equal, containing, matched, or any of several. */
export type TextCriterion = z.infer<typeof textCriterion>;

type Single = z.infer<typeof single>;

/** One wanted text, ready to be compared. */
export interface TextTest {
  matches(text: string, key: string): boolean;
  /** What was wanted, as in `"Hello"` or `text containing "weather"`. */
  readonly wanted: string;
  /** Higher is more specific. */
  readonly weight: number;
  /** The form of an exact text under which it can be looked up. */
  readonly key?: string;
}

/** Exact beats a regular expression, which beats a mere part. */
const WEIGHT = { exact: 4, matches: 3, contains: 2 } as const;

/** Shortens and quotes a text for a sentence. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text);

function prepareSingle(criterion: Single): TextTest {
  if (typeof criterion === 'string') {
    const key = normalise(criterion);
    return { matches: (_text, found) => found === key, wanted: quoted(criterion), weight: WEIGHT.exact, key };
  }
  if ('contains' in criterion) {
    const part = normalise(criterion.contains);
    const wanted = `text containing ${quoted(criterion.contains)}`;
    return { matches: (_text, found) => found.includes(part), wanted, weight: WEIGHT.contains };
  }
  const pattern = toRegex(criterion.matches) ?? /$^/u;
  return {
    matches: (text) => pattern.test(text),
    wanted: `text matching ${criterion.matches}`,
    weight: WEIGHT.matches,
  };
}

/** Makes the tests of a criterion, one for each alternative. */
export const prepareTexts = (criterion: TextCriterion): readonly TextTest[] =>
  Array.isArray(criterion) ? criterion.map(prepareSingle) : [prepareSingle(criterion)];
