import { isJsonObject, type Json, type JsonObject } from '../../../../core';

const typeOf = (value: Json): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
};

const isOfType = (value: Json, type: Json): boolean =>
  type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;

const same = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other);

type KeywordTest = (value: Json, told: Json, schema: JsonObject) => boolean;

const all = (schemas: Json, holds: (schema: Json) => boolean): boolean =>
  !Array.isArray(schemas) || schemas.every(holds);

/** Each keyword says whether a value surely breaks it; what it does not speak of holds. */
const KEYWORDS: Readonly<Record<string, KeywordTest>> = {
  type: (value, told) => [told].flat().some((type) => isOfType(value, type as Json)),
  enum: (value, told) => !Array.isArray(told) || told.some((allowed) => same(value, allowed)),
  const: same,
  required: (value, told) => !isJsonObject(value) || all(told, (name) => String(name) in value),
  properties: (value, told) =>
    !(isJsonObject(value) && isJsonObject(told)) ||
    Object.entries(told).every(([name, inner]) => value[name] === undefined || fits(value[name], inner)),
  additionalProperties: (value, told, { properties, patternProperties }) => {
    if (!isJsonObject(value) || patternProperties !== undefined) return true;
    const known = isJsonObject(properties) ? properties : {};
    return Object.entries(value).every(([name, inner]) => name in known || inner === undefined || fits(inner, told));
  },
  items: (value, told, { prefixItems }) =>
    !Array.isArray(value) || prefixItems !== undefined || value.every((item) => fits(item, told)),
  anyOf: (value, told) => !Array.isArray(told) || told.some((inner) => fits(value, inner)),
  oneOf: (value, told) => !Array.isArray(told) || told.some((inner) => fits(value, inner)),
  allOf: (value, told) => all(told, (inner) => fits(value, inner)),
  minimum: (value, told) => typeof value !== 'number' || value >= Number(told),
  maximum: (value, told) => typeof value !== 'number' || value <= Number(told),
  minLength: (value, told) => typeof value !== 'string' || [...value].length >= Number(told),
  maxLength: (value, told) => typeof value !== 'string' || [...value].length <= Number(told),
  minItems: (value, told) => !Array.isArray(value) || value.length >= Number(told),
  maxItems: (value, told) => !Array.isArray(value) || value.length <= Number(told),
};

/** Does a schema take a value, as far as its plain keywords tell? References and patterns are not followed. */
function fits(value: Json, schema: Json | undefined): boolean {
  if (schema === false) return false;
  if (!isJsonObject(schema) || schema['$ref'] !== undefined) return true;
  return Object.entries(KEYWORDS).every(([keyword, test]) => {
    const told = schema[keyword];
    return told === undefined || test(value, told, schema);
  });
}

/** Is an example of a tool's input what the tool's schema takes? */
export const matchesSchema = (example: Json, schema: JsonObject): boolean => fits(example, schema);
