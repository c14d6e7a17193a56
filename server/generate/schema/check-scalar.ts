import { isJsonObject, type Json, type JsonObject } from '../../core';
import type { ReadPattern } from '../pattern/read';
import type { FormatTest } from './formats';
import { canonical, isOfType, listIn, lowerOf, numberIn, typesOf, upperOf } from './keywords';

/** What texts are held against. */
export interface TextTools {
  readonly patterns: ReadPattern;
  readonly formats: FormatTest;
}

/** Do the keywords hold that look at a value alone, not at what is inside it? */
export function plainlyHolds(tools: TextTools, schema: JsonObject, value: Json): boolean {
  const types = typesOf(schema);
  if (types !== undefined && !types.some((type) => isOfType(value, type))) return false;
  if (Array.isArray(schema['enum']) && !listIn(schema, 'enum').some((one) => canonical(one) === canonical(value)))
    return false;
  if (schema['const'] !== undefined && canonical(schema['const']) !== canonical(value)) return false;
  if (typeof value === 'number') return numberHolds(schema, value);
  if (typeof value === 'string') return textHolds(tools, schema, value);
  if (Array.isArray(value)) return countHolds(schema, value.length, ['minItems', 'maxItems']);
  return !isJsonObject(value) || countHolds(schema, Object.keys(value).length, ['minProperties', 'maxProperties']);
}

/** Does a number keep its bounds and steps? */
export function numberHolds(schema: JsonObject, value: number): boolean {
  const step = numberIn(schema, 'multipleOf');
  return (
    lowerOf(schema).every(({ at, exclusive }) => (exclusive ? value > at : value >= at)) &&
    upperOf(schema).every(({ at, exclusive }) => (exclusive ? value < at : value <= at)) &&
    (step === undefined || step <= 0 || isMultiple(value, step))
  );
}

// As ajv does it without a tolerance, so that the proof agrees.
const isMultiple = (value: number, step: number): boolean => Number.isInteger(value / step);

/** Does a text keep its length, pattern and format? */
export function textHolds({ patterns, formats }: TextTools, schema: JsonObject, text: string): boolean {
  if (!countHolds(schema, lengthOf(text), ['minLength', 'maxLength'])) return false;
  const { pattern, format } = schema;
  if (typeof pattern === 'string' && patterns(pattern)?.test(text) !== true) return false;
  return typeof format !== 'string' || formats(format, text);
}

/** Signs of a text, as JSON Schema counts them. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _sign of text) length += 1;
  return length;
}

const countHolds = (schema: JsonObject, count: number, [least, most]: readonly [string, string]): boolean =>
  count >= (numberIn(schema, least) ?? 0) && count <= (numberIn(schema, most) ?? count);
