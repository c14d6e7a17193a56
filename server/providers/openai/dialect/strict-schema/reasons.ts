import type { Facts } from '../../../../core';
import { pythonText } from '../sentence-parts';

/** Why a schema is refused. */
export type Reason = (facts: Facts) => string;

/** What is said of the list of required keys. */
export const REQUIRED_KEYS =
  "'required' is required to be supplied and to be an array including every key in properties.";

/** A tuple as Python prints it: `('properties', 'a')`, `('items',)`, `()`. */
function pythonTuple(keys: unknown): string {
  const items = (keys as readonly string[]).map((key) => pythonText(key));
  return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
}

/** A reason after the place that it is about. */
export const inContext =
  (fault: Reason): Reason =>
  (facts) =>
    `In context=${pythonTuple(facts['context'])}, ${fault(facts)}`;

/** Two checks say where without "In". */
export const context =
  (fault: Reason): Reason =>
  (facts) =>
    `context=${pythonTuple(facts['context'])}, ${fault(facts)}`;

/** What Python's check against the metaschema says. */
const FLAWS: Readonly<Record<string, (value: string, facts: Facts) => string>> = {
  type: (value, facts) => `${value} is not of type ${quoted(facts['types'])}.`,
  'any-of': (value) => `${value} is not valid under any of the given schemas.`,
  unique: (value) => `${value} has non-unique elements.`,
  empty: (value) => `${value} should be non-empty.`,
  minimum: (value) => `${value} is less than the minimum of 0.`,
};

/** `'a', 'b'`. */
export const quoted = (names: unknown): string => (names as readonly string[]).map((name) => `'${name}'`).join(', ');

/** What is said of a keyword whose value JSON Schema does not allow. */
export const badKeyword: Reason = (facts) => FLAWS[String(facts['kind'])]?.(pythonText(facts.value), facts) ?? '';

/** As an f-string prints it: text without quotes. */
export const plain = (value: unknown): string => (typeof value === 'string' ? value : pythonText(value));
