/** The fill level of a bucket. */
export interface BucketLevel {
  /** Tokens that are missing, times the window. */
  readonly missing: number;
  /** When that was so, in Unix milliseconds. */
  readonly at: number;
}

const FULL: BucketLevel = { missing: 0, at: 0 };

/**
 * A bucket that is full at first and fills up evenly: `limit` of them in each `window`.
 * What is missing is kept as tokens times milliseconds of the window, so that whole numbers stay whole and no share of a token is lost.
 */
export class Bucket {
  #missing: number;
  #at: number;

  constructor(
    readonly limit: number,
    /** Milliseconds. */
    readonly window: number,
    { missing, at }: BucketLevel = FULL,
  ) {
    this.#missing = missing;
    this.#at = at;
  }

  get level(): BucketLevel {
    return { missing: this.#missing, at: this.#at };
  }

  /** Fills up to a moment; a clock that is set back fills nothing. */
  #fill(now: number): void {
    const passed = Math.max(0, now - this.#at);
    this.#missing = Math.max(0, this.#missing - this.limit * passed);
    this.#at = now;
  }

  /** Tokens in use. */
  used(now: number): number {
    this.#fill(now);
    return Math.ceil(this.#missing / this.window);
  }

  /** Whole tokens that can be taken. */
  remaining(now: number): number {
    return Math.max(0, this.limit - this.used(now));
  }

  /** Milliseconds until `amount` could be taken; until the bucket is full, where it never holds so many. */
  wait(amount: number, now: number): number {
    this.#fill(now);
    const over = this.#missing + (Math.min(amount, this.limit) - this.limit) * this.window;
    return Math.max(0, Math.ceil(over / this.limit));
  }

  /** Milliseconds until the bucket is full. */
  reset(now: number): number {
    return this.wait(this.limit, now);
  }

  /** Takes tokens, more than there are if need be, or gives back a negative number of them. */
  take(amount: number, now: number): void {
    this.#fill(now);
    this.#missing = Math.max(0, this.#missing + amount * this.window);
  }
}
