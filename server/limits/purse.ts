import type { CapName } from '../core';

/** Tokens that a key has spent: in this month, and ever. */
export class Purse {
  #month = '';
  readonly #spent: Record<CapName, number> = { tokens_per_month: 0, credit: 0 };

  spend(tokens: number, now: number): void {
    this.#turn(now);
    this.#spent.tokens_per_month += tokens;
    this.#spent.credit += tokens;
  }

  spent(cap: CapName, now: number): number {
    this.#turn(now);
    return this.#spent[cap];
  }

  /** A new month begins with nothing spent. */
  #turn(now: number): void {
    const month = new Date(now).toISOString().slice(0, 7);
    if (month !== this.#month) this.#spent.tokens_per_month = 0;
    this.#month = month;
  }
}

/** When a cap is lifted: at the first of the next month, UTC, or never by itself. */
export const regained: { readonly [Name in CapName]: (now: number) => number | undefined } = {
  tokens_per_month(now) {
    const day = new Date(now);
    return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1);
  },
  credit: () => undefined,
};
