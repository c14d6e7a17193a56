import type { Json, JsonObject } from '../../../../core';

/** A schema inside a schema. */
export interface Child {
  readonly schema: Json;
  /** The keys that lead to it from the schema around it. */
  readonly keys: readonly string[];
  /** How it belongs there: only members and items are a level further in. */
  readonly as: 'property' | 'items' | 'option' | 'definition';
}

/** Keywords with schemas inside, in the order in which these are looked at. */
const HOLDERS: readonly (readonly [keyword: string, as: Child['as']])[] = [
  ['properties', 'property'],
  ['items', 'items'],
  ['anyOf', 'option'],
  ['allOf', 'option'],
  ['oneOf', 'option'],
  ['$defs', 'definition'],
  ['definitions', 'definition'],
];

/** The schemas directly inside a well-formed schema. */
export function childrenOf(schema: JsonObject): readonly Child[] {
  const children: Child[] = [];
  for (const [keyword, as] of HOLDERS) {
    const held = schema[keyword];
    if (held === undefined) continue;
    if (as === 'items') children.push({ schema: held, keys: [keyword], as });
    else if (typeof held === 'object' && held !== null) {
      // Lists give their indices as names, as the service prints them.
      for (const [name, inner] of Object.entries(held as Readonly<Record<string, Json>>)) {
        children.push({ schema: inner, keys: [keyword, name], as });
      }
    }
  }
  return children;
}
