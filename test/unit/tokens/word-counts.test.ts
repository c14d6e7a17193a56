import fc from 'fast-check';
import { encode as cl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { encode as o200k } from 'gpt-tokenizer/encoding/o200k_base';
import { createTokenizers } from '../../../server/tokens';

const encoders = { o200k_base: o200k, cl100k_base: cl100k };
const words = fc.constantFrom(
  "I'll",
  ' it',
  'naïve',
  '  ',
  '\n\n',
  ' \n',
  '12345',
  '...',
  '/\n',
  '日本',
  '😀',
  'ß',
  '\t',
  "'S",
  '<|endoftext|>',
);
const text = fc
  .array(fc.oneof(words, fc.string({ maxLength: 8, unit: 'binary' })), { maxLength: 30 })
  .map((all) => all.join(''));

for (const encoding of ['o200k_base', 'cl100k_base'] as const) {
  test(`the counts of words add up to that of their text in ${encoding}`, async () => {
    const counter = await createTokenizers().counter(encoding);
    fc.assert(
      fc.property(text, (given) => {
        expect(counter.count(given)).toBe(encoders[encoding](given, { disallowedSpecial: new Set() }).length);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
}
