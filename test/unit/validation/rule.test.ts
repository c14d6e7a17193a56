import { z } from 'zod';
import { atMost, compileChecks, excludes, inferred, oneOf, requires, rule, rules } from '../../../server/contract';
import { type CheckContext, NO_MODEL, runChecks, type ServiceRules } from '../../../server/core';

const schema = z.strictObject({
  list: z.array(z.string()),
  size: z.int().nullish(),
  most: z.int().nullish(),
  mode: z.string().nullish(),
});
type Body = z.infer<typeof schema>;

const head = { says: 'A rule of this test.', source: inferred('this test') };
const declared = rules<Body>('demo', [
  excludes('size', 'most', { ...head, id: 'both', error: 'not both' }),
  requires('mode', 'size', { ...head, id: 'mode-alone', error: { message: 'size is missing', code: 'alone' } }),
  atMost('size', ({ limits }) => limits['size'], {
    ...head,
    id: 'size-above-max',
    at: 'size',
    error: ({ facts: { value, limit } }) => `${value} > ${limit}`,
  }),
  oneOf('mode', () => ['a', 'b'], {
    ...head,
    id: 'mode-unknown',
    error: ({ facts: { value, allowed } }, { route }) => `${route}: ${value} is none of ${allowed.join()}`,
  }),
  rule({
    ...head,
    id: 'empty',
    path: ['list'],
    check: ({ list }) => list.length === 0,
    error: ({ path }) => `${path.join('.')} is empty`,
  }),
  rule({
    ...head,
    id: 'long',
    counted: true,
    check: (_, { size: { input } }) => input > 9 && { facts: { input } },
    error: ({ facts: { input } }) => `${input} tokens`,
  }),
]);

const order = { first: [], unknownKeys: 'first', fields: ['size', 'list', 'mode', 'most'] } as const;
const contract = compileChecks<Body>({ surface: 'demo', schema, order, rules: declared });

const known = (levels: Readonly<Record<string, 'warn' | 'off'>> = {}): CheckContext => {
  const service: ServiceRules = { level: (id) => levels[id], ignored: () => [], ranges: () => [], variants: () => [] };
  return { service, headers: {}, profile: { ...NO_MODEL, limits: { size: 3 } } };
};
const told = (input: unknown, levels = {}): readonly (string | undefined)[] =>
  runChecks(contract, input, { ...known(levels), sizeOf: ({ list }) => ({ input: list.length, tools: 0 }) }).errors.map(
    (issue) => issue.error?.(issue, { route: 'demo' }).message ?? issue.rule,
  );

test.each([
  [{ list: ['x'] }, []],
  [{ list: ['x'], size: 1, most: 1 }, ['not both']],
  [{ list: ['x'], mode: 'a' }, ['size is missing']],
  [{ list: ['x'], size: 4 }, ['4 > 3']],
  [{ list: ['x'], size: 1, mode: 'c' }, ['demo: c is none of a,b']],
  [{ list: [] }, ['list is empty']],
  [{ list: Array.from({ length: 10 }, String) }, ['10 tokens']],
  [{ list: 7, size: 4 }, ['4 > 3', 'wrong-type']],
])('%j: %j', (input, messages) => expect(told(input)).toEqual(messages));

describe('rules run on nothing but what the schema has parsed, whatever passes by its level', () => {
  const levels = { 'demo/wrong-type': 'warn', 'demo/missing': 'off' };

  test.each([undefined, 7, {}, { list: 7 }, { list: [7] }])('%j: none runs', (input) =>
    expect(told(input, levels).filter((message) => message !== 'wrong-type' && message !== 'missing')).toEqual([]),
  );

  test('an optional field that is broken is not there for them', () => {
    expect(told({ list: [], size: 'x', most: 1 }, levels)).toEqual(['list is empty']);
  });
});

test('what only warns is given beside the body', () => {
  const { body, errors, warnings } = runChecks(contract, { list: [] }, known({ 'demo/empty': 'warn' }));
  expect({ body, errors, warned: warnings.map((issue) => issue.rule) }).toEqual({
    body: { list: [] },
    errors: [],
    warned: ['empty'],
  });
});

test('a rule without an error, or whose error quotes what its check does not give, does not compile', () => {
  const ill = rules<Body>('demo', [
    // @ts-expect-error an error is missing
    rule({ ...head, id: 'silent', check: ({ size }) => size === 1 }),
    rule({
      ...head,
      id: 'quoted',
      check: ({ size }, { limits }) => size === 1 && { facts: { limit: limits['size'] ?? 1 } },
      // @ts-expect-error there is no such fact
      error: ({ facts: { found } }) => `${found}`,
    }),
    // @ts-expect-error there is no such parameter
    requires('mood', 'size', { ...head, id: 'mood', error: 'no' }),
  ]);
  expect(ill).toHaveLength(3);
});
