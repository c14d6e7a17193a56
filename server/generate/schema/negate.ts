import { isJsonObject, type Json, type JsonObject } from '../../core';
import {
  listIn,
  lowerOf,
  mapIn,
  namesIn,
  numberIn,
  prefixOf,
  restOf,
  type TypeName,
  typesOf,
  upperOf,
} from './keywords';

const ALL: readonly TypeName[] = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/**
 * Schemas any one of which is enough for another not to hold, the likely ones first.
 * They lead the search only: whether the value keeps the schema is checked on the value.
 */
export function negations(schema: Json): readonly Json[] {
  if (!isJsonObject(schema)) return schema === false ? [true] : [false];
  const options = KEYWORDS.flatMap((negate) => negate(schema));
  return Object.keys(schema).length === 0 ? [false] : options.length === 0 ? [true] : [...options, true];
}

/** What each keyword's breach looks like. */
const KEYWORDS: readonly ((schema: JsonObject) => readonly Json[])[] = [
  (schema) => (schema['not'] === undefined ? [] : [schema['not']]),
  ({ required }) => namesIn(required).map((name) => ({ type: 'object', properties: { [name]: false } })),
  (schema) => Object.entries(mapIn(schema, 'properties')).flatMap(([name, inner]) => otherMember(name, inner ?? true)),
  (schema) =>
    lowerOf(schema).map(({ at, exclusive }) => ({ type: 'number', [exclusive ? 'maximum' : 'exclusiveMaximum']: at })),
  (schema) =>
    upperOf(schema).map(({ at, exclusive }) => ({ type: 'number', [exclusive ? 'minimum' : 'exclusiveMinimum']: at })),
  (schema) =>
    COUNTS.flatMap(([key, type, breach]) => below(numberIn(schema, key), (count) => ({ type, ...breach(count) }))),
  (schema) => (schema['const'] === undefined && schema['enum'] === undefined ? [] : [true]),
  (schema) => (schema['pattern'] === undefined && schema['format'] === undefined ? [] : [{ type: 'string' }]),
  (schema) => (schema['contains'] === undefined ? [] : [{ type: 'array', items: { not: schema['contains'] } }]),
  (schema) => (schema['uniqueItems'] === true ? [{ type: 'array', minItems: 2 }] : []),
  (schema) => otherItems(schema),
  ({ additionalProperties, unevaluatedProperties }) =>
    additionalProperties === false || unevaluatedProperties === false ? [{ type: 'object', minProperties: 1 }] : [],
  (schema) => otherTypes(typesOf(schema)),
  (schema) =>
    Array.isArray(schema['anyOf']) ? [{ allOf: listIn(schema, 'anyOf').map((option) => ({ not: option })) }] : [],
  (schema) =>
    Array.isArray(schema['oneOf']) ? [{ allOf: listIn(schema, 'oneOf').map((option) => ({ not: option })) }] : [],
  (schema) => listIn(schema, 'allOf').map((part) => ({ not: part })),
];

const COUNTS: readonly (readonly [key: string, type: TypeName, breach: (count: number) => JsonObject])[] = [
  ['minLength', 'string', (count) => ({ maxLength: count - 1 })],
  ['maxLength', 'string', (count) => ({ minLength: count + 1 })],
  ['minItems', 'array', (count) => ({ maxItems: count - 1 })],
  ['maxItems', 'array', (count) => ({ minItems: count + 1 })],
  ['minProperties', 'object', (count) => ({ maxProperties: count - 1 })],
  ['maxProperties', 'object', (count) => ({ minProperties: count + 1 })],
];

const below = (count: number | undefined, breach: (count: number) => Json): readonly Json[] =>
  count === undefined ? [] : [breach(count)];

const otherMember = (name: string, inner: Json): readonly Json[] =>
  inner === true ? [] : [{ type: 'object', required: [name], properties: { [name]: { not: inner } } }];

function otherItems(schema: JsonObject): readonly Json[] {
  const rest = restOf(schema);
  const first = prefixOf(schema)[0] ?? rest;
  return first === undefined ? [] : [{ type: 'array', minItems: 1, prefixItems: [{ not: first }] }];
}

/** A number is also what an integer is not. */
function otherTypes(types: readonly TypeName[] | undefined): readonly Json[] {
  if (types === undefined) return [];
  const covered = new Set<TypeName>(types.includes('number') ? [...types, 'integer'] : types);
  const left = ALL.filter((type) => !covered.has(type) && !(type === 'integer' && !covered.has('number')));
  return left.length === 0 ? [] : [{ type: left }];
}
