/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object; `undefined` stands for an absent member, as in `JSON.stringify`. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** A place inside a JSON document: member names and array indices, outermost first. */
export type Path = readonly (string | number)[];

/** True for a JSON object: neither null nor an array. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same document without some top-level keys; itself when it has none of them. */
export function without(json: unknown, keys: readonly string[]): unknown {
  if (keys.length === 0 || !isJsonObject(json) || !keys.some((key) => key in json)) return json;
  const unwanted = new Set(keys);
  return Object.fromEntries(Object.entries(json).filter(([key]) => !unwanted.has(key)));
}
