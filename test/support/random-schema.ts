import fc from 'fast-check';
import type { Json, JsonObject } from '../../server/core';

const name = fc.constantFrom(
  'city',
  'email',
  'price',
  'age',
  'tags',
  'date',
  'is_open',
  'note',
  'x',
  'naïve key',
  '$id2',
);
const scalar = fc.oneof(
  fc.integer({ min: -50, max: 50 }),
  fc.constantFrom('a', 'red', 'north west', ''),
  fc.boolean(),
  fc.constant(null),
);

/** Ranges that hold at least one value, by their widths. */
const integer = fc
  .record({
    at: fc.integer({ min: -1000, max: 1000 }),
    width: fc.nat(50),
    step: fc.integer({ min: 1, max: 7 }),
    way: fc.nat(3),
  })
  .map(({ at, width, step, way }): JsonObject => {
    const span = width + step;
    const ranges: JsonObject[] = [
      { minimum: at, maximum: at + span },
      { exclusiveMinimum: at - 1, maximum: at + span },
      { minimum: at, exclusiveMaximum: at + span + 1 },
      {},
    ];
    return { type: 'integer', ...ranges[way], ...(step > 1 ? { multipleOf: step } : {}) };
  });

const number = fc
  .record({ at: fc.integer({ min: -200, max: 200 }), width: fc.nat(90), way: fc.nat(3) })
  .map(({ at, width, way }): JsonObject => {
    const ranges: JsonObject[] = [
      { minimum: at / 10, maximum: (at + width) / 10 },
      { exclusiveMinimum: at / 10, exclusiveMaximum: (at + width + 1) / 10 },
      { minimum: at, maximum: at + 1, multipleOf: 0.25 },
      { exclusiveMaximum: at },
    ];
    return { type: 'number', ...ranges[way] };
  });

const PATTERNS = [
  '^[A-Z]{3}-\\d{2,4}$',
  '^(?:a|bc)+$',
  '\\d',
  '^[^\\s@]+@[^\\s@]+\\.[a-z]{2,}$',
  '^(?=.*\\d)(?=.*[A-Z]).{6,12}$',
  '^\\p{L}+$',
  '^(x|y)?z*$',
];
const FORMATS = [
  'date-time',
  'date',
  'time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uuid',
  'regex',
  'json-pointer',
  'uri-template',
];

const text = fc.oneof(
  fc
    .record({ min: fc.nat(30), width: fc.nat(20) })
    .map(({ min, width }) => ({ type: 'string', minLength: min, maxLength: min + width })),
  fc.constantFrom(...PATTERNS).map((pattern) => ({ type: 'string', pattern })),
  fc.constantFrom(...FORMATS).map((format) => ({ type: 'string', format })),
  fc.constant({ type: 'string' }),
);

const plain: fc.Arbitrary<JsonObject> = fc.oneof(
  text,
  integer,
  number,
  fc.constantFrom<JsonObject>(
    { type: 'boolean' },
    { type: 'null' },
    { type: ['null', 'string'] },
    { type: ['integer', 'boolean'] },
  ),
  fc.uniqueArray(scalar, { minLength: 1, maxLength: 5 }).map((values) => ({ enum: values })),
  scalar.map((value) => ({ const: value })),
);

