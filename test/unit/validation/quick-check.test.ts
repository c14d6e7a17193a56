import fc from 'fast-check';
import { z } from 'zod';
import { listOf } from '../../../server/contract';
import { quickCheck } from '../../../server/contract/quick-check';

const part = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1) }),
  z.object({ type: z.enum(['image', 'file']), url: z.string().max(3).nullish() }),
]);
const schema = z.strictObject({
  model: z.string(),
  content: z.union([z.string(), listOf(part, { min: 1, max: 3 })]),
  n: z.int().min(1).max(4).nullish(),
  temperature: z.number().min(0).lt(2).optional(),
  any: z.unknown().optional(),
  items: z.array(z.boolean().nullable()).max(2).optional(),
  name: z.string().regex(/^a/).optional(),
  tags: z.looseObject({ a: z.null().optional() }).optional(),
});

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    fc.constantFrom(null, 0, 1, 1.5, 2, 5, -1, '', 'a', 'text', 'image', 'long one', true),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('any'), { maxLength: 4 }),
  object: fc.dictionary(
    fc.constantFrom(
      'model',
      'content',
      'n',
      'temperature',
      'any',
      'items',
      'name',
      'tags',
      'type',
      'text',
      'url',
      'a',
      '__proto__',
    ),
    tie('any'),
    { maxKeys: 6 },
  ),
})).object;

test('what the quick check takes, the schema takes', () => {
  const isGood = quickCheck(schema);
  fc.assert(
    fc.property(value, (body) => {
      if (isGood(body)) expect(schema.safeParse(body).success).toBe(true);
    }),
    { numRuns: 2_000, seed: 1 },
  );
});

const good: readonly unknown[] = [
  { model: 'm', content: 'hi' },
  {
    model: 'm',
    content: [
      { type: 'text', text: 'x' },
      { type: 'image', url: null, more: 1 },
    ],
    n: 4,
    temperature: 1.9,
  },
  { model: 'm', content: [{ type: 'file' }], n: null, items: [true, null], name: 'ab', tags: { a: null, b: 2 } },
];
const bad: readonly unknown[] = [
  { model: 'm' },
  { model: 'm', content: [] },
  { model: 'm', content: 'hi', n: 1.5 },
  { model: 'm', content: 'hi', temperature: 2 },
  { model: 'm', content: 'hi', unknown: 1 },
  { model: 'm', content: [{ type: 'text', text: '' }] },
  { model: 'm', content: 'hi', name: 'ba' },
  JSON.parse('{"model": "m", "content": "hi", "__proto__": 1}'),
];

test.each(good)('%j is good without a look at the schema', (body) => expect(quickCheck(schema)(body)).toBe(true));
test.each(bad)('%j is left to the schema', (body) => expect(quickCheck(schema)(body)).toBe(false));
