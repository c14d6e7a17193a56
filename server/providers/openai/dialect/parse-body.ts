import { isJsonObject, ProblemError } from '../../../core';
import { type DuplicateKey, findDuplicateKey, readJson } from '../../../lib';
import { isClassic } from './gateway';
import { typePhrase } from './sentence-parts';

/** Bytes that a request body may have. Inferred: no public report names the limit of the generating routes. */
export const BODY_LIMIT = 32 * 1024 * 1024;

/** What is wrong with a body as a whole; a sentence for each stands in `problems.ts`. */
export type BodyErrorCode = 'syntax' | 'unicode' | 'root' | 'duplicate';

/** What a sentence on a faulty body may quote. */
export interface BodyErrorFacts {
  /** The kind of the root that is no object. */
  readonly got?: string;
  readonly duplicate?: DuplicateKey;
}

const refused = (fault: BodyErrorCode, facts: BodyErrorFacts = {}): ProblemError =>
  new ProblemError('invalid-json', { fault, ...facts });

/** Reads a request's body as the gateway of its route does. */
export function parseBody(text: string | undefined, route: string | undefined): unknown {
  const classic = isClassic(route);
  if (text === undefined) throw refused('unicode');
  if (text === '' && !classic) return {};
  const value = parseJson(text);
  if (classic) return forRouting(value);
  unique(text, value);
  return orEmpty(value);
}

/** The newer gateway takes no key twice (seen on its Agents API); of the older one the last wins. */
function unique(text: string, value: unknown): void {
  const duplicate = findDuplicateKey(text, value);
  if (duplicate !== undefined) throw refused('duplicate', { duplicate });
}

/** Inferred: a text deeper than the other provider takes is refused as no JSON. */
function parseJson(text: string): unknown {
  const read = readJson(text);
  if ('fault' in read) throw refused('syntax');
  return read.value;
}

/**
 * The routing layer reads `model` before anything is checked, and calls a number there unparseable (observed).
 * Inferred: the same for other types that are no string, and for bodies that are no object.
 */
function forRouting(value: unknown): unknown {
  if (!isJsonObject(value)) throw refused('syntax');
  const { model } = value;
  if (model !== undefined && model !== null && typeof model !== 'string') throw refused('syntax');
  return value;
}

/** Responses takes null and an empty array for an empty object. */
function orEmpty(value: unknown): unknown {
  if (isJsonObject(value)) return value;
  if (value === null || (Array.isArray(value) && value.length === 0)) return {};
  throw refused('root', { got: typePhrase(value) });
}
