import type { z } from 'zod';
import { type Expected, isJsonObject, type Json, type Path } from '../core';

type ZodSchema = z.core.$ZodType;

/** What a schema may say of itself beyond its type. */
export interface SchemaNotes {
  /** The schema's own name in type sentences, article included: `a metadata object`. */
  readonly expected?: string;
  /** The tags of this union do not show in tagged paths. */
  readonly untagged?: true;
  /** An unknown tag is blamed on the object, not on its tag member. */
  readonly blame?: 'object';
  /** The member or option is unknown unless this lock is open. */
  readonly lock?: string;
  /** The schema of a list's items, where the list looks at them itself. */
  readonly element?: z.core.$ZodType;
  /** Makes the like list of other items. */
  readonly around?: (element: never) => z.core.$ZodType;
  readonly [note: string]: unknown;
}

/** The schema at the end of a path, and the path with the tags of the unions it crosses. */
export interface WalkedPlace {
  readonly schema: ZodSchema | undefined;
  readonly tagged: Path;
}

// zod's definitions are public but typed per class; the walk reads them through this one view.
interface ZodDefinition {
  readonly type: string;
  readonly innerType?: ZodSchema;
  readonly getter?: () => ZodSchema;
  readonly in?: ZodSchema;
  readonly element?: ZodSchema;
  readonly valueType?: ZodSchema;
  readonly shape?: Readonly<Record<string, ZodSchema>>;
  readonly options?: readonly ZodSchema[];
  readonly discriminator?: string;
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly Json[];
  readonly format?: string;
}

const definitionOf = (schema: ZodSchema): ZodDefinition => schema._zod.def as unknown as ZodDefinition;

/** The schema of an array's items. */
const elementOf = (schema: ZodSchema): ZodSchema | undefined => notesOf(schema).element ?? definitionOf(schema).element;

/** Notes given with zod's `.meta()`. */
export const notesOf = (schema: ZodSchema | undefined): SchemaNotes =>
  (schema as { meta?: () => SchemaNotes | undefined } | undefined)?.meta?.() ?? {};

/** Strips what only wraps: optional, nullable, lazy, default. A note on a wrapper stops the strip. */
function unwrap(schema: ZodSchema): ZodSchema {
  const { innerType, getter, in: input } = definitionOf(schema);
  const inner = innerType ?? getter?.() ?? input;
  return inner === undefined || notesOf(schema).expected !== undefined ? schema : unwrap(inner);
}

/** The value that marks an option of a discriminated union: its first tag. */
function tagOf(option: ZodSchema, discriminator: string): Json | undefined {
  return tagsOf(option, discriminator)[0];
}

/** All tags under which an option is chosen; undefined stands for an absent member. */
function tagsOf(option: ZodSchema, discriminator: string): readonly (Json | undefined)[] {
  const set = (option._zod.propValues as Record<string, Set<Json | undefined>> | undefined)?.[discriminator];
  return set === undefined ? [] : [...set];
}

/** The tags of a discriminated union, in the order of its options. */
export function allowedTags(schema: ZodSchema): readonly Json[] {
  const { options = [], discriminator } = definitionOf(unwrap(schema));
  if (discriminator === undefined) return [];
  return options.flatMap((option) => tagsOf(option, discriminator).filter((tag) => tag !== undefined));
}

/** The option of a union that a value is checked against: by tag, else by JSON type. */
function chosenOption(union: ZodSchema, value: unknown): ZodSchema | undefined {
  const { options = [], discriminator } = definitionOf(union);
  if (discriminator !== undefined) {
    const tag = isJsonObject(value) ? value[discriminator] : undefined;
    return options.find((option) => tagsOf(option, discriminator).includes(tag));
  }
  return options.find((option) => takesType(expectedOf(option), value));
}

/** The index of that option, or -1. */
export function chosenIndex(schema: ZodSchema, value: unknown): number {
  const union = unwrap(schema);
  const option = chosenOption(union, value);
  return option === undefined ? -1 : (definitionOf(union).options ?? []).indexOf(option);
}

