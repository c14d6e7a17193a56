import { quotationsIn } from '../extract/quotations';

type Change = (text: string) => string;

const numbersIn = (text: string): readonly number[] => (text.match(/-?\d+(?:\.\d+)?/gu) ?? []).map(Number);
const wordsIn = (text: string): readonly string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];

/** Sorted by size where they are numbers, else by their letters. */
function sorted(text: string, isDown: boolean): string {
  const parts = text.split(/\s*[,;\n]\s*|\s+and\s+/u).filter((part) => part !== '');
  const areNumbers = parts.every((part) => /^-?\d+(?:\.\d+)?$/u.test(part.trim()));
  const order = [...parts].sort((a, b) => (areNumbers ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0));
  return (isDown ? order.reverse() : order).join(', ');
}

/** What can be done with a text, by the words that ask for it. */
const CHANGES: readonly (readonly [asked: RegExp, change: Change])[] = [
  [
    /\b(?:to|in|into) (?:all )?(?:upper ?case|capitals|capital letters|all caps)\b|\buppercase\b/iu,
    (text) => text.toUpperCase(),
  ],
  [/\b(?:to|in|into) (?:all )?lower ?case\b|\blowercase\b/iu, (text) => text.toLowerCase()],
  [/\breverse\b/iu, (text) => [...text].reverse().join('')],
  [/\bsort\b[^:]*\b(?:descending|largest first|high to low)\b/iu, (text) => sorted(text, true)],
  [/\bsort\b/iu, (text) => sorted(text, false)],
  [/\b(?:count|how many) (?:the )?(?:words)\b/iu, (text) => String(wordsIn(text).length)],
  [/\b(?:count|how many) (?:the )?(?:letters|characters)\b/iu, (text) => String([...text.replace(/\s/gu, '')].length)],
];
/** Words about a program or a schema ask for no change of a text. */
const NO_CHANGE = /\b(?:function|program|code|script|python|javascript|typescript|java|sql|query|class)\b/iu;

/** A text changed as a question asks, where it gives the text in quotes or behind a colon. */
export function changedText(plain: string): string | undefined {
  const change = NO_CHANGE.test(plain) ? undefined : CHANGES.find(([asked]) => asked.test(plain))?.[1];
  if (change === undefined) return undefined;
  const text = quotationsIn(plain)[0] ?? /:\s*(.{1,400}?)\s*$/u.exec(plain)?.[1];
  return text === undefined ? undefined : change(text);
}

/** The number that a comparison asks for. */
export function comparedNumber(plain: string): string | undefined {
  const numbers = numbersIn(plain);
  if (numbers.length < 2) return undefined;
  if (/\b(?:bigger|larger|greater|largest|biggest|greatest|highest|maximum|max)\b/iu.test(plain))
    return String(Math.max(...numbers));
  return /\b(?:smaller|less|smallest|lowest|least|minimum|min)\b/iu.test(plain)
    ? String(Math.min(...numbers))
    : undefined;
}
