import type { JsonObject } from '../core';
import { findJsonFault, type JsonFault, MAX_JSON_DEPTH } from './json-errors';

/** An escape of half a character: `JSON.parse` takes it alone, strict parsers do not. */
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

/** Most texts hold no escape by number at all, and that is soon seen. */
const mayHoldHalves = (text: string): boolean => text.includes('\\u') && SURROGATE_ESCAPE.test(text);

/** Are more arrays and objects open at once than may be, or is a number too large to be one? */
function isStrange(value: unknown, left: number): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isStrange(item, left - 1));
  for (const key in value) if (isStrange((value as JsonObject)[key], left - 1)) return true;
  return false;
}

/** No number of fewer digits than this and without an exponent is infinite. */
const FINITE_DIGITS = 308;
/** A text that holds neither a deep value nor a huge number needs no walk; a level takes two characters at least. */
const mayBeStrange = (text: string): boolean =>
  text.length > Math.min(2 * MAX_JSON_DEPTH, FINITE_DIGITS) || /\d[eE]/.test(text);

/**
 * Reads a JSON text as the strict parsers of the services do: no half characters, no infinite numbers, and no
 * deeper than can be walked.
 * `JSON.parse` judges; only a text that it refuses, or that looks suspicious, is looked at again.
 */
export function readJson(text: string): { readonly value: unknown } | { readonly fault: JsonFault } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Should the two ever differ, the text is refused at its end.
    return { fault: findJsonFault(text) ?? { kind: 'unexpected-end', index: text.length } };
  }
  if (!mayHoldHalves(text) && !(mayBeStrange(text) && isStrange(value, MAX_JSON_DEPTH))) return { value };
  const fault = findJsonFault(text);
  return fault === undefined ? { value } : { fault };
}
