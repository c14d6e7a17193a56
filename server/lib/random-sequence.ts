/** The next whole number from 0 to 2^32 - 1 of a seeded sequence. */
export type Sequence = () => number;

/** Rounds after which sfc32's state no longer shows its seed; its author's number. */
const WARM_UP = 12;

/** A seeded sfc32 (Chris Doty-Humphrey, PractRand): passes its author's tests and costs three nanoseconds a number. */
export function createSequence(seed: number): Sequence {
  let a = seed | 0;
  let b = Math.floor(seed / 0x1_0000_0000) | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < WARM_UP; round += 1) next();
  return next;
}

/** One of some values, chosen by a seed alone. */
export function pick<T>(values: readonly [T, ...T[]], seed: number): T;
export function pick<T>(values: readonly T[], seed: number): T | undefined;
export function pick<T>(values: readonly T[], seed: number): T | undefined {
  return values[createSequence(seed)() % values.length];
}
