import { once } from './data-files';
import { type Language, languageOf, languages, USUAL } from './languages';

/** Characters looked at; the language of a text shows in its beginning. */
const MAX_READ = 4000;
/** What a distinctive letter weighs against a common word. */
const LETTER_WEIGHT = 1.5;

const ASCII = /^[\n\r\t -~]*$/u;
const WORD = /\p{L}+(?:-\p{L}+)*/gu;
const FENCED = /```[\s\S]*?(?:```|$)/gu;

/** What tells languages apart, read off their files. */
interface Signs {
  readonly scripts: ReadonlyMap<string, RegExp>;
  /** What each common word, and each letter, speaks for; the more languages share it, the less it says. */
  readonly words: ReadonlyMap<string, readonly Vote[]>;
  readonly letters: ReadonlyMap<string, readonly Vote[]>;
}

interface Vote {
  readonly language: Language;
  readonly weight: number;
}

const signs = (): Signs =>
  once('signs of languages', () => {
    const files = languages().map((code) => ({ ...languageOf(code), code }));
    const names = new Set(files.flatMap(({ scripts }) => scripts));
    return {
      scripts: new Map([...names].map((name) => [name, new RegExp(String.raw`\p{Script=${name}}`, 'gu')])),
      words: votesOf(files.map(({ code, words = '' }) => [code, words.split(/\s+/u).filter(Boolean)])),
      letters: votesOf(files.map(({ code, letters = '' }) => [code, [...letters]])),
    };
  });

function votesOf(rows: readonly (readonly [Language, readonly string[]])[]): ReadonlyMap<string, readonly Vote[]> {
  const speakers = new Map<string, Language[]>();
  for (const [code, signsOfOne] of rows)
    for (const sign of new Set(signsOfOne)) speakers.set(sign, [...(speakers.get(sign) ?? []), code]);
  return new Map(
    [...speakers].map(([sign, codes]) => [sign, codes.map((language) => ({ language, weight: 1 / codes.length }))]),
  );
}

/** The language in which a text is written; what is not told apart counts as English. */
export function detectLanguage(text: string): Language {
  const read = text.slice(0, MAX_READ).replace(FENCED, ' ');
  const candidates = ASCII.test(read) ? ofScript('Latin') : byScript(read);
  return candidates.length === 1 ? (candidates[0] ?? USUAL) : byWords(read, candidates);
}

const ofScript = (script: string): readonly Language[] =>
  languages().filter((code) => languageOf(code).scripts.join() === script);

/** The languages of the script that most of a text is in. */
function byScript(text: string): readonly Language[] {
  const counts = new Map([...signs().scripts].map(([name, pattern]) => [name, text.match(pattern)?.length ?? 0]));
  const total = (scripts: readonly string[]): number => scripts.reduce((sum, one) => sum + (counts.get(one) ?? 0), 0);
  const scored = languages().map((code) => {
    const { scripts, mark, weight = 1 } = languageOf(code);
    const own = total(scripts);
    const isMarked = mark === undefined || total(mark.scripts) > mark.share * own;
    return { code, scripts: scripts.join(), score: isMarked ? own * weight : 0 };
  });
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return scored.filter(({ scripts }) => scripts === best.scripts).map(({ code }) => code);
}

function byWords(text: string, candidates: readonly Language[]): Language {
  const scores = new Map(candidates.map((code) => [code, 0]));
  const count = (votes: readonly Vote[] | undefined, factor: number): void => {
    for (const { language, weight } of votes ?? []) {
      const score = scores.get(language);
      if (score !== undefined) scores.set(language, score + weight * factor);
    }
  };
  const lower = text.toLowerCase();
  const { words, letters } = signs();
  for (const word of lower.match(WORD) ?? []) count(words.get(word), 1);
  if (!ASCII.test(lower)) for (const letter of lower) count(letters.get(letter), LETTER_WEIGHT);
  return candidates.reduce((a, b) => ((scores.get(b) ?? 0) > (scores.get(a) ?? 0) ? b : a), candidates[0] ?? USUAL);
}

/** Patterns by which a prompt names, or asks for, a language. */
interface NamePatterns {
  readonly language: Language;
  readonly named: RegExp;
  readonly demanded: RegExp;
}

const alone = (names: string): string => String.raw`(?<!\p{Script=Latin})(?:${names})(?!\p{Script=Latin})`;

const patterns = (): readonly NamePatterns[] =>
  once('patterns of languages', () => {
    const forms = languages().flatMap((code) => languageOf(code).demands);
    return languages().map((language) => {
      const names = languageOf(language).called.join('|');
      const demands = forms.map((form) => form.replace('{name}', () => alone(names))).join('|');
      return { language, named: new RegExp(alone(names), 'iu'), demanded: new RegExp(demands, 'iu') };
    });
  });

/** Most texts name no language at all: one look instead of many. */
const anyName = (): RegExp =>
  once(
    'names of languages',
    () =>
      new RegExp(
        languages()
          .flatMap((code) => languageOf(code).called)
          .join('|'),
        'iu',
      ),
  );

/** The language whose name stands in a text, undefined where none does. */
export const namedLanguage = (text: string): Language | undefined =>
  patterns().find(({ named }) => named.test(text.slice(0, MAX_READ)))?.language;

/** The language that a text asks its answer to be in, undefined where it asks for none. */
export function demandedLanguage(text: string): Language | undefined {
  const read = text.slice(0, MAX_READ);
  return anyName().test(read) ? patterns().find(({ demanded }) => demanded.test(read))?.language : undefined;
}
