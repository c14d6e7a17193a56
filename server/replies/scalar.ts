import type { Json, JsonObject } from '../core';
import { createSequence, type Filler, type Language, testPattern } from '../entropy';
import { FORMATS, FOUND_FORMATS, foundFor, inventFor, isUsual } from './fields';
import type { Found } from './found';
import { labelled, labelledNumber } from './labelled';
import { rangeFor } from './number-ranges';
import { typeOf } from './schema-type';

/** With what a text or number is made. */
export interface Invented {
  readonly found: Found;
  readonly filler: Filler;
  readonly language: Language;
  readonly seed: number;
  /** Numbers of the question that no field has taken yet. */
  readonly numbers: number[];
  /** What a field says for which nothing was found and nothing is usual. */
  readonly otherwise?: string;
}

/** A place in the schema that is being filled. */
export interface Spot {
  readonly name: string;
  readonly depth: number;
  readonly seed: number;
  /** Which item of a list this is. */
  readonly index: number;
}

/** No text is longer, whatever a schema asks for. */
const LONGEST_TEXT = 10_000;
/** An open range is no wider. */
const WIDEST_SPAN = 1000;

/** A text that a schema takes. */
export function makeString(maker: Invented, schema: JsonObject, spot: Spot): Json {
  const { found, filler, language } = maker;
  const description = textOr(schema['description']);
  const format = textOr(schema['format']);
  const values = foundFor(found, spot.name, description);
  const candidates = [
    labelled(found, spot.name),
    FOUND_FORMATS[format]?.(found),
    FORMATS[format] === undefined ? values[spot.index % Math.max(values.length, 1)] : undefined,
    textOr(schema['default']) || undefined,
    Array.isArray(schema['examples']) ? textOr(schema['examples'][0]) || undefined : undefined,
    FORMATS[format] === undefined ? undefined : filler.value(FORMATS[format], language, spot.seed),
    isUsual(spot.name) ? undefined : maker.otherwise,
    typeof schema['pattern'] === 'string' ? filler.matching(schema['pattern'], spot.seed) : undefined,
  ];
  const fitting = candidates.find((value): value is string => value !== undefined && fits(schema, value));
  if (fitting !== undefined) return fitting;
  return sized(inventFor(spot.name, { filler, language, seed: spot.seed }), schema);
}

/** Cuts or stretches a text to the length that a schema wants. */
function sized(text: string, schema: JsonObject): string {
  const least = Math.min(numberOr(schema['minLength'], 0), LONGEST_TEXT);
  const most = Math.min(numberOr(schema['maxLength'], LONGEST_TEXT), LONGEST_TEXT);
  const signs = [...text];
  const stretched = signs.length < least ? [...text.repeat(Math.ceil(least / Math.max(signs.length, 1)))] : signs;
  return stretched.slice(0, Math.min(Math.max(least, signs.length), most)).join('');
}

/** Does a schema take this text? */
export function fits(schema: JsonObject, text: string): boolean {
  const length = [...text].length;
  const pattern = schema['pattern'];
  if (length < numberOr(schema['minLength'], 0) || length > numberOr(schema['maxLength'], length)) return false;
  return typeof pattern !== 'string' || testPattern(pattern, text);
}

/** Bounds of a number, the bounds themselves included. */
function boundsOf(schema: JsonObject, name: string): readonly [min: number, max: number] {
  const step = numberOr(schema['multipleOf'], typeOf(schema) === 'integer' ? 1 : SMALL_STEP);
  const [usualMin, usualMax] = rangeFor(name);
  const low =
    schema['minimum'] ??
    (typeof schema['exclusiveMinimum'] === 'number' ? schema['exclusiveMinimum'] + step : undefined);
  const high =
    schema['maximum'] ??
    (typeof schema['exclusiveMaximum'] === 'number' ? schema['exclusiveMaximum'] - step : undefined);
  const lowest = numberOr(low, Math.min(usualMin, numberOr(high, usualMin)));
  const highest = numberOr(high, Math.max(usualMax, lowest));
  if (highest - lowest <= WIDEST_SPAN) return [lowest, highest];
  // Bounds this far apart say how a number is stored, not how large it is: zod gives every integer the safe ones.
  const min = Math.max(lowest, Math.min(usualMin, highest));
  return [min, Math.min(highest, Math.max(usualMax, min))];
}

/** How far inside an exclusive bound a number stays. */
const SMALL_STEP = 0.01;

/** A number that a schema takes. */
export function makeNumber(maker: Invented, schema: JsonObject, spot: Spot): Json {
  const { found } = maker;
  const [min, max] = boundsOf(schema, spot.name);
  const whole = typeOf(schema) === 'integer';
  const step = numberOr(schema['multipleOf'], whole ? 1 : 0);
  const named = labelledNumber(found, spot.name);
  const told = takeNumber(
    maker,
    spot.name,
    (value) =>
      (named === undefined || value === named) && takesNumber(schema, value) && (step === 0 || value % step === 0),
  );
  if (told !== undefined) return told;
  if (typeof schema['default'] === 'number') return schema['default'];
  const share = createSequence(spot.seed)() / 0x1_0000_0000;
  const value = min + share * (max - min);
  if (step > 0) return clampStep(value, step, min, max);
  return Number(value.toFixed(max - min > 1 ? 1 : 2));
}

function clampStep(value: number, step: number, ...[min, max]: [number, number]): number {
  const first = Math.ceil(min / step);
  const last = Math.floor(max / step);
  return Number((Math.min(Math.max(Math.round(value / step), first), Math.max(first, last)) * step).toFixed(10));
}

function takesNumber(schema: JsonObject, value: number): boolean {
  return (
    value >= numberOr(schema['minimum'], value) &&
    value <= numberOr(schema['maximum'], value) &&
    value > numberOr(schema['exclusiveMinimum'], value - 1) &&
    value < numberOr(schema['exclusiveMaximum'], value + 1)
  );
}

/** Takes the next number of the question that fits; an age is known by its words. */
function takeNumber({ numbers, found }: Invented, name: string, takes: (value: number) => boolean): number | undefined {
  const isAge = /\bage\b|年龄|年齢|나이|возраст/u.test(name.toLowerCase());
  const at = numbers.findIndex(
    (value) =>
      takes(value) && (isAge || value !== found.age) && (!isAge || found.age === undefined || value === found.age),
  );
  return at < 0 ? undefined : numbers.splice(at, 1)[0];
}

/** A keyword's number, or another. */
export const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** A keyword's text, or none. */
export const textOr = (value: unknown): string => (typeof value === 'string' ? value : '');
