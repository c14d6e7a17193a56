import { NUMBER_WORDS } from '../extract/quantities';

const WORDS: Readonly<Record<string, number>> = {
  ...NUMBER_WORDS,
  twelve: 12,
  ein: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  due: 2,
  tre: 3,
  quattro: 4,
  cinque: 5,
};

export const COUNT = String.raw`\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|zwei|drei|vier|fünf|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|due|tre|quattro|cinque`;

/** Lists are no longer, whatever is asked for. */
const MAX_COUNT = 100;

export const toCount = (word: string): number => Math.min(WORDS[word.toLowerCase()] ?? Number(word), MAX_COUNT);

/** How many things a text asks for. */
export function countIn(text: string): number | undefined {
  const match = COUNTED.exec(text);
  return match === null ? undefined : toCount(match[1] ?? '1');
}

const COUNTED = new RegExp(
  String.raw`\b(?:exactly|of|up|make|give(?: me)?|list|name|suggest|write|plan|compare|tell(?: me)?|invent|create|generate|in|with|only|need|want|find|produce|recommend|propose|output|return|provide|top|for|nenne|schreibe|gib|donne|liste|dame|escribe|elenca)\s+(?:me |the |exactly |mir )?(${COUNT})\b(?:\s+[\p{L}-]+){0,2}?\s+(?:[\p{L}-]+s|people|children|entries|[\p{L}-]+en|[\p{L}-]+i)\b`,
  'iu',
);

/** Bounds of a number that a text tells. */
export function rangeIn(text: string): { readonly min: number | undefined; readonly max: number | undefined } {
  const match =
    /(?:between|from|range|scale|score|of)?\s*\(?\[?(-?\d+(?:\.\d+)?)\s*(?:\([^)\n]{0,40}\)\s*)?(?:to|and|through|bis|-|–|\.\.)\s*(-?\d+(?:\.\d+)?)\b/iu.exec(
      text,
    );
  return match === null ? { min: undefined, max: undefined } : { min: Number(match[1]), max: Number(match[2]) };
}
