import { createSequence, type Sequence } from '../lib';
import type { Distribution } from './schema';

/** How a reply's frames are spread over time, all of it worked out. */
export interface Pace {
  /** Is the model asked for its own pace? */
  readonly own: boolean;
  /** What every wait has been multiplied by. */
  readonly load: number;
  /** Milliseconds before the first frame. */
  readonly first: number;
  /** Milliseconds between frames. */
  readonly gap: number;
  /** Does the gap follow from a rate of tokens? */
  readonly rated: boolean;
  readonly jitter: number;
  readonly distribution: Distribution;
  readonly stalls: { readonly chance: number; readonly ms: number } | undefined;
  /** Silence after which a provider that pings does. */
  readonly ping: number;
  /** The moments of a recorded stream. */
  readonly recorded: readonly number[] | undefined;
}

/** Silence after which Anthropic's service pings; the interval is not documented, this one is inferred from captures. */
const PING_AFTER = 15_000;

/** All at once. */
export const INSTANT: Pace = {
  own: false,
  load: 1,
  first: 0,
  gap: 0,
  rated: false,
  jitter: 0,
  distribution: 'uniform',
  stalls: undefined,
  ping: PING_AFTER,
  recorded: undefined,
};

/** The pace of a stream with so many tokens in each frame: a rate of tokens stays what it is. */
export const withChunks = (pace: Pace, tokens: number): Pace =>
  pace.rated && tokens > 1 ? { ...pace, gap: pace.gap * tokens } : pace;

/** Does a pace hold anything back? */
export const isPaced = ({ first, gap, stalls, recorded }: Pace): boolean =>
  first + gap > 0 || stalls !== undefined || recorded !== undefined;

const SPAN = 2 ** 32;

/** A number from 0 to 1, both excluded, so that its logarithm is finite. */
const chance = (next: Sequence): number => (next() + 0.5) / SPAN;

/** A factor of mean 1 for a delay. */
const factors: { readonly [Name in Distribution]: (jitter: number, next: Sequence) => number } = {
  uniform: (jitter, next) => 1 + jitter * (2 * chance(next) - 1),
  // Box and Muller's normal; less half the variance, so that the mean stays.
  lognormal(jitter, next) {
    const normal = Math.sqrt(-2 * Math.log(chance(next))) * Math.cos(2 * Math.PI * chance(next));
    return Math.exp(jitter * normal - (jitter * jitter) / 2);
  },
  exponential: (jitter, next) => 1 - jitter - jitter * Math.log(chance(next)),
};

/** When each frame of one reply is due, in milliseconds from its start; frames are asked for in their order. */
export class Timetable {
  readonly #pace: Pace;
  readonly #next: Sequence | undefined;
  #at = 0;
  #due: number;

  constructor(pace: Pace, seed: number) {
    this.#pace = pace;
    this.#next = pace.jitter > 0 || pace.stalls !== undefined ? createSequence(seed) : undefined;
    this.#due = pace.recorded === undefined ? this.#vary(pace.first) : (pace.recorded[0] ?? 0);
  }

  /** When the next frame is due. */
  get due(): number {
    return this.#due;
  }

  /** Goes on to the frame after. */
  step(): void {
    const { recorded, gap, stalls } = this.#pace;
    this.#at += 1;
    if (recorded !== undefined) {
      this.#due = recorded[this.#at] ?? this.#due;
      return;
    }
    const stalled = stalls !== undefined && this.#next !== undefined && chance(this.#next) < stalls.chance;
    this.#due += this.#vary(gap) + (stalled ? stalls.ms : 0);
  }

  #vary(wait: number): number {
    const { jitter, distribution } = this.#pace;
    return this.#next === undefined || jitter === 0 ? wait : wait * factors[distribution](jitter, this.#next);
  }
}

/** When each of so many frames is due, in milliseconds from the start. */
export function frameTimes(pace: Pace, frames: number, seed: number): readonly number[] {
  const timetable = new Timetable(pace, seed);
  return Array.from({ length: frames }, () => {
    const { due } = timetable;
    timetable.step();
    return due;
  });
}

/** How long a reply in one piece takes: as long as its tokens would as a stream. */
export function totalTime(pace: Pace, tokens: number, seed: number): number {
  const timetable = new Timetable(pace, seed);
  for (let token = 1; token < tokens; token += 1) timetable.step();
  return timetable.due;
}
