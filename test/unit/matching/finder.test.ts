import fc from 'fast-check';
import { compileRegex } from '../../../server/lib/regex';
import { createFinder, type FixtureWhen, prepareWhen, subjectOf, whenSchema } from '../../../server/matching';
import { ask, tool } from '../replies/prompts';

const word = fc.constantFrom(
  'a',
  'ab',
  'abc',
  'abcd',
  'abcdefgh',
  'bcd',
  'x',
  'hello world',
  '你好',
  '北京天气',
  'K',
  'ſ',
  'İ',
  '.',
);
const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
const pattern = fc.constantFrom(
  '/a/',
  '/^ab/',
  '/ab?c/i',
  '/(a|x)b/',
  '/bcd$/',
  '/K/i',
  '/s/i',
  '/北.天/',
  '/a{0}b/',
  '/[ab]c d?/',
  '/h.*o w/',
  '/\\./',
);

const criterion: fc.Arbitrary<FixtureWhen['user']> = fc.oneof(
  text,
  pattern,
  fc.record({ contains: word }),
  fc.record({ glob: fc.tuple(word, word).map(([a, b]) => `${a}*${b}?`) }),
  fc.record({ not: word }),
  fc.array(fc.oneof(text, pattern, fc.record({ contains: word })), { minLength: 1, maxLength: 3 }),
  fc.record({ all: fc.array(fc.oneof(pattern, fc.record({ contains: word })), { minLength: 1, maxLength: 2 }) }),
) as fc.Arbitrary<FixtureWhen['user']>;

const plain: fc.Arbitrary<FixtureWhen> = fc.record(
  {
    user: criterion,
    system: criterion,
    model: fc.constantFrom('m', 'n'),
    tool: fc.constantFrom('f', 'g'),
    body: fc.constantFrom({ '$.a': 'x' }, { a: { min: 1 } }),
    headers: fc.constantFrom({ h: 'a' }, { h: false }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<FixtureWhen>;

const when: fc.Arbitrary<FixtureWhen> = fc.oneof(
  plain,
  fc.tuple(plain, plain).map(([a, b]) => ({ any: [a, b] })),
  fc.tuple(plain, plain).map(([a, b]) => ({ all: [a], not: b })),
);

describe('the finder', () => {
  test('finds what a walk over all rows finds, in the same order', () => {
    fc.assert(
      fc.property(
        fc.array(when, { maxLength: 30 }),
        text,
        text,
        fc.constantFrom('a', undefined),
        (...[whens, user, system, h]) => {
          const rows = whens.map((one, rank) => ({ test: prepareWhen(one), rank }));
          const prompt = ask(user, { system, tools: [tool('f', {})] });
          const subject = subjectOf(prompt, 'chat', { headers: { h }, body: { a: system === '' ? 1 : 'x' } });
          const walked = rows.filter(({ test: one }) => one.matches(subject)).map(({ rank }) => rank);
          expect([...createFinder(rows).matching(subject)].map(({ rank }) => rank)).toEqual(walked);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('every pattern finds its own literals in what it matches', () => {
    fc.assert(
      fc.property(pattern, text, (written, candidate) => {
        const regex = compileRegex(written);
        if (!regex.test(candidate)) return;
        for (const literal of regex.literals) expect(candidate.toLowerCase()).toContain(literal);
      }),
    );
  });

  test('patterns say what the engine of the language says', () => {
    fc.assert(
      fc.property(pattern, text, (written, candidate) => {
        const [, source = '', flags = ''] = /^\/(.+)\/(\w*)$/.exec(written) ?? [];
        expect(compileRegex(written).test(candidate)).toBe(new RegExp(source, `${flags}u`).test(candidate));
      }),
    );
  });
});

describe('every matcher', () => {
  const samples: FixtureWhen = {
    user: 'x',
    message: 'x',
    system: 'x',
    model: 'x',
    surface: 'x',
    tool: 'x',
    tool_result: { name: 'x', content: 'y' },
    turn: { min: 2, below: 1 },
    headers: { a: 'x', b: true },
    metadata: { a: 'x' },
    body: { '$.a': { exists: false } },
    any: [{ user: 'x' }],
    all: [{ user: 'x' }],
    not: { user: 'hi' },
  };
  const keys = Object.keys(samples) as (keyof FixtureWhen)[];

  test('has a sample here', () => {
    const { shape } = whenSchema as unknown as { shape: object };
    expect(keys.toSorted()).toEqual(Object.keys(shape).toSorted());
  });

  test.each(keys)('%s explains itself in a sentence, whether it holds or not', (key) => {
    const one = prepareWhen({ [key]: samples[key] } as FixtureWhen);
    const { kept, broken } = one.explain(subjectOf(ask('hi'), 'chat', { headers: {}, body: { a: 1 } }));
    expect(broken.length).toBeGreaterThan(0);
    for (const sentence of [...kept, ...broken]) expect(sentence).toMatch(/^[a-z].+(wanted|holds|went).*\.$/);
    expect(one.failing(subjectOf(ask('hi'), 'chat', { headers: {}, body: { a: 1 } }))).toBe(broken.length);
  });
});

test('a thousand fixtures that could match take no more asking than ten', () => {
  const asked = (count: number): number => {
    let times = 0;
    const rows = Array.from({ length: count }, (_, rank) => {
      const prepared = prepareWhen({ user: { contains: `number ${rank} of` } });
      const counted = {
        ...prepared,
        matches: (subject: never) => {
          times += 1;
          return prepared.matches(subject);
        },
      };
      return { test: counted, rank };
    });
    const finder = createFinder(rows);
    for (let at = 0; at < 10; at += 1)
      expect([...finder.matching(subjectOf(ask(`number ${at} of`), 'chat'))]).toHaveLength(1);
    return times;
  };
  expect(asked(1_000)).toBe(asked(10));
});
