import type { Moderation } from 'openai/resources/moderations';

/** The name of a category, as in `categories`. */
export type Category = keyof Moderation['categories'];

/** What a category looks for. */
interface CategoryRow {
  /** Words that raise the flag, wherever they stand between others. A handful: this is a stand-in, not a filter. */
  readonly words: readonly RegExp[];
  /** Looked for in images too. */
  readonly images: boolean;
  /** Unknown to the models that judge text only. */
  readonly newer: boolean;
}

const SOMEONE = '(?:you|him|her|them|people|everyone|someone)';
/** Whole words; Chinese ones stand between others without a space. */
const said = (...words: readonly string[]): readonly RegExp[] =>
  words.map((word) => new RegExp(/^[\x20-\x7e]+$/.test(word) ? `\\b(?:${word})\\b` : word, 'i'));

const text = (words: readonly RegExp[]): CategoryRow => ({ words, images: false, newer: false });
const textAndImage = (words: readonly RegExp[]): CategoryRow => ({ words, images: true, newer: false });
const newer = (words: readonly RegExp[]): CategoryRow => ({ words, images: false, newer: true });

/** Every category, in the order of the service's replies. A flag on `x/y` is one on `x` too. */
export const categories: { readonly [Name in Category]: CategoryRow } = {
  harassment: text(said('idiots?', 'morons?', 'you are worthless', 'nobody likes you', '白痴', '废物')),
  'harassment/threatening': text(said(`(?:kill|hurt|attack) ${SOMEONE}`, 'you will regret this', '我要杀了你')),
  sexual: textAndImage(said('porn', 'pornography', 'pornographic', 'explicit sex', '色情')),
  hate: text(said('inferior race', 'subhumans?', 'go back to your country', '劣等民族')),
  'hate/threatening': text(said('exterminate them all', 'wipe out their people')),
  illicit: newer(said('shoplift', 'launder money', 'counterfeit money', 'forge a passport', '洗钱')),
  'illicit/violent': newer(said('(?:build|make) a bomb', 'pipe bombs?', '制造炸弹')),
  'self-harm/intent': textAndImage(said('kill myself', 'end my life', 'hurt myself', '我想自杀')),
  'self-harm/instructions': textAndImage(said('how to (?:kill|hurt) (?:myself|yourself)', '怎么自杀')),
  'self-harm': textAndImage(said('suicide', 'self-harm', '自杀', '自残')),
  'sexual/minors': text(said('child pornography', 'sexual abuse of (?:a child|children)')),
  violence: textAndImage(said(`(?:kill|murder|stab|shoot|strangle) ${SOMEONE}`, 'massacre', '杀了(?:你|他|她)')),
  'violence/graphic': textAndImage(said('dismember(?:ed)?', 'disembowel(?:ed)?', 'blood and guts')),
};

/** The names, in the same order. */
export const CATEGORIES = Object.keys(categories) as readonly Category[];
