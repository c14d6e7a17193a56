const WILDCARD = /[*?]/;

/** Characters of regular expressions; no name of a model or rule has them. */
const REGEX_SYNTAX = /[\s()[\]{}^$|\\+]/;

const SURROGATE = /[\ud800-\udfff]/;

/** True for a text with wildcards: `*` stands for any characters, `?` for one. */
export const isGlob = (text: string): boolean => WILDCARD.test(text);

/** True for a text that can be a glob: not empty, and without the syntax of regular expressions. */
export const isGoodGlob = (text: string): boolean => text !== '' && !REGEX_SYNTAX.test(text);

/** How specific a glob is: its number of characters that are no wildcards. */
export const globWeight = (glob: string): number => globLiterals(glob).join('').length;

/** The texts between the wildcards; each text that matches contains all of them. */
export const globLiterals = (glob: string): readonly string[] => glob.split(WILDCARD).filter((part) => part !== '');

/** Makes the test whether a whole text matches a glob. It takes at most length of glob × length of text steps. */
export function globTest(glob: string): (text: string) => boolean {
  const characters = [...glob];
  const needsCharacters = glob.includes('?');
  // Only `?` has to know that a surrogate pair is one character.
  return (text) => (needsCharacters && SURROGATE.test(text) ? matches(characters, [...text]) : matches(glob, text));
}

/** Goes back only to the last `*`: what an earlier one took can stay as it is. */
function matches(glob: ArrayLike<string>, text: ArrayLike<string>): boolean {
  let [at, sign] = [0, 0];
  let star = -1;
  let resumeAt = 0;
  while (at < text.length) {
    if (glob[sign] === '*') {
      star = sign;
      resumeAt = at;
      sign += 1;
    } else if (sign < glob.length && (glob[sign] === '?' || glob[sign] === text[at])) {
      sign += 1;
      at += 1;
    } else if (star >= 0) {
      resumeAt += 1;
      at = resumeAt;
      sign = star + 1;
    } else return false;
  }
  while (glob[sign] === '*') sign += 1;
  return sign === glob.length;
}
