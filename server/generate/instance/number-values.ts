import { createSequence } from '../../lib';
import { labelledNumber } from '../extract/labelled-values';
import { numberHolds } from '../schema/check-scalar';
import { type Constraints, remark } from '../schema/constraints';
import type { InstanceContext, ValueAttempt, ValueGenerator } from './instance-context';
import { rangeFor } from './number-ranges';

/** An open range is no wider. */
const WIDEST_SPAN = 1000;
/** Neighbours tried where a step does not divide as decimals should. */
const NEIGHBOURS = 60;
/** How far inside an exclusive bound a number stays. */
const SMALL_STEP = 0.01;

/** A number that a demand takes. */
export const number: ValueGenerator = (maker, demand, attempt) => {
  const whole = demand.types?.every((type) => type === 'integer' || type === 'null') ?? false;
  const takes = (value: number): boolean =>
    (!whole || Number.isInteger(value)) && demand.layers.every((layer) => numberHolds(layer, value));
  const turn = attempt.variant + attempt.location.twist;
  if (turn === 0) {
    const told = toldNumber(maker, attempt, takes);
    if (told !== undefined) return told;
    const usual = remark(demand, 'default');
    if (typeof usual === 'number' && takes(usual)) return usual;
  }
  const fitting: number[] = [];
  for (const value of candidates(demand, attempt, whole)) {
    if (takes(value) && fitting.push(value) > turn) return value;
  }
  return fitting[turn % Math.max(fitting.length, 1)];
};

/** The next number of the question that fits; one that stands beside the field's name is the only one. */
function toldNumber(
  maker: InstanceContext,
  { location }: ValueAttempt,
  takes: (value: number) => boolean,
): number | undefined {
  const named = labelledNumber(maker.found, location.name);
  return takeNumber(maker, location.name, (value) => (named === undefined || value === named) && takes(value));
}

/** Takes a number away from the question; an age is known by its words. */
function takeNumber(
  { numbers, found }: InstanceContext,
  name: string,
  takes: (value: number) => boolean,
): number | undefined {
  const isAge = /\bage\b|年龄|年齢|나이|возраст/u.test(name.toLowerCase());
  const at = numbers.findIndex(
    (value) =>
      takes(value) && (isAge || value !== found.age) && (!isAge || found.age === undefined || value === found.age),
  );
  return at < 0 ? undefined : numbers.splice(at, 1)[0];
}

/** A likely number, then its neighbours, then the ends of the range. */
function* candidates(demand: Constraints, { location }: ValueAttempt, whole: boolean): Generator<number> {
  const step = stepOf(demand.steps, whole);
  const [min, max] = rangeOf(demand, location.name, step === 0 ? SMALL_STEP : step);
  const share = createSequence(location.seed)() / 0x1_0000_0000;
  const likely = min + share * (max - min);
  if (step === 0) yield* spread(likely, min, max);
  else {
    const at = Math.round(likely / step);
    for (let away = 0; away <= NEIGHBOURS; away += 1) {
      yield decimal((at - away) * step);
      if (away > 0) yield decimal((at + away) * step);
    }
    yield decimal(Math.ceil(min / step) * step);
    yield decimal(Math.floor(max / step) * step);
  }
  yield* [min, max, 0, 1, -1, (min + max) / 2];
}

/** Rounded as people write numbers where the range has room for it. */
function spread(likely: number, ...[min, max]: [number, number]): readonly number[] {
  const plain = Number(likely.toFixed(max - min > 1 ? 1 : 2));
  const others = Array.from({ length: 8 }, (_, at) => Number((min + ((at + 1) * (max - min)) / 9).toPrecision(6)));
  return [plain, likely, ...others, decimal(plain + 1), decimal(plain - 1)];
}

const decimal = (value: number): number => Number(value.toPrecision(15));

/** The least number that all steps divide; 0 where there is no step. */
function stepOf(steps: readonly number[], whole: boolean): number {
  return (whole ? [1, ...steps] : steps).reduce((all, step) => (all === 0 ? step : leastCommon(all, step)), 0);
}

function leastCommon(a: number, b: number): number {
  const scale = 10 ** Math.min(Math.max(places(a), places(b)), 12);
  const [x, y] = [Math.round(a * scale), Math.round(b * scale)];
  return (x / Math.max(greatestCommon(x, y), 1)) * (y / scale);
}

const greatestCommon = (a: number, b: number): number => (b === 0 ? a : greatestCommon(b, a % b));

function places(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
}

/** Bounds of a number, the bounds themselves included. */
function rangeOf({ lower, upper }: Constraints, name: string, step: number): readonly [min: number, max: number] {
  const [usualMin, usualMax] = rangeFor(name);
  const inside = lower !== undefined && upper !== undefined ? Math.min(step, (upper.at - lower.at) / 4) : step;
  const low = lower === undefined ? undefined : lower.at + (lower.exclusive ? inside : 0);
  const high = upper === undefined ? undefined : upper.at - (upper.exclusive ? inside : 0);
  const lowest = low ?? Math.min(usualMin, high ?? usualMin);
  const highest = high ?? Math.max(usualMax, lowest);
  if (highest - lowest <= WIDEST_SPAN) return [lowest, Math.max(lowest, highest)];
  // Bounds this far apart say how a number is stored, not how large it is: zod gives every integer the safe ones.
  const min = Math.max(lowest, Math.min(usualMin, highest));
  return [min, Math.min(highest, Math.max(usualMax, min))];
}
