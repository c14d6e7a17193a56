import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { type Json, type JsonObject, ProblemError } from '../../server/core';
import { extractValues } from '../../server/generate/extract/extracted-values';
import { instanceOf } from '../../server/generate/instance/instance';
import { readQuestion } from '../../server/generate/text/question';
import { createFiller } from '../../server/lib';
import { doubtful, keepable } from '../support/random-schema';
import { ask } from '../unit/replies/prompts';

const KEEPABLE_RUNS = 4200;
const DOUBTFUL_RUNS = 800;
/** CPU time for one schema, which other processes do not lengthen; garbage collection may fall into it. */
const SLOWEST_MS = 2000;
const LONG = 240_000;

const question = readQuestion(ask('Book 3 red tickets to Paris for ann@example.org on 2026-05-03, "window seat"'));
const found = extractValues(question);
const filler = createFiller();

const make = (schema: JsonObject, seed: number): Json =>
  instanceOf(schema, {
    found,
    filler,
    seed,
    language: question.language,
    optional: seed % 2 === 0 ? 'all' : 'found',
    of: 'the schema under test',
  });

/** A validator that shares nothing with the one that the generator asks. */
function keeps(schema: JsonObject, value: Json): boolean {
  const validator = new Ajv2020({ strict: false, validateSchema: false, logger: false, ownProperties: true });
  addFormats(validator as never);
  return validator.validate(schema, value) === true;
}

/** Milliseconds of CPU time since then. */
function cpuSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function refusalOf(schema: JsonObject): Readonly<Record<string, unknown>> {
  try {
    make(schema, 1);
  } catch (thrown) {
    if (thrown instanceof ProblemError) return { kind: thrown.problem.kind, ...thrown.problem.facts };
    throw thrown;
  }
  return {};
}

describe('law 8: what is generated for a schema keeps it', () => {
  test(
    'for any schema that can be kept, the same each time, soon',
    () => {
      fc.assert(
        fc.property(keepable, fc.nat(1000), (schema, seed) => {
          const started = process.cpuUsage();
          const value = make(schema, seed);
          expect(cpuSince(started)).toBeLessThan(SLOWEST_MS);
          expect([schema, value, keeps(schema, value)]).toEqual([schema, value, true]);
          expect(JSON.stringify(make(schema, seed))).toBe(JSON.stringify(value));
        }),
        { numRuns: KEEPABLE_RUNS, seed: 1, endOnFailure: true },
      );
    },
    LONG,
  );

  test(
    'where nobody knows whether it can be kept, there is a value that keeps it or a problem',
    () => {
      fc.assert(
        fc.property(doubtful, fc.nat(1000), (schema, seed) => {
          const started = process.cpuUsage();
          try {
            const value = make(schema, seed);
            expect([schema, value, keeps(schema, value)]).toEqual([schema, value, true]);
          } catch (thrown) {
            if (!(thrown instanceof ProblemError)) throw thrown;
            expect(thrown.problem.kind).toBe('unsatisfiable-schema');
          }
          expect(cpuSince(started)).toBeLessThan(SLOWEST_MS);
        }),
        { numRuns: DOUBTFUL_RUNS, seed: 1, endOnFailure: true },
      );
    },
    LONG,
  );
});

const inside = (schema: Json): JsonObject => ({
  type: 'object',
  properties: { age: schema },
  required: ['age'],
  additionalProperties: false,
});

describe('a schema that nothing keeps is told with its place', () => {
  test.each<[string, Json, RegExp]>([
    ['a least number above the greatest', { type: 'integer', minimum: 5, maximum: 3 }, /least number 5 .* greatest 3/],
    [
      'bounds that leave nothing between them',
      { type: 'integer', exclusiveMinimum: 3, exclusiveMaximum: 4 },
      /no value/,
    ],
    ['an empty enum', { enum: [] }, /no value is left in its enum/],
    ['an enum of another type', { type: 'string', enum: [1, 2] }, /no value/],
    ['false', false, /takes no value at all/],
    ['a pattern that nothing matches', { type: 'string', pattern: 'a^' }, /no value/],
    ['a pattern that is none', { type: 'string', pattern: '(' }, /no value/],
    ['a pattern longer than the text may be', { type: 'string', pattern: '^\\d{10}$', maxLength: 4 }, /no value/],
    ['lengths the wrong way round', { type: 'string', minLength: 5, maxLength: 4 }, /minLength 5 is above maxLength 4/],
    ['types that exclude one another', { allOf: [{ type: 'string' }, { type: 'array' }] }, /types exclude one another/],
    ['itself for ever', { $ref: '#' }, /without end|no value|nothing satisfies/],
    [
      'unique items of too few values',
      { type: 'array', items: { enum: [1, 2] }, uniqueItems: true, minItems: 3 },
      /no value/,
    ],
    ['a list beyond all bounds', { type: 'array', items: { type: 'string' }, minItems: 1e9 }, /no value/],
    ['a text beyond all bounds', { type: 'string', minLength: 1e9 }, /no value/],
    ['a map beyond all bounds', { type: 'object', minProperties: 1e9 }, /no value|more than/],
  ])('%s', (_what, schema, reason) => {
    const told = refusalOf(inside(schema));
    expect(told).toEqual({
      kind: 'unsatisfiable-schema',
      of: 'the schema under test',
      path: expect.any(String),
      reason: expect.stringMatching(reason),
    });
    expect(told['path']).toMatch(/^properties\.age/);
  });
});

describe('a schema that asks for something hard is kept', () => {
  test.each<[string, Json]>([
    ['two patterns at once', { allOf: [{ pattern: '^[a-z0-9]{8}$' }, { pattern: '\\d' }], type: 'string' }],
    ['a password', { type: 'string', pattern: '^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*[!@#]).{8,16}$' }],
    ['a pattern that runs wild', { type: 'string', pattern: '^(a+)+$', minLength: 40 }],
    ['a step that floats', { type: 'number', multipleOf: 0.01, minimum: 19.9, maximum: 20 }],
    ['two steps', { type: 'integer', allOf: [{ multipleOf: 4 }, { multipleOf: 6 }], minimum: 1, maximum: 13 }],
    [
      'a tag and its fields',
      { oneOf: [{ required: ['a'] }, { required: ['b'] }], type: 'object', properties: { a: {}, b: {} } },
    ],
    [
      'a name that objects have',
      { type: 'object', properties: { constructor: { type: 'number' } }, required: ['constructor'] },
    ],
    ['nullable', { type: 'string', nullable: true, maxLength: 0 }],
    [
      'several things at least so often',
      {
        type: 'array',
        contains: { type: 'integer', minimum: 9 },
        minContains: 3,
        items: { type: 'number' },
        uniqueItems: true,
      },
    ],
    [
      'names by a pattern',
      {
        type: 'object',
        propertyNames: { pattern: '^[A-Z]{2}$' },
        minProperties: 5,
        additionalProperties: { type: 'integer' },
      },
    ],
    ['what is not something', { type: 'string', not: { enum: ['a', 'b'] }, maxLength: 1, minLength: 1 }],
    ['a date that is short of nothing', { type: 'string', format: 'date', pattern: '^20\\d\\d-' }],
    [
      'a long list',
      {
        type: 'array',
        items: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] },
        minItems: 400,
      },
    ],
  ])('%s', (_what, schema) => {
    const whole = inside(schema);
    for (const seed of [1, 2, 3]) {
      const value = make(whole, seed);
      expect([value, keeps(whole, value)]).toEqual([value, true]);
    }
  });
});
