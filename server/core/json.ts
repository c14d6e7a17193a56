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
export function withoutKeys(json: unknown, keys: readonly string[]): unknown {
  if (keys.length === 0 || !isJsonObject(json) || !keys.some((key) => key in json)) return json;
  const unwanted = new Set(keys);
  return Object.fromEntries(Object.entries(json).filter(([key]) => !unwanted.has(key)));
}

/** The value of a JSON text; undefined where it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A path as people write it: `messages[0].content`. */
export const formatPath = (path: Path): string =>
  path.map((key, at) => (typeof key === 'number' ? `[${key}]` : at === 0 ? key : `.${key}`)).join('');

/** What may be written as one thing or as a list of them, as a list. */
export const asList = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);
