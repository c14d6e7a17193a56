import { isJsonObject, type Json, type JsonObject } from '../../../../core';
import { schemaFault } from './check-schema';

/** Members whose values are schemas, lists of schemas, or objects of schemas. */
const SINGLE: ReadonlySet<string> = new Set(['items', 'not', 'if', 'then', 'else']);
const LISTS: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const NAMED: ReadonlySet<string> = new Set(['properties', '$defs', 'definitions']);

/** A function's schema as the service holds it, and whether strictly. */
export interface EffectiveSchema {
  readonly schema: JsonObject;
  readonly strict: boolean;
}

/**
 * Functions of Responses are made strict unless told otherwise, and left as they are where that cannot be
 * ("will fall back to non-strict, best-effort function calling", function calling guide).
 */
export function effectiveSchema(schema: JsonObject, strict: boolean | null | undefined): EffectiveSchema {
  if (strict != null) return { schema, strict };
  const completed = strictSchema(schema);
  const isSound = schemaFault({ schema: completed, use: 'function', strict: true, older: false }) === undefined;
  return isSound ? { schema: completed, strict: true } : { schema, strict: false };
}

/** A schema as the service completes it: objects are closed unless they are open on purpose, all properties required. */
function strictSchema(schema: JsonObject): JsonObject {
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, completed(key, value)]));
  const { properties } = schema;
  if (schema['type'] !== 'object' && properties === undefined) return inner;
  const names = isJsonObject(properties) ? Object.keys(properties) : [];
  return { ...inner, additionalProperties: false, ...given(schema), required: requiredOf(schema['required'], names) };
}

const given = ({ additionalProperties: open }: JsonObject): JsonObject =>
  open === undefined ? {} : { additionalProperties: open };

/** The names that were required already keep their places. */
function requiredOf(listed: Json | undefined, names: readonly string[]): readonly Json[] {
  const first = Array.isArray(listed) ? (listed as readonly Json[]) : [];
  const known = new Set(first);
  return [...first, ...names.filter((name) => !known.has(name))];
}

const asSchema = (value: Json | undefined): Json | undefined =>
  isJsonObject(value) ? strictSchema(value as JsonObject) : value;

function completed(key: string, value: Json | undefined): Json | undefined {
  if (SINGLE.has(key)) return asSchema(value);
  if (LISTS.has(key) && Array.isArray(value)) return (value as readonly Json[]).map((item) => asSchema(item) ?? null);
  if (!NAMED.has(key) || !isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value as JsonObject).map(([name, item]) => [name, asSchema(item)]));
}
