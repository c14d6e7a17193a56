import { z } from 'zod';
import { compileChecks, inferred, rule } from '../../../server/contract';
import { type CheckContext, NO_MODEL, type Parsed } from '../../../server/core';

interface Body {
  readonly n?: number;
  readonly stop?: readonly string[];
}

const source = inferred('this test');

/** Checks of one rule, and how often it was asked. */
function checksOf(broken: (body: Body, context: { headers: CheckContext['headers'] }) => boolean) {
  const asked: Body[] = [];
  const checks = compileChecks<Body>({
    surface: 'test',
    schema: z.custom<Body>(),
    order: { first: [], unknownKeys: 'last', fields: [] },
    modelless: true,
    rules: [
      rule({
        id: 'rule',
        says: 'It holds.',
        source,
        check(body: Body, context) {
          asked.push(body);
          return broken(body, context);
        },
        error: 'It does not hold.',
      }),
    ],
  });
  const service = { level: () => undefined, ignored: () => [], ranges: () => [], variants: () => [] };
  const isRefused = (body: Body, headers: CheckContext['headers'] = {}): boolean => {
    const context: CheckContext = { service, headers, profile: NO_MODEL };
    return checks.relations(body as Parsed<Body>, context).errors.length > 0;
  };
  return { asked, isRefused };
}

test('a rule that looked for absent keys is not asked again of bodies that lack them', () => {
  const { asked, isRefused } = checksOf(({ stop }) => stop?.length === 0);
  expect([{ n: 1 }, { n: 2 }, { n: 3 }].map((body) => isRefused(body))).toEqual([false, false, false]);
  expect(asked).toHaveLength(1);
  expect(isRefused({ n: 1, stop: [] })).toBe(true);
});

test('a rule that looked at a value is asked of each body', () => {
  const { isRefused } = checksOf(({ n = 0 }) => n > 2);
  expect([{ n: 1 }, { n: 3 }, { n: 2 }].map((body) => isRefused(body))).toEqual([false, true, false]);
});

test('a rule that looked at all keys is asked of each body', () => {
  const { isRefused } = checksOf((body) => JSON.stringify(body) === '{"n":2}');
  expect([{ n: 1 }, { n: 2 }].map((body) => isRefused(body))).toEqual([false, true]);
});

test('a rule that looked at a header is asked of each body', () => {
  const { isRefused } = checksOf(({ stop }, { headers }) => stop === undefined && headers['x-test'] === 'bad');
  expect(isRefused({ n: 1 }, {})).toBe(false);
  expect(isRefused({ n: 1 }, { 'x-test': 'bad' })).toBe(true);
});
