import type { Moderation } from 'openai/resources/moderations';
import type { ModerationInput } from '../moderations/schema';
import { CATEGORIES, type Category, categories } from './categories';

/** A verdict as it stands on the wire; models that judge text only know fewer categories and name no kinds of input. */
export type ModerationResult = Pick<Moderation, 'flagged'> & {
  categories: Partial<Moderation['categories']>;
  category_scores: Partial<Moderation['category_scores']>;
  category_applied_input_types?: Moderation['category_applied_input_types'];
};

/** Who judges. */
export interface Classifier {
  /** Does the model look at images, and know the newer categories? */
  readonly isOmni: boolean;
  hash(text: string): number;
}

const HASHES = 2 ** 32;
/** Scores of what is flagged lie above this, below one. */
const FLAGGED_FROM = 0.85;
/** Scores of what is not flagged: ten to the power of -7 to -4. */
const LOWEST = -7;
const SPAN = 3;

const isFlagged = (name: Category, words: string): boolean =>
  CATEGORIES.some((each) => (each === name || each.startsWith(`${name}/`)) && categories[each].words.some(fits(words)));

const fits =
  (words: string) =>
  (expression: RegExp): boolean =>
    expression.test(words);

/** The kinds of input that a category looks at in this matter. */
function appliedTo(name: Category, { texts, images }: ModerationInput): ('text' | 'image')[] {
  return [
    ...(texts.length > 0 ? (['text'] as const) : []),
    ...(images.length > 0 && categories[name].images ? (['image'] as const) : []),
  ];
}

/** What a category sees: all texts, and of images the words of their addresses. */
const seenBy = (name: Category, { texts, images }: ModerationInput): string =>
  [...texts, ...(categories[name].images ? images.map(addressWords) : [])].join('\n');

/** An image itself is not looked at; its address may say what it shows: `https://example.com/murder-people.png`. */
const addressWords = (url: string): string => (/^https?:/i.test(url) ? url.replace(/[^\p{L}\p{N}]+/gu, ' ') : '');

function scoreOf(name: Category, matter: ModerationInput, { hash }: Classifier): number {
  if (appliedTo(name, matter).length === 0) return 0;
  const chance = hash(`${name} ${JSON.stringify(matter)}`) / HASHES;
  return isFlagged(name, seenBy(name, matter))
    ? FLAGGED_FROM + (1 - FLAGGED_FROM) * chance
    : 10 ** (LOWEST + SPAN * chance);
}

const each = <Value>(names: readonly Category[], value: (name: Category) => Value): Record<Category, Value> =>
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Category, Value>;

/** Judges one matter: the same words get the same scores, whoever asks and when. */
export function classify(matter: ModerationInput, by: Classifier): ModerationResult {
  const names = CATEGORIES.filter((name) => by.isOmni || !categories[name].newer);
  const scores = each(names, (name) => scoreOf(name, matter, by));
  const flags = each(names, (name) => scores[name] >= FLAGGED_FROM);
  return {
    flagged: names.some((name) => flags[name]),
    categories: flags,
    category_scores: scores,
    ...(by.isOmni
      ? {
          category_applied_input_types: each(names, (name) =>
            appliedTo(name, matter),
          ) as Moderation['category_applied_input_types'],
        }
      : {}),
  };
}
