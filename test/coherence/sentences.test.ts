import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, ownSentences, plain } from '../support/own-sentences';

const ROOT = join(__dirname, '..', '..');
const tests = filesBelow(join(ROOT, 'test'))
  .filter((file) => /\.test\.ts$|\.mjs$/.test(file) && !file.includes('/coherence/'))
  .map((file) => ` ${plain(readFileSync(file, 'utf8').replace(/\\[sdwnb]\+?/g, ' '))} `)
  .join('\n');

/** Three words in a row are asked for, for a test may write the rest as a pattern. */
function isAsserted(words: string): boolean {
  const all = words.split(' ');
  const length = Math.min(3, all.length);
  return all.some((_, at) => at + length <= all.length && tests.includes(` ${all.slice(at, at + length).join(' ')} `));
}

test('every sentence by which we complain is asserted in some test', () => {
  const sentences = ownSentences(ROOT);
  expect(sentences.length).toBeGreaterThan(100);
  expect(sentences.filter(({ words }) => !isAsserted(words)).map(({ place, words }) => `${place}: ${words}`)).toEqual(
    [],
  );
});
