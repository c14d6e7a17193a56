import { isJsonObject, type Json, type JsonObject } from '../../core';

/** A schema document whose references can be followed. */
export interface SchemaDocument {
  readonly root: Json;
  /** The schema that a `$ref`, `$dynamicRef` or `$recursiveRef` of this schema leads to; undefined where it leads nowhere. */
  targetOf(schema: JsonObject): Json | undefined;
  /** Does any schema in it look at what others have left unlooked at? */
  readonly watchful: boolean;
  /** How many schemas it holds. */
  readonly size: number;
  /** How many it holds where each reference stands for a copy of what it leads to; those that lead round in circles end. */
  expandedSize(): number;
}

/** Members that are no schemas, whatever they look like. */
const DATA: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'example', 'examples', 'required']);
/** Deeper schemas are not looked into. */
const DEEPEST = 1024;
/** Where references are resolved that no `$id` gives a base. */
const NOWHERE = 'schema://document/';

interface Registry {
  /** Schemas by absolute URI, with their anchors. */
  readonly places: Map<string, Json>;
  /** The base of each schema that refers to another. */
  readonly bases: Map<JsonObject, string>;
  /** Schemas with a `$dynamicAnchor`, the outermost of each name first. */
  readonly dynamic: Map<string, Json>;
  watchful: boolean;
  size: number;
}

/** Reads a document's names, so that its references can be followed. */
export function openDocument(root: Json): SchemaDocument {
  const registry: Registry = { places: new Map(), bases: new Map(), dynamic: new Map(), watchful: false, size: 0 };
  registry.places.set(NOWHERE, root);
  register(registry, root, [NOWHERE, 0]);
  const targetOf = (schema: JsonObject): Json | undefined => targetIn(registry, schema);
  return {
    root,
    watchful: registry.watchful,
    size: registry.size,
    targetOf,
    expandedSize: () => expandedSize(root, targetOf),
  };
}

function targetIn(registry: Registry, schema: JsonObject): Json | undefined {
  const base = registry.bases.get(schema) ?? NOWHERE;
  if (typeof schema['$ref'] === 'string') return follow(registry, base, schema['$ref']);
  if (typeof schema['$recursiveRef'] === 'string') return follow(registry, base, '#');
  const { $dynamicRef: reference } = schema;
  if (typeof reference !== 'string') return undefined;
  const first = follow(registry, base, reference);
  const name = isJsonObject(first) ? first['$dynamicAnchor'] : undefined;
  return typeof name === 'string' && reference.endsWith(`#${name}`) ? registry.dynamic.get(name) : first;
}

function expandedSize(root: Json, targetOf: SchemaDocument['targetOf']): number {
  const sizes = new Map<Json, number>();
  const sizeOf = (schema: Json): number => {
    const known = sizes.get(schema);
    if (known !== undefined || typeof schema !== 'object' || schema === null) return known ?? 0;
    sizes.set(schema, 0);
    let size = 1;
    for (const [key, member] of Object.entries(schema)) {
      if (!DATA.has(key) && !DEFINITIONS.has(key)) size += sizeOf(member as Json);
    }
    if (isJsonObject(schema) && refers(schema)) size += sizeOf(targetOf(schema) ?? true);
    sizes.set(schema, size);
    return size;
  };
  return sizeOf(root);
}

/** Members that only hold what references lead to. */
const DEFINITIONS: ReadonlySet<string> = new Set(['$defs', 'definitions']);

/** Does a schema say that it refers to another? */
export const refers = (schema: JsonObject): boolean =>
  typeof schema['$ref'] === 'string' ||
  typeof schema['$dynamicRef'] === 'string' ||
  typeof schema['$recursiveRef'] === 'string';

function register(registry: Registry, schema: Json | undefined, [outer, depth]: readonly [string, number]): void {
  if (depth > DEEPEST) return;
  if (Array.isArray(schema)) {
    for (const item of schema as readonly Json[]) register(registry, item, [outer, depth + 1]);
    return;
  }
  if (!isJsonObject(schema)) return;
  registry.size += 1;
  const base = named(registry, schema, outer);
  if (refers(schema)) registry.bases.set(schema, base);
  if (schema['unevaluatedProperties'] !== undefined || schema['unevaluatedItems'] !== undefined)
    registry.watchful = true;
  for (const [key, member] of Object.entries(schema)) {
    if (!DATA.has(key)) register(registry, member, [base, depth + 1]);
  }
}

/** Files a schema under its names and gives the base of what is below it. */
function named({ places, dynamic }: Registry, schema: JsonObject, outer: string): string {
  const id = schema['$id'] ?? schema['id'];
  const base = typeof id === 'string' && !id.startsWith('#') ? absolute(id, outer) : outer;
  if (base !== outer) places.set(base, schema);
  for (const key of ['$anchor', '$dynamicAnchor'] as const) {
    const name = schema[key];
    if (typeof name === 'string') places.set(`${base}#${name}`, schema);
    if (typeof name === 'string' && key === '$dynamicAnchor' && !dynamic.has(name)) dynamic.set(name, schema);
  }
  if (typeof id === 'string' && id.startsWith('#')) places.set(`${outer}${id}`, schema);
  return base;
}

function absolute(reference: string, base: string): string {
  try {
    const url = new URL(reference, base);
    url.hash = '';
    return url.href;
  } catch {
    return base;
  }
}

function follow({ places }: Registry, base: string, reference: string): Json | undefined {
  const [path = '', fragment = ''] = reference.split(/#(.*)/su);
  const resource = path === '' ? base : absolute(path, base);
  if (fragment === '') return places.get(resource);
  const anchored = places.get(`${resource}#${fragment}`);
  if (anchored !== undefined || !fragment.startsWith('/')) return anchored;
  return lookUp(places.get(resource), fragment);
}

/** Follows a JSON pointer (RFC 6901 §4). */
function lookUp(from: Json | undefined, pointer: string): Json | undefined {
  return pointer
    .split('/')
    .slice(1)
    .reduce<Json | undefined>((at, step) => {
      const key = decoded(step).replaceAll('~1', '/').replaceAll('~0', '~');
      if (Array.isArray(at)) return (at as readonly Json[])[Number(key)];
      return isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    }, from);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