/** True where an expectation allows the JSON type of a value. */
function takesType(expected: Expected, value: unknown): boolean {
  switch (expected.kind) {
    case 'enum':
      return expected.values.some((allowed) => typeof allowed === typeof value);
    case 'array':
      return Array.isArray(value);
    case 'union':
      return expected.options.some((option) => takesType(option, value));
    case 'integer':
    case 'number':
      return typeof value === 'number';
    case 'null':
      return value === null;
    case 'object':
    case 'named':
      return isJsonObject(value);
    case 'any':
      return true;
    default:
      return typeof value === expected.kind;
  }
}

/** What a schema expects, for a sentence about a wrong type. */
export function expectedOf(schema: ZodSchema): Expected {
  const name = notesOf(schema).expected;
  if (name !== undefined) return { kind: 'named', name };
  const inner = unwrap(schema);
  if (inner !== schema) return expectedOf(inner);
  const { type, format, options, discriminator, entries, values } = definitionOf(schema);
  const element = elementOf(schema);
  const plain: Readonly<Record<string, () => Expected>> = {
    string: () => ({ kind: 'string' }),
    number: () => ({ kind: format === 'safeint' ? 'integer' : 'number' }),
    boolean: () => ({ kind: 'boolean' }),
    null: () => ({ kind: 'null' }),
    object: () => ({ kind: 'object' }),
    record: () => ({ kind: 'object' }),
    enum: () => ({ kind: 'enum', values: Object.values(entries ?? {}) }),
    literal: () => ({ kind: 'enum', values: values ?? [] }),
    array: () => ({ kind: 'array', of: element === undefined ? { kind: 'any' } : expectedOf(element) }),
    union: () =>
      discriminator === undefined ? { kind: 'union', options: (options ?? []).map(expectedOf) } : { kind: 'object' },
  };
  return plain[type]?.() ?? { kind: 'any' };
}

/** The object schema that a value is held against once unions are resolved, with the tag that was crossed. */
function settle(schema: ZodSchema, value: unknown): { schema: ZodSchema; tag: Json | undefined } {
  const { innerType, getter, in: input, type, discriminator } = definitionOf(schema);
  const inner = innerType ?? getter?.() ?? input;
  if (inner !== undefined) return settle(inner, value);
  if (type !== 'union') return { schema, tag: undefined };
  const option = chosenOption(schema, value);
  if (option === undefined) return { schema, tag: undefined };
  const below = settle(option, value);
  if (below.tag !== undefined || discriminator === undefined || notesOf(schema).untagged) return below;
  return { schema: below.schema, tag: tagOf(option, discriminator) };
}

/** Known members of the object schema at a place. */
export function knownKeys(schema: ZodSchema | undefined, value: unknown): readonly string[] {
  return schema === undefined ? [] : Object.keys(definitionOf(settle(schema, value).schema).shape ?? {});
}

/** A member of a shape; names such as `constructor` are no members. */
const own = (shape: Readonly<Record<string, ZodSchema>> | undefined, key: string): ZodSchema | undefined =>
  shape !== undefined && Object.hasOwn(shape, key) ? shape[key] : undefined;

/** Follows a path through schema and value at once. */
export function walkSchema(root: ZodSchema, value: unknown, path: Path): WalkedPlace {
  let schema: ZodSchema | undefined = root;
  let here = value;
  const tagged: (string | number)[] = [];
  for (const key of path) {
    if (schema !== undefined) {
      const settled = settle(schema, here);
      if (settled.tag !== undefined) tagged.push(String(settled.tag));
      const { shape, valueType } = definitionOf(settled.schema);
      schema = own(shape, String(key)) ?? elementOf(settled.schema) ?? valueType;
    }
    tagged.push(key);
    here = (here as Readonly<Record<string | number, unknown>> | null | undefined)?.[key];
  }
  return { schema, tagged };
}