/** Members and what they need: some required, some brought along by others. */
const objectOf = (inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc
    .record({
      members: fc.uniqueArray(fc.tuple(name, inner, fc.boolean()), { maxLength: 4, selector: ([key]) => key }),
      rest: fc.oneof(fc.constantFrom<Json | undefined>(undefined, false, true), inner),
      further: fc.nat(2),
      way: fc.nat(5),
    })
    .map(({ members, rest, further, way }): JsonObject => {
      const names = members.map(([key]) => key);
      const required = members.filter(([, , needed]) => needed).map(([key]) => key);
      const least = rest === false ? names.length : names.length + further;
      const [first, ...others] = names;
      const open: JsonObject = { patternProperties: { '^n_\\d+$': { type: 'integer' } }, minProperties: least };
      const extras: readonly JsonObject[] = [
        {},
        { minProperties: least },
        rest === false ? {} : open,
        { maxProperties: Math.max(required.length, 1), propertyNames: { maxLength: 12 } },
        first === undefined ? {} : { dependentRequired: { [first]: others } },
        required.length === 0 ? {} : { unevaluatedProperties: false },
      ];
      return {
        type: 'object',
        properties: Object.fromEntries(members.map(([key, schema]) => [key, schema])),
        required,
        ...(rest === undefined ? {} : { additionalProperties: rest }),
        ...extras[way],
      };
    });

const listOf = (inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc
    .record({ item: inner, first: fc.array(inner, { maxLength: 2 }), min: fc.nat(3), width: fc.nat(3), way: fc.nat(4) })
    .map(({ item, first, min, width, way }): JsonObject => {
      const max = Math.max(min + width, first.length);
      if (way === 1) return { type: 'array', prefixItems: first, items: item, minItems: min, maxItems: max };
      if (way === 2)
        return { type: 'array', items: { type: 'string' }, uniqueItems: true, minItems: min, maxItems: max };
      if (way === 3) return { type: 'array', contains: item, minContains: min, maxContains: max + 1 };
      if (way === 4) return { type: 'array', prefixItems: first, items: false };
      return { type: 'array', items: item, minItems: min, maxItems: max };
    });

/** Options of which at least one holds, parts that hold together, and choices by a tag. */
const combined = (inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc.oneof(
    fc.array(inner, { minLength: 1, maxLength: 3 }).map((options) => ({ anyOf: options })),
    inner.map((schema) => ({ anyOf: [schema, { type: 'null' }] })),
    fc.array(inner, { minLength: 2, maxLength: 3 }).map((options) => ({
      oneOf: options.map((schema, at) => ({
        type: 'object',
        properties: { kind: { const: `k${at}` }, value: schema },
        required: ['kind', 'value'],
      })),
    })),
    fc.tuple(inner, inner).map(([a, b]) => ({
      allOf: [
        { type: 'object', properties: { a }, required: ['a'] },
        { type: 'object', properties: { b }, required: ['b'] },
      ],
    })),
    fc.tuple(inner, inner).map(([a, b]) => ({
      type: 'object',
      properties: { on: { type: 'boolean' }, a, b },
      required: ['on'],
      if: { properties: { on: { const: true } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['a'] },
      else: { required: ['b'] },
    })),
    inner.map((schema) => ({ ...schema, not: { const: 'never said' } })),
  );

const { schema: nested } = fc.letrec<{ schema: JsonObject }>((tie) => {
  const inner = tie('schema') as fc.Arbitrary<JsonObject>;
  return {
    schema: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      plain,
      objectOf(inner),
      listOf(inner),
      combined(inner),
    ),
  };
});

const TREE: JsonObject = {
  type: 'object',
  properties: {
    label: { type: 'string' },
    children: { type: 'array', items: { $ref: '#/$defs/tree' } },
    next: { anyOf: [{ $ref: '#/$defs/tree' }, { type: 'null' }] },
  },
  required: ['label', 'children', 'next'],
  additionalProperties: false,
};

/** Schemas that some value keeps, by how they are built. */
export const keepable: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 4, arbitrary: nested },
  {
    weight: 1,
    arbitrary: nested.map((schema) => ({ $defs: { tree: TREE, it: schema }, allOf: [{ $ref: '#/$defs/it' }] })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<JsonObject>(
      { $defs: { tree: TREE }, $ref: '#/$defs/tree' },
      { ...TREE, $defs: { tree: TREE } },
    ),
  },
);

/** Schemas of which nobody knows whether anything keeps them: two that are meant to hold at once. */
export const doubtful: fc.Arbitrary<JsonObject> = fc.tuple(nested, nested, fc.nat(3)).map(([a, b, way]): JsonObject => {
  if (way === 0) return { allOf: [a, b] };
  if (way === 1) return { ...a, ...b };
  return way === 2 ? { ...a, not: b } : { oneOf: [a, b] };
});
