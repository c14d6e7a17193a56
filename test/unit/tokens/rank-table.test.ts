import fc from 'fast-check';
import type { Encoding } from '../../../server/core';
import { packRanks } from '../../../server/tokens/rank-table';
import { type GptTokenizer, loadTokenizer, rankedTokenizer } from '../../../server/tokens/ranked-tokenizer';

const ranks = {
  o200k_base: () => require('gpt-tokenizer/bpeRanks/o200k_base').default,
  cl100k_base: () => require('gpt-tokenizer/bpeRanks/cl100k_base').default,
};

const texts = [
  '',
  'Tell me about rivers and their sources.',
  '写一首关于春天的诗 北京今天天气怎么样?',
  'Große Straßen — “quotes”… 😀👩‍👩‍👧‍👦 ไทย العربية हिन्दी',
  '<|endoftext|><|im_start|>system',
  '\ufeffwith a mark of byte order',
  'lone \ud800 surrogates \udc00',
  'x'.repeat(2_000),
  '宮'.repeat(600),
];

describe.each<Encoding>(['o200k_base', 'cl100k_base'])('the packed table of %s', (encoding) => {
  const packed = rankedTokenizer(encoding, packRanks(ranks[encoding]()));

  test('encodes and decodes as the library does', async () => {
    const library = await loadTokenizer(encoding);
    // The library keeps the bytes of half a character for the next call: a whole one of several tokens clears them.
    library.decode(library.encode('\u{10380}'));
    const same = (text: string) => {
      const tokens = packed.encode(text);
      expect(tokens).toEqual(library.encode(text));
      expect(packed.decode(tokens)).toBe(library.decode(tokens));
    };
    texts.forEach(same);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), same), { seed: 1, numRuns: 500 });
  });

  test('decodes every token as the library does, and refuses the same numbers', async () => {
    const tokens = Array.from({ length: ranks[encoding]().length + 50 }, (_, index) => index - 1);
    const decoded = ({ decode }: GptTokenizer) =>
      tokens.map((token) => {
        try {
          return decode([token]);
        } catch (error) {
          return (error as Error).message;
        }
      });
    // Both begin with what the last tokens have left.
    decoded(packed);
    expect(decoded(packed)).toEqual(decoded(await loadTokenizer(encoding)));
  });
});
