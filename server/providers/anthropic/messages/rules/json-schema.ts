import { isJsonObject, type Json, type JsonObject } from '../../../../core';

/** How a keyword holds schemas: one, a list, or a map of them. */
const HOLDERS: ReadonlyMap<string, 'one' | 'list' | 'map'> = new Map([
  ['additionalProperties', 'one'],
  ['items', 'one'],
  ['contains', 'one'],
  ['not', 'one'],
  ['if', 'one'],
  ['then', 'one'],
  ['else', 'one'],
  ['propertyNames', 'one'],
  ['allOf', 'list'],
  ['anyOf', 'list'],
  ['oneOf', 'list'],
  ['prefixItems', 'list'],
  ['properties', 'map'],
  ['patternProperties', 'map'],
  ['$defs', 'map'],
  ['definitions', 'map'],
  ['dependentSchemas', 'map'],
]);

/** The schemas that a keyword of a schema holds. */
function innerSchemas(keyword: string, value: Json | undefined): readonly JsonObject[] {
  const holds = HOLDERS.get(keyword);
  if (holds === undefined || typeof value !== 'object' || value === null) return [];
  const held: readonly unknown[] = holds === 'one' ? [value] : Object.values(value);
  return held.filter(isJsonObject);
}

/** A schema and all schemas inside it, outermost first. */
export function subschemas(schema: unknown): readonly JsonObject[] {
  const found: JsonObject[] = isJsonObject(schema) ? [schema] : [];
  // The list grows while it is walked.
  for (const outer of found) {
    for (const keyword of Object.keys(outer)) found.push(...innerSchemas(keyword, outer[keyword]));
  }
  return found;
}

const TYPES: ReadonlySet<unknown> = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);

type KeywordValueTest = (value: Json) => boolean;

const isNumber: KeywordValueTest = (value) => typeof value === 'number';
const isText: KeywordValueTest = (value) => typeof value === 'string';
const isFlag: KeywordValueTest = (value) => typeof value === 'boolean';
const isCount: KeywordValueTest = (value) => Number.isInteger(value) && (value as number) >= 0;
const isSchema: KeywordValueTest = (value) => isFlag(value) || isJsonObject(value);
const isSchemaMap: KeywordValueTest = (value) =>
  isJsonObject(value) && Object.values(value).every((item) => item !== undefined && isSchema(item));
const isSchemaList: KeywordValueTest = (value) => Array.isArray(value) && value.length > 0 && value.every(isSchema);
const isNameList: KeywordValueTest = (value) =>
  Array.isArray(value) && value.every(isText) && new Set(value).size === value.length;

// The meta-schema of draft 2020-12, keyword by keyword.
const KEYWORDS: ReadonlyMap<string, KeywordValueTest> = new Map(
  Object.entries<KeywordValueTest>({
    type: (value) =>
      Array.isArray(value) ? value.length > 0 && value.every((one) => TYPES.has(one)) : TYPES.has(value),
    enum: Array.isArray,
    required: isNameList,
    properties: isSchemaMap,
    patternProperties: isSchemaMap,
    $defs: isSchemaMap,
    dependentSchemas: isSchemaMap,
    additionalProperties: isSchema,
    items: isSchema,
    contains: isSchema,
    not: isSchema,
    if: isSchema,
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: isSchema,
    else: isSchema,
    propertyNames: isSchema,
    allOf: isSchemaList,
    anyOf: isSchemaList,
    oneOf: isSchemaList,
    prefixItems: isSchemaList,
    minimum: isNumber,
    maximum: isNumber,
    exclusiveMinimum: isNumber,
    exclusiveMaximum: isNumber,
    multipleOf: (value) => typeof value === 'number' && value > 0,
    minLength: isCount,
    maxLength: isCount,
    minItems: isCount,
    maxItems: isCount,
    minProperties: isCount,
    maxProperties: isCount,
    uniqueItems: isFlag,
    pattern: isText,
    format: isText,
    title: isText,
    description: isText,
    $ref: isText,
  }),
);

/** Is every keyword of a schema, and of all inside it, what draft 2020-12 wants, and every local reference resolved? */
export function isValidSchema(schema: JsonObject): boolean {
  return subschemas(schema).every((inner) => {
    const reference = inner['$ref'];
    return (
      Object.keys(inner).every((keyword) => fits(keyword, inner[keyword])) &&
      (typeof reference !== 'string' || resolves(schema, reference))
    );
  });
}

/** Keywords that the draft does not know may hold anything. */
const fits = (keyword: string, value: Json | undefined): boolean => {
  const test = KEYWORDS.get(keyword);
  return test === undefined || value === undefined || test(value);
};

function resolves(root: JsonObject, reference: string): boolean {
  if (!reference.startsWith('#/')) return true;
  const names = reference
    .slice(2)
    .split('/')
    .map((name) => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~'));
  const found = names.reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | null | undefined)?.[name],
    root,
  );
  return found !== undefined;
}

/** Does a schema say that it describes a value of this type? */
export const describesType = (schema: JsonObject, type: string): boolean =>
  schema['type'] === type || (Array.isArray(schema['type']) && schema['type'].includes(type));
