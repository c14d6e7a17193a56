import type { CapName } from '../core';

/** Tokens that a key has spent: in a month, and ever. */
export interface Spending {
  readonly month: string;
  readonly spent: Readonly<Record<CapName, number>>;
}

/** Nothing spent yet. */
export const EMPTY_PURSE: Spending = { month: '', spent: { tokens_per_month: 0, credit: 0 } };

/** The purse at a moment: a new month begins with nothing spent. */
export function spendingAt(purse: Spending, now: number): Spending {
  const month = new Date(now).toISOString().slice(0, 7);
  return month === purse.month ? purse : { month, spent: { ...purse.spent, tokens_per_month: 0 } };
}

/** The purse once some more tokens are spent. */
export function spend(purse: Spending, tokens: number, now: number): Spending {
  const { month, spent } = spendingAt(purse, now);
  return { month, spent: { tokens_per_month: spent.tokens_per_month + tokens, credit: spent.credit + tokens } };
}

/** When a cap is lifted: at the first of the next month, UTC, or never by itself. */
export const resetTimes: { readonly [Name in CapName]: (now: number) => number | undefined } = {
  tokens_per_month(now) {
    const day = new Date(now);
    return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1);
  },
  credit: () => undefined,
};
