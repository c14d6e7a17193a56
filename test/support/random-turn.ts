import fc from 'fast-check';
import type { Fixture } from '../../server';

/** Words of many scripts, with what breaks naive joining: quotes, line ends, emoji, combining signs. */
const words = fc.array(
  fc.oneof(
    fc.constantFrom(
      'the',
      'quick',
      ' brown',
      '\n\n',
      '"quoted"',
      '\\',
      '你好',
      'こんにちは',
      '안녕',
      'привет',
      '👩‍👩‍👧',
      'é',
      'data: x',
      '</s>',
      '\t',
      '{"a":1}',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  ),
  { minLength: 1, maxLength: 12 },
);

/** Text that is neither empty nor only white space, as a model's is. */
const someText = words.map((list) => list.join(' ')).filter((text) => text.trim() !== '');

const callArguments = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
  {
    maxKeys: 4,
  },
);

const call = callArguments.map((input) => ({ call: { name: 'lookup', arguments: input } }));

/** A reply that a model could give: reasoning first if at all, then text, then calls; or a refusal alone. */
export const someReply: fc.Arbitrary<Fixture['reply']> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.option(someText), fc.array(call, { maxLength: 3 }))
      .filter(([text, calls]) => text !== null || calls.length > 0)
      .map(([text, calls]) => ({ parts: [...(text === null ? [] : [{ text }]), ...calls] })),
  },
  { weight: 1, arbitrary: someText.map((refusal) => ({ parts: [{ refusal }] })) },
);
