import fc from 'fast-check';
import type { Ids } from '../../../server/core';
import { createIds } from '../../../server/lib';
import { createTemplate, hasPlaceholders } from '../../../server/pipeline/reply-writer';

/** A text as surfaces make theirs: ids whole, cut, joined and repeated among fixed words. */
const someText = (words: readonly string[]) => (ids: Ids) => {
  const shared = ids.hex(15);
  const own = ids.hex(22);
  const id = `resp_0${shared}00${own.slice(0, 4)}81${own.slice(4)}`;
  return [...words.map((word) => `${id}:${word}`), ids.alphanumeric(24), shared, ids.base64url(30), ids.uuid()].join(
    '|',
  );
};

test('a template says what its maker says, for any words and any seed', () => {
  const words = fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !hasPlaceholders(text)));
  fc.assert(
    fc.property(words, fc.nat(), fc.nat(), (list, seed, cut) => {
      const template = createTemplate(someText(list));
      const wanted = someText(list)(createIds(seed));
      // The second filling writes over the bytes of the first.
      template?.fill(createIds(seed + 1)).release();
      const filled = template?.fill(createIds(seed));
      const middle = cut % (Buffer.byteLength(wanted) + 1);
      expect(
        Buffer.concat([filled?.slice(0, middle), filled?.slice(middle, Infinity)].flatMap((part) => part ?? [])),
      ).toEqual(Buffer.from(wanted));
      expect(String(filled?.bytes)).toBe(wanted);
      filled?.release();
      template?.fill(createIds(seed + 2));
      expect(String(filled?.copy())).toBe(wanted);
    }),
  );
});

test('a text without ids is itself', () => {
  expect(String(createTemplate(() => 'plain')?.fill(createIds(0)).bytes)).toBe('plain');
});

test('more ids than there are stand-ins make no template', () => {
  expect(createTemplate((ids) => ids.base64(7_000))).toBeUndefined();
});
