import { z } from 'zod';
import { compileChecks, inferred, rule } from '../../../server/contract';
import type { CheckContext, Issue } from '../../../server/core';

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('image'), source: z.strictObject({ url: z.string() }) }),
]);
const schema = z.strictObject({
  model: z.string(),
  content: z.union([z.string(), z.array(block)]),
  mode: z.union([z.enum(['auto', 'none']), z.strictObject({ name: z.string() })]).nullish(),
  size: z.int().min(1).max(9).nullish(),
  tags: z.record(z.string().max(3), z.string()).nullish(),
});
type Body = z.infer<typeof schema>;

const contract = {
  surface: 'demo',
  schema,
  order: { first: ['model'], unknownKeys: 'first' as const, fields: ['model', 'size', 'content', 'mode', 'tags'] },
  rules: [
    rule<Body>({
      id: 'odd-size',
      says: 'A size is even.',
      source: inferred('this test'),
      at: 'size',
      check: ({ size }) => typeof size === 'number' && size % 2 === 1,
      error: 'It is odd.',
    }),
  ],
};
const profile = {} as NonNullable<CheckContext['profile']>;
const checks: CheckContext = {
  profile,
  headers: {},
  service: { level: () => undefined, ignored: () => [], ranges: () => [], variants: () => [] },
};
const told = (body: unknown): Issue[] => [...compileChecks<Body>(contract).shape(body, checks).errors];

/** body → the first fault told: rule, path and tagged path. */
const table: readonly (readonly [string, unknown, string, string, string])[] = [
  ['nothing at all', {}, 'missing', 'model', 'model'],
  ['no object', 7, 'wrong-type', '', ''],
  ['an unknown key before a bad field', { model: 'm', content: 7, zzz: 1 }, 'unknown-key', 'zzz', 'zzz'],
  ['neither string nor array', { model: 'm', content: 7 }, 'wrong-type', 'content', 'content'],
  ['an item that is no object', { model: 'm', content: [7] }, 'wrong-type', 'content.0', 'content.0'],
  ['a block without type', { model: 'm', content: [{}] }, 'missing', 'content.0.type', 'content.0.type'],
  ['a block of unknown type', { model: 'm', content: [{ type: 'x' }] }, 'unknown-tag', 'content.0.type', 'content.0'],
  [
    'a member missing in a block',
    { model: 'm', content: [{ type: 'text' }] },
    'missing',
    'content.0.text',
    'content.0.text.text',
  ],
  [
    'deeper',
    { model: 'm', content: [{ type: 'image', source: {} }] },
    'missing',
    'content.0.source.url',
    'content.0.image.source.url',
  ],
  [
    'an unknown member of a block',
    { model: 'm', content: [{ type: 'text', text: 'x', y: 1 }] },
    'unknown-key',
    'content.0.y',
    'content.0.text.y',
  ],
  ['a value outside an enum within a union', { model: 'm', content: '', mode: 'x' }, 'bad-value', 'mode', 'mode'],
  ['a type outside a union', { model: 'm', content: '', mode: 7 }, 'wrong-type', 'mode', 'mode'],
  ['the object of a union', { model: 'm', content: '', mode: {} }, 'missing', 'mode.name', 'mode.name'],
  ['a fraction', { model: 'm', content: '', size: 1.5 }, 'wrong-type', 'size', 'size'],
  ['too big', { model: 'm', content: '', size: 12 }, 'number-too-big', 'size', 'size'],
  ['a long key', { model: 'm', content: '', tags: { long: 'x' } }, 'key-too-long', 'tags.long', 'tags.long'],
  [
    'an empty string in a block',
    { model: 'm', content: [{ type: 'text', text: '' }] },
    'string-too-short',
    'content.0.text',
    'content.0.text.text',
  ],
  ['a rule at its field, before a later broken field', { model: 'm', content: 7, size: 3 }, 'odd-size', 'size', 'size'],
  ['a field before a rule of a later one', { content: '', size: 3 }, 'missing', 'model', 'model'],
];

test.each(table)('%s', (...row) => {
  const [, body, rule, path, tagged] = row;
  const [first] = told(body);
  expect(first && { rule: first.rule, path: first.path.join('.'), tagged: first.tagged.join('.') }).toEqual({
    rule,
    path,
    tagged,
  });
});

test('a good body has no faults, null stands for absent', () => {
  expect(told({ model: 'm', content: 'x', size: null, mode: null })).toEqual([]);
});

test('a service ignores keys, narrows ranges and sets levels', () => {
  const service = {
    level: (rule: string) => (rule === 'demo/odd-size' ? ('warn' as const) : undefined),
    ignored: () => ['mode'],
    ranges: () => [{ key: 'size', above: 1, max: 5 }],
    variants: () => [],
  };
  const shape = compileChecks<Body>(contract).shape;
  expect(shape({ model: 'm', content: '', mode: 7, size: 3 }, { profile, service, headers: {} })).toMatchObject({
    errors: [],
    warnings: [{ rule: 'odd-size' }],
  });
  expect(shape({ model: 'm', content: '', size: 1 }, { profile, service, headers: {} }).errors).toMatchObject([
    { rule: 'number-too-small', facts: { limit: 1, exclusive: true, found: 1 } },
  ]);
});
