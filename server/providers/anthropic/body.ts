import { type JsonObject, ProblemError } from '../../core';
import { locateJsonFault } from '../../validation';
import { describeFault, EMPTY_BODY, INVALID_UTF8, MAX_DEPTH, type ParserFault } from './orjson';

/** An escape of half a character, which `JSON.parse` takes alone and the house does not. */
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

/** Most texts hold no escape by number at all, and that is soon seen. */
const mayHoldHalves = (text: string): boolean => text.includes('\\u') && SURROGATE_ESCAPE.test(text);

/** Parses a body as the house's parser does, or throws `invalid-json` with that parser's words and place. */
export function parse(text: string | undefined): unknown {
  if (text === undefined) throw refusal(INVALID_UTF8, '');
  if (text === '') throw refusal(EMPTY_BODY, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusal(faultOf(text), text);
  }
  if (mayHoldHalves(text) || (text.length > 2 * MAX_DEPTH && isDeeper(value, MAX_DEPTH))) {
    const fault = locateJsonFault(text);
    if (fault !== undefined) throw refusal(describeFault(text, fault), text);
  }
  return value;
}

/** `JSON.parse` found a fault, so there is one; should the two ever differ, the text is refused at its end. */
function faultOf(text: string): ParserFault {
  const fault = locateJsonFault(text) ?? { kind: 'unexpected-end' as const, index: text.length };
  return describeFault(text, fault);
}

/** Are more arrays and objects open at once than may be? */
function isDeeper(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isDeeper(item, left - 1));
  for (const key in value) if (isDeeper((value as JsonObject)[key], left - 1)) return true;
  return false;
}

/** Lines and columns from 1, characters from 0, all in code points, as Python counts them. */
function refusal({ says, index }: ParserFault, text: string): ProblemError {
  const before = text.slice(0, index);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  const column = codePoints(before.slice(lineStart)) + 1;
  return new ProblemError('invalid-json', { says, line, column, char: codePoints(before) });
}

function codePoints(text: string): number {
  let found = 0;
  for (const _ of text) found += 1;
  return found;
}
