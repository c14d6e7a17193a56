import type { JsonObject } from '../core';

const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'] as const;

/** A type of JSON Schema. */
export type TypeName = (typeof TYPES)[number];

const isTypeName = (type: unknown): type is TypeName => TYPES.some((name) => name === type);

/** The type of a schema; one that names none is known by its keywords. */
export function typeOf(schema: JsonObject): TypeName {
  const { type } = schema;
  if (isTypeName(type)) return type;
  if (Array.isArray(type)) return type.find((name): name is TypeName => isTypeName(name) && name !== 'null') ?? 'null';
  if (schema['properties'] !== undefined || schema['additionalProperties'] !== undefined) return 'object';
  if (schema['items'] !== undefined || schema['prefixItems'] !== undefined) return 'array';
  return schema['minimum'] !== undefined || schema['maximum'] !== undefined ? 'number' : 'string';
}
