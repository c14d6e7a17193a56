import type { JsonObject } from '../core';
import { type JsonFault, locateJsonFault, MAX_JSON_DEPTH } from './json-fault';

/** An escape of half a character: `JSON.parse` takes it alone, strict parsers do not. */
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

/** Most texts hold no escape by number at all, and that is soon seen. */
const mayHoldHalves = (text: string): boolean => text.includes('\\u') && SURROGATE_ESCAPE.test(text);

/** Are more arrays and objects open at once than may be? */
function isDeeper(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isDeeper(item, left - 1));
  for (const key in value) if (isDeeper((value as JsonObject)[key], left - 1)) return true;
  return false;
}

/**
 * Reads a JSON text as the strict parsers of the services do: no half characters, and no deeper than can be walked.
 * `JSON.parse` judges; only a text that it refuses, or that looks suspicious, is looked at again.
 */
export function readJson(text: string): { readonly value: unknown } | { readonly fault: JsonFault } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Should the two ever differ, the text is refused at its end.
    return { fault: locateJsonFault(text) ?? { kind: 'unexpected-end', index: text.length } };
  }
  // A level takes two characters at least.
  const mayBeDeep = text.length > 2 * MAX_JSON_DEPTH;
  if (!mayHoldHalves(text) && !(mayBeDeep && isDeeper(value, MAX_JSON_DEPTH))) return { value };
  const fault = locateJsonFault(text);
  return fault === undefined ? { value } : { fault };
}
