import type { Json, JsonObject } from '../../core';
import { createPatternReader } from '../pattern/read';
import { holds } from './check';
import { openDocument } from './document';
import { testFormat } from './formats';
import { createProver } from './validator';

// Both hold nothing but what was read of a schema's own words, within a bound: each caller gets the same.
const patterns = createPatternReader();
const prover = createProver(patterns);

/** In what a value breaks a schema, in the validator's words; undefined where it keeps it. */
export function schemaError(schema: JsonObject, value: Json): string | undefined {
  const document = openDocument(schema);
  const { keeps, complaint } = prover.judge(schema, document)(value);
  if (keeps ?? holds({ document, patterns, formats: testFormat }, schema, value)) return undefined;
  return complaint ?? 'it does not keep it';
}
