import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Json } from '../core';
import {
  normalizeText,
  plainText,
  prepareText,
  quoted,
  requireAnyKey,
  type TextCriterion,
  type TextRules,
  textRules,
} from './text';

/** A number, or a range of them. */
export type NumberCriterion = number | readonly number[] | NumberRange;

/** Bounds of a number; all that are given must hold. */
export interface NumberRange {
  readonly min?: number | undefined;
  readonly above?: number | undefined;
  readonly max?: number | undefined;
  readonly below?: number | undefined;
}

const bounds = {
  min: z.number().optional().describe('the least number'),
  above: z.number().optional().describe('a number that it must exceed'),
  max: z.number().optional().describe('the greatest number'),
  below: z.number().optional().describe('a number under which it must stay'),
};

/** The schema of a criterion of a number. */
export const numberCriterion: z.ZodType<NumberCriterion> = z.union([
  z.number(),
  z.array(z.number()).min(1),
  z.strictObject(bounds).check(requireAnyKey),
]);

/** One wanted value, ready to be compared. */
export interface ValueTest {
  matches(value: Json): boolean;
  readonly wanted: string;
}

const isRange = (criterion: NumberCriterion): criterion is NumberRange =>
  typeof criterion === 'object' && !Array.isArray(criterion);

const SIGNS = { min: '>=', above: '>', max: '<=', below: '<' } as const;

const holds: { readonly [Bound in keyof typeof SIGNS]: (value: number, bound: number) => boolean } = {
  min: (value, bound) => value >= bound,
  above: (value, bound) => value > bound,
  max: (value, bound) => value <= bound,
  below: (value, bound) => value < bound,
};

/** Makes the test of a number. */
export function prepareNumber(criterion: NumberCriterion): ValueTest {
  if (!isRange(criterion)) {
    const wanted = typeof criterion === 'number' ? [criterion] : criterion;
    return { matches: (value) => wanted.includes(value as number), wanted: wanted.join(' or ') };
  }
  const given = (Object.keys(SIGNS) as (keyof typeof SIGNS)[]).filter((key) => criterion[key] !== undefined);
  return {
    matches: (value) => typeof value === 'number' && given.every((key) => holds[key](value, criterion[key] as number)),
    wanted: `a number ${given.map((key) => `${SIGNS[key]} ${criterion[key]}`).join(' and ')}`,
  };
}

/** What a value of a body must be. */
export type ValueCriterion = string | number | boolean | null | readonly ValueCriterion[] | ValueRules;

/** All that is said must hold. */
export interface ValueRules extends Omit<TextRules, 'equals' | 'any' | 'all' | 'not'>, NumberRange {
  readonly equals?: Json | undefined;
  readonly any?: readonly ValueCriterion[] | undefined;
  readonly all?: readonly ValueCriterion[] | undefined;
  readonly not?: ValueCriterion | undefined;
  /** Is there any value at all? */
  readonly exists?: boolean | undefined;
}

const nested: z.ZodType<ValueCriterion> = z.lazy(() => valueCriterion).meta({ expected: 'a criterion' });
const several = z.array(nested).min(1);

/** The schema of a criterion of a value of a body. */
export const valueCriterion: z.ZodType<ValueCriterion> = z.union([
  plainText,
  z.number(),
  z.boolean(),
  z.null(),
  several.describe('criteria one of which must hold'),
  z
    .strictObject({
      ...textRules,
      ...bounds,
      equals: z.json().meta({ expected: 'any JSON' }).optional().describe('the very value: any JSON'),
      any: several.optional().describe('criteria one of which must hold'),
      all: several.optional().describe('criteria all of which must hold'),
      not: nested.optional().describe('a criterion that must not hold'),
      exists: z.boolean().optional().describe('true: there is a value; false: there is none'),
    })
    .check(requireAnyKey),
]) as unknown as z.ZodType<ValueCriterion>;

const BOUNDS = ['min', 'above', 'max', 'below'] as const;
const TEXTS = ['contains', 'matches', 'glob'] as const;

/** Makes the test of a value; `exists` is asked of the list of values, not of each. */
export function prepareValue(criterion: ValueCriterion): ValueTest {
  if (typeof criterion === 'string') return textual(criterion);
  if (isList(criterion)) return anyOf(criterion.map(prepareValue));
  if (typeof criterion !== 'object' || criterion === null) return equal(criterion);
  const { equals, any, all, not } = criterion;
  const texts = TEXTS.filter((key) => criterion[key] !== undefined);
  return allOf([
    ...(equals === undefined ? [] : [equal(equals)]),
    ...(any === undefined ? [] : [anyOf(any.map(prepareValue))]),
    ...(all ?? []).map(prepareValue),
    ...(not === undefined ? [] : [negated(prepareValue(not))]),
    ...texts.map((key) => textual({ [key]: criterion[key] })),
    ...(BOUNDS.some((key) => criterion[key] !== undefined) ? [prepareNumber(criterion)] : []),
  ]);
}

const isList = (criterion: ValueCriterion): criterion is readonly ValueCriterion[] => Array.isArray(criterion);

/** Texts are compared as texts are; what is no text by the text of its JSON. */
function textual(criterion: TextCriterion): ValueTest {
  const test = prepareText(criterion);
  return {
    matches(value) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return test.matches(text, normalizeText(text));
    },
    wanted: test.wanted,
  };
}

const equal = (wanted: Json): ValueTest => ({
  matches: (value) => isDeepStrictEqual(value, wanted),
  wanted: quoted(typeof wanted === 'string' ? wanted : JSON.stringify(wanted)),
});

const negated = ({ matches, wanted }: ValueTest): ValueTest => ({
  matches: (value) => !matches(value),
  wanted: `not ${wanted}`,
});

const anyOf = (options: readonly ValueTest[]): ValueTest => ({
  matches: (value) => options.some((option) => option.matches(value)),
  wanted: options.map(({ wanted }) => wanted).join(' or '),
});

const allOf = (parts: readonly ValueTest[]): ValueTest => ({
  matches: (value) => parts.every((part) => part.matches(value)),
  wanted: parts.length === 0 ? 'any value' : parts.map(({ wanted }) => wanted).join(' and '),
});
