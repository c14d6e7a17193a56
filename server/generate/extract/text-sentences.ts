/** Sentences read of one text; more is a book. */
const MAX_SENTENCES = 2_000;

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentences of a text, without the markup of documents around them. */
export function sentencesOf(text: string): readonly string[] {
  const plain = text.replace(/<source>[^<]*<\/source>|<\/?[a-z_]+(?:\s[^<>]{0,100})?>/giu, '\n');
  const found: string[] = [];
  for (const line of plain.split(/\n+/u)) {
    for (const { segment } of SEGMENTER.segment(line)) {
      if (found.length >= MAX_SENTENCES) return found;
      const sentence = segment.trim();
      if (/\p{L}/u.test(sentence)) found.push(sentence);
    }
  }
  return found;
}

const STOP = new Set(
  'the a an is are was were be been of in on at to for from by with and or not it its this that these those what which who whom whose when where why how do does did can could should would will my your his her our their you i we they he she me us them please tell give there have has had many much one only about into if then than as der die das und ist ein eine le la les et est un une el los las y es'.split(
    ' ',
  ),
);

/** Words that carry meaning, cut to a stem: `leads`, `leading` and `leader` are one. */
export const stemsOf = (text: string): ReadonlySet<string> =>
  new Set(
    (
      text
        .toLowerCase()
        .normalize('NFKC')
        .match(/[\p{L}\p{N}]+/gu) ?? []
    )
      .filter((word) => (word.length > 2 || /\p{N}|[\p{Script=Han}\p{Script=Hangul}]/u.test(word)) && !STOP.has(word))
      .map((word) =>
        word.length > 4 ? word.replace(/(?:ings?|ers?|ed|es|s|e|ly|ment|tion)$/u, '').slice(0, 7) : word,
      ),
  );

/** How many stems two texts share. */
export function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of one) if (other.has(stem)) shared += 1;
  return shared;
}

/** The sentence of a text that shares most with a question, and how many stems it shares. */
export function bestSentence(
  question: string,
  sentences: readonly string[],
): { readonly sentence: string; readonly shared: number } {
  const wanted = stemsOf(question);
  let best = { sentence: '', shared: 0 };
  for (const sentence of sentences) {
    if (sentence.endsWith('?')) continue;
    const shared = overlap(wanted, stemsOf(sentence));
    if (shared > best.shared) best = { sentence, shared };
  }
  return best;
}
