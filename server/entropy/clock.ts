/** Tells the time in Unix milliseconds. */
export interface Clock {
  now(): number;
}

/** A clock that a test moves by hand. */
export interface SteppedClock extends Clock {
  /** Moves the time forward by some milliseconds. */
  advance(milliseconds: number): void;
}

/** The machine's own clock. */
export const realClock: Clock = { now: () => Date.now() };

/** A clock that stands still at a Unix time in milliseconds. */
export const frozenClock = (at: number): Clock => ({ now: () => at });

/** A clock that stands still until it is advanced. */
export function steppedClock(start: number): SteppedClock {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}
