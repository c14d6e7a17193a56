import { isJsonObject, type Json, type JsonObject } from '../../../core';

/** Members whose values are schemas, lists of schemas, or objects of schemas. */
const SINGLE: ReadonlySet<string> = new Set(['items', 'not', 'if', 'then', 'else']);
const LISTS: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const NAMED: ReadonlySet<string> = new Set(['properties', '$defs', 'definitions']);

/** A schema as the service completes it for a strict tool: objects are closed and all their properties required. */
export function strictSchema(schema: JsonObject): JsonObject {
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, completed(key, value)]));
  const { properties } = schema;
  if (schema['type'] !== 'object' && properties === undefined) return inner;
  const names = isJsonObject(properties) ? Object.keys(properties) : [];
  return { ...inner, additionalProperties: false, required: requiredOf(schema['required'], names) };
}

/** The names that were required already keep their places. */
function requiredOf(given: Json | undefined, names: readonly string[]): readonly Json[] {
  const first = Array.isArray(given) ? (given as readonly Json[]) : [];
  return [...first, ...names.filter((name) => !first.includes(name))];
}

const asSchema = (value: Json | undefined): Json | undefined =>
  isJsonObject(value) ? strictSchema(value as JsonObject) : value;

function completed(key: string, value: Json | undefined): Json | undefined {
  if (SINGLE.has(key)) return asSchema(value);
  if (LISTS.has(key) && Array.isArray(value)) return (value as readonly Json[]).map((item) => asSchema(item) ?? null);
  if (!NAMED.has(key) || !isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value as JsonObject).map(([name, item]) => [name, asSchema(item)]));
}
