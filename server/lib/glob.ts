/** Characters that stand for others: `*` for any run of them, `?` for one. */
const WILD = /[*?]/;

/** What a regular expression would be written with; no name of a model or a rule bears it. */
const FOREIGN = /[\s()[\]{}^$|\\+]/;

/** Does a text stand for more than itself? */
export const isGlob = (text: string): boolean => WILD.test(text);

/** A text that can be a glob: not empty, and free of what only regular expressions know. */
export const isGoodGlob = (text: string): boolean => text !== '' && !FOREIGN.test(text);

/** How much a glob says: the characters that stand for themselves. */
export const globWeight = (glob: string): number => glob.replace(/[*?]/g, '').length;

/** Whether a whole text fits a glob. */
export function globTest(glob: string): (text: string) => boolean {
  const source = glob.replace(/[*?]|[^*?]+/g, (piece) => {
    if (piece === '*') return '.*';
    return piece === '?' ? '.' : piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  const whole = new RegExp(`^${source}$`, 's');
  return (text) => whole.test(text);
}
