/** What a key may use up in a time, of one model. */
export type LimitName =
  | 'requests_per_minute'
  | 'requests_per_day'
  | 'tokens_per_minute'
  | 'tokens_per_day'
  | 'input_tokens_per_minute'
  | 'output_tokens_per_minute';

/** What a key may have in all. */
export type CapName = 'tokens_per_month' | 'credit';

/** One limit as it stands. */
export interface LimitState {
  readonly name: LimitName;
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds until all of it is there again. */
  readonly reset: number;
}

/** All limits of a key as they stand once a request is counted. */
export interface LimitStatus {
  /** Unix milliseconds. */
  readonly at: number;
  readonly limits: readonly LimitState[];
}

/** Facts of a `rate-limited` problem. */
export interface LimitFacts {
  readonly model: string;
  readonly bucket: LimitName | 'concurrent';
  readonly limit: number;
  readonly used: number;
  readonly requested: number;
  /** Milliseconds until the same request would pass; undefined where nobody can tell. */
  readonly wait: number | undefined;
}

/** Facts of a `quota-exceeded` problem. */
export interface CapFacts {
  readonly cap: CapName;
  readonly limit: number;
  /** Unix milliseconds at which there is something again; undefined where that takes a payment. */
  readonly regained: number | undefined;
}
