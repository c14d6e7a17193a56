import { isJsonObject } from '../../../../core';
import { fault, type SchemaFault } from './schema-fault';

/** Says what is wrong with a keyword's value, as Python's check against the metaschema words it. */
type Check = (value: unknown) => SchemaFault | undefined;

/** Deeper schemas cannot be processed: the check is recursive and Python's stack finite (the number is inferred). */
const DEEPEST = 200;

const SIMPLE_TYPES: readonly unknown[] = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

const flaw = (kind: string, value: unknown, more: object = {}): SchemaFault =>
  fault('schema-keyword', { kind, value, ...more });

const typed =
  (type: string, holds: (value: unknown) => boolean): Check =>
  (value) =>
    holds(value) ? undefined : flaw('type', value, { types: [type] });

const string = typed('string', (value) => typeof value === 'string');
const boolean = typed('boolean', (value) => typeof value === 'boolean');
const number = typed('number', (value) => typeof value === 'number');
const integer = typed('integer', Number.isInteger);
const array = typed('array', Array.isArray);
const object = typed('object', isJsonObject);

const count: Check = (value) => integer(value) ?? ((value as number) < 0 ? flaw('minimum', value) : undefined);

const strings: Check = (value) => {
  const wrong = array(value);
  if (wrong !== undefined) return wrong;
  const items = value as readonly unknown[];
  const other = items.find((item) => typeof item !== 'string');
  if (other !== undefined) return string(other);
  return new Set(items).size < items.length ? flaw('unique', value) : undefined;
};

const type: Check = (value) => {
  const types: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isSound = types.length > 0 && new Set(types).size === types.length;
  return isSound && types.every((name) => SIMPLE_TYPES.includes(name)) ? undefined : flaw('any-of', value);
};

const schemas: Check = (value) =>
  array(value) ?? ((value as readonly unknown[]).length === 0 ? flaw('empty', value) : undefined);

const stringsByName: Check = (value) => {
  const wrong = object(value);
  if (wrong !== undefined) return wrong;
  for (const names of Object.values(value as object)) {
    const fault = strings(names);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

/** Keywords whose value is a schema; whether it is one is seen on the way down. */
const ONE: readonly string[] = [
  ...['items', 'additionalProperties', 'unevaluatedItems', 'unevaluatedProperties', 'propertyNames', 'contains'],
  ...['not', 'if', 'then', 'else', 'contentSchema'],
];
const LISTS: readonly string[] = ['anyOf', 'allOf', 'oneOf', 'prefixItems'];
const MAPS: readonly string[] = ['properties', '$defs', 'definitions', 'patternProperties', 'dependentSchemas'];

const rows = (check: Check, keywords: readonly string[]): readonly (readonly [string, Check])[] =>
  keywords.map((keyword) => [keyword, check]);

/** The metaschema of 2020-12, as far as clients' schemas come near it. */
const CHECKS: ReadonlyMap<string, Check> = new Map([
  ...rows(type, ['type']),
  ...rows(strings, ['required']),
  ...rows(array, ['enum', 'examples']),
  ...rows(string, ['title', 'description', '$comment', '$ref', '$id', '$schema', '$anchor', 'pattern', 'format']),
  ...rows(number, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']),
  ...rows(count, ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties']),
  ...rows(count, ['minContains', 'maxContains']),
  ...rows(boolean, ['uniqueItems', 'deprecated', 'readOnly', 'writeOnly']),
  ...rows(stringsByName, ['dependentRequired']),
  ...rows(schemas, LISTS),
  ...rows(object, MAPS),
]);

const INNER: ReadonlyMap<string, (value: unknown) => readonly unknown[]> = new Map([
  ...ONE.map((keyword) => [keyword, (value: unknown) => [value]] as const),
  ...LISTS.map((keyword) => [keyword, (value: unknown) => value as readonly unknown[]] as const),
  ...MAPS.map((keyword) => [keyword, (value: unknown) => Object.values(value as object)] as const),
]);

/** Why a value is no JSON Schema, or undefined: a schema's own keywords first, then those below it. */
export function metaschemaFault(schema: unknown, depth = 0): SchemaFault | undefined {
  if (typeof schema === 'boolean') return undefined;
  if (!isJsonObject(schema)) return fault('schema-member', { value: schema });
  if (depth > DEEPEST) return fault('schema-unprocessable');
  const entries = Object.entries(schema);
  for (const [keyword, value] of entries) {
    const found = CHECKS.get(keyword)?.(value);
    if (found !== undefined) return found;
  }
  for (const [keyword, value] of entries) {
    for (const inner of INNER.get(keyword)?.(value) ?? []) {
      const found = metaschemaFault(inner, depth + 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
