/** Longest text that a client's regular expression is tried on. */
const MAX_TEXT = 256;

/** A repeated group with a repetition or a choice inside can take exponential time. */
const RISKY = /[+*}|][^()]*\)[+*{]/u;

/** Repetitions beyond this would make texts of megabytes. */
const LARGE = /\{\d*,?\d{4,}/u;

/** May a client's regular expression be run at all? */
export const isSafePattern = (pattern: string): boolean => !RISKY.test(pattern) && !LARGE.test(pattern);

/** Does a client's regular expression take a text? A risky or broken one takes none. */
export function testPattern(pattern: string, text: string): boolean {
  if (text.length > MAX_TEXT || !isSafePattern(pattern)) return false;
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}
