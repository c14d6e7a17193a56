import type { Json, JsonObject } from '../../../core';

/** How a parameter of a query is read. */
export type QueryKind = 'integer' | 'boolean' | 'text' | 'list';

/** A number where the text is one, for the schema to judge. */
export const numberOrText = (text: string): string | number => (/^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : text);

const readers: { readonly [Kind in QueryKind]: (values: readonly string[]) => Json | undefined } = {
  integer: ([value]) => (value === undefined ? value : numberOrText(value)),
  boolean: ([value]) => (value === 'true' || value === 'false' ? value === 'true' : value),
  text: ([value]) => value,
  list: (values) => (values.length === 0 ? undefined : values),
};

/** The parameters of a query as a body would hold them; what cannot be read stays text, and others are not looked at. */
export function parseQuery(query: string, kinds: Readonly<Record<string, QueryKind>>): JsonObject {
  const given = new URLSearchParams(query);
  return Object.fromEntries(
    Object.entries(kinds).flatMap(([name, kind]) => {
      const value = readers[kind]([...given.getAll(name), ...given.getAll(`${name}[]`)]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
