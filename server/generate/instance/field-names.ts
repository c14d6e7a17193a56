/** Words of an identifier: split at case, digits, dashes; an `s` at the end of the last one does not matter. */
export const wordsOfName = (name: string): string =>
  name
    .replace(/(?<=\p{Ll}|\d)(?=\p{Lu})|[_\-./\s]+/gu, ' ')
    .toLowerCase()
    .trim();

/** A pattern of words in a split name; an `s` behind them does not matter. */
export const word = (...words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}])(?:${words.join('|')})s?(?![\\p{Ll}])`, 'u');
