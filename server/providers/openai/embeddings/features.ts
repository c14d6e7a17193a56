/** A trait of a text, and how much it says about what the text means. */
export type Features = ReadonlyMap<string, number>;

const WORD = /[\p{L}\p{N}]+/gu;
/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Words this short are mostly articles, pronouns and the like. */
const SHORT = 3;
const SHORT_WEIGHT = 0.3;
const GRAM_LENGTHS = [3, 4] as const;
/** All grams of a word together weigh about as much as the word: inflected forms stay near each other. */
const GRAMS_WEIGHT = 0.9;
const PAIR_WEIGHT = 0.35;
const SIGN_WEIGHT = 0.5;
/** Just enough that no two texts have the same vector. */
const WHOLE_WEIGHT = 0.1;

/** The traits of a text: its words, their pieces, their neighbours, and the text as a whole. */
export function featuresOf(text: string): Features {
  const counts = new Map<string, number>();
  const add = (feature: string, weight: number): void =>
    void counts.set(feature, Math.hypot(counts.get(feature) ?? 0, weight));
  add(`text ${text}`, WHOLE_WEIGHT);
  const words = wordsOf(text);
  for (const [at, word] of words.entries()) {
    const weight = weightOf(word);
    add(`word ${word}`, weight);
    const next = words[at + 1];
    if (next !== undefined) add(`pair ${word} ${next}`, PAIR_WEIGHT);
    const grams = gramsOf(word);
    for (const gram of grams) add(`gram ${gram}`, (weight * GRAMS_WEIGHT) / Math.sqrt(grams.length));
  }
  return counts;
}

/** Words in lower case; of unspaced scripts each sign counts as a word, and pairs of them do what words do elsewhere. */
const wordsOf = (text: string): readonly string[] =>
  (text.normalize('NFKC').toLowerCase().match(WORD) ?? []).flatMap((word) =>
    UNSPACED.test(word) ? [...word] : [word],
  );

function weightOf(word: string): number {
  if (UNSPACED.test(word)) return SIGN_WEIGHT;
  return word.length <= SHORT && !/\d/.test(word) ? SHORT_WEIGHT : 1;
}

/** Pieces of a word, its borders marked. */
function gramsOf(word: string): readonly string[] {
  if (word.length <= SHORT || UNSPACED.test(word)) return [];
  const marked = `<${word}>`;
  return GRAM_LENGTHS.flatMap((length) =>
    Array.from({ length: Math.max(0, marked.length - length + 1) }, (_, at) => marked.slice(at, at + length)),
  );
}
