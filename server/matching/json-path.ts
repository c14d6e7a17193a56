import type { JSONPathEnvironment, JSONPathQuery, JSONValue } from 'json-p3';
import type { Json } from '../core';
import { later } from '../lib';

/** How deep and how wide a path may search. */
const MAX_DEPTH = 500;

/** RFC 9535, but for the functions that run a client's or an author's pattern on an engine without a bound. */
function environment(): JSONPathEnvironment {
  // Loaded at first need: few fixtures have a path.
  const { JSONPathEnvironment } = require('json-p3') as typeof import('json-p3');
  const made = new JSONPathEnvironment({ maxRecursionDepth: MAX_DEPTH });
  for (const name of ['match', 'search']) made.functionRegister.delete(name);
  return made;
}

const paths = later(environment);
const compilePath = (text: string): JSONPathQuery => paths().compile(rooted(text));

/** Why a text is no path, or undefined. */
export function jsonPathError(text: string): string | undefined {
  try {
    compilePath(text);
    return undefined;
  } catch (error) {
    return `a JSONPath (RFC 9535) without match() and search(), such as $.messages[0].content (${(error as Error).message})`;
  }
}

/** A name alone is a member at the top: `temperature` is `$.temperature`. */
const rooted = (text: string): string => (text.startsWith('$') ? text : `$.${text}`);

/** Reads the values at a path; what nests too deeply has none. */
export function compileJsonPath(text: string): (value: unknown) => readonly Json[] {
  let query: JSONPathQuery | undefined;
  return (value) => {
    query ??= compilePath(text);
    try {
      return query.query((value ?? null) as JSONValue).values() as Json[];
    } catch {
      return [];
    }
  };
}
