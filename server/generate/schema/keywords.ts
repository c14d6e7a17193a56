import { isJsonObject, type Json, type JsonObject } from '../../core';

const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'] as const;

/** A type of JSON Schema. */
export type TypeName = (typeof TYPES)[number];

const isTypeName = (type: unknown): type is TypeName => TYPES.some((name) => name === type);

/** Types that a schema allows, in its order; undefined where it names none. OpenAPI's `nullable` counts. */
export function typesOf({ type, nullable }: JsonObject): readonly TypeName[] | undefined {
  const listed = Array.isArray(type)
    ? (type as readonly Json[]).filter(isTypeName)
    : isTypeName(type)
      ? [type]
      : undefined;
  return listed === undefined || nullable !== true || listed.includes('null') ? listed : [...listed, 'null'];
}

/** Is a value of a type? A number without a fraction is an integer. */
export function isOfType(value: Json, type: TypeName): boolean {
  if (type === 'integer') return typeof value === 'number' && Number.isInteger(value);
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  return type === 'object' ? isJsonObject(value) : typeof value === type;
}

/** A keyword's number, undefined where it has none. */
export const numberIn = (schema: JsonObject, key: string): number | undefined => {
  const value = schema[key];
  return typeof value === 'number' ? value : undefined;
};

/** Lower bound: the number, and whether it is itself left out (draft 4 said so by a boolean beside it). */
export const lowerOf = (schema: JsonObject): readonly NumberBound[] => boundsOf(schema, 'minimum', 'exclusiveMinimum');
/** Upper bound, likewise. */
export const upperOf = (schema: JsonObject): readonly NumberBound[] => boundsOf(schema, 'maximum', 'exclusiveMaximum');

/** One end of a range. */
export interface NumberBound {
  readonly at: number;
  readonly exclusive: boolean;
}

function boundsOf(schema: JsonObject, plain: string, strict: string): readonly NumberBound[] {
  const at = numberIn(schema, plain);
  const beyond = numberIn(schema, strict);
  return [
    ...(at === undefined ? [] : [{ at, exclusive: schema[strict] === true }]),
    ...(beyond === undefined ? [] : [{ at: beyond, exclusive: true }]),
  ];
}

/** A keyword's list of schemas. */
export const listIn = (schema: JsonObject, key: string): readonly Json[] => {
  const value = schema[key];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
};

/** A keyword's schemas by name. */
export const mapIn = (schema: JsonObject, key: string): JsonObject => {
  const value = schema[key];
  return isJsonObject(value) ? value : {};
};

/** A keyword's names. */
export const namesIn = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly Json[]).filter((name): name is string => typeof name === 'string') : [];

/** Schemas of a list's first items; older drafts wrote them into `items`. */
export const prefixOf = (schema: JsonObject): readonly Json[] =>
  Array.isArray(schema['items']) ? (schema['items'] as readonly Json[]) : listIn(schema, 'prefixItems');

/** Schema of all further items, undefined where nothing is said of them. */
export const restOf = (schema: JsonObject): Json | undefined =>
  Array.isArray(schema['items']) ? schema['additionalItems'] : schema['items'];

/** What a present member brings along: other names, or a schema for the whole object. */
export function dependentsOf(schema: JsonObject, name: string): readonly (readonly string[] | Json)[] {
  const own = (key: string): Json | undefined => {
    const map = mapIn(schema, key);
    return Object.hasOwn(map, name) ? map[name] : undefined;
  };
  return [own('dependentRequired'), own('dependentSchemas'), own('dependencies')].filter(
    (dependent): dependent is Json => dependent !== undefined,
  );
}

/** One text for one value, whatever the order of its members. */
export function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonical).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? '';
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(',')}}`;
}
