import { wordsOfName } from '../instance/field-names';
import type { ExtractedValues } from './extracted-values';

/** A field's last word says most: `max_results` is asked for as `5 results`. */
const lastWord = (name: string): string => (wordsOfName(name).split(' ').at(-1) ?? '').replace(/s$/u, '');

const escaped = (word: string): string => word.replace(/[^\p{L}\p{N}]/gu, '');

/** A quoted text that stands right after a field's name, as in `subject "Lunch"`. */
export function labelled({ plain }: ExtractedValues, name: string): string | undefined {
  const word = escaped(lastWord(name));
  if (word === '') return undefined;
  const pattern = new RegExp(
    `(?<!\\p{L})${word}s?\\s*(?:is|of|as|to|:|=|为|是)?\\s*["“「']([^"”」'\\n]{1,200})["”」']`,
    'iu',
  );
  return pattern.exec(plain)?.[1];
}

/** A number that stands beside a field's name, as in `2 passengers` or `limit of 5`. */
export function labelledNumber({ plain }: ExtractedValues, name: string): number | undefined {
  const word = escaped(lastWord(name));
  if (word.length < MIN_WORD) return undefined;
  const match = new RegExp(
    `(\\d+(?:\\.\\d+)?)\\s?-?${word}|(?<!\\p{L})${word}s?\\s*(?:is|of|to|:|=|为|是)?\\s*(\\d+(?:\\.\\d+)?)`,
    'iu',
  ).exec(plain);
  const digits = match?.[1] ?? match?.[2];
  return digits === undefined ? undefined : Number(digits);
}

/** Shorter words stand beside numbers by chance. */
const MIN_WORD = 2;
