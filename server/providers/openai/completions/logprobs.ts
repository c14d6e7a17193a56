import type { Noise } from '../../../core';
import { generateLogprobs, type TokenWithAlternatives } from '../dialect/logprobs';

/** Log probabilities as this surface writes them: one list for each fact, all of the same length. */
export interface LegacyLogprobs {
  readonly tokens: readonly string[];
  /** Nothing comes before a prompt's first token, so that it has none. */
  readonly token_logprobs: readonly (number | null)[];
  readonly top_logprobs: readonly (Readonly<Record<string, number>> | null)[] | null;
  /** Where each token begins, counted in characters from the prompt's beginning. */
  readonly text_offset: readonly number[];
}

/** What is told. */
export interface LogprobInput {
  /** Tokens of the prompt, where it is repeated. */
  readonly echoed: readonly string[];
  readonly said: readonly string[];
  /** Characters before the first token told. */
  readonly start: number;
  /** How many of the likeliest tokens are named at each place. */
  readonly topCount: number;
}

/** The facts about one token. */
interface TokenLogprobRow {
  readonly token: string;
  readonly logprob: number | null;
  readonly top: Readonly<Record<string, number>> | null;
}

const rowOf = ({ rivals, token, logprob }: TokenWithAlternatives): TokenLogprobRow => ({
  token,
  logprob,
  top: { ...Object.fromEntries(rivals.map((rival) => [rival.token, rival.logprob])), [token]: logprob },
});

/** Makes up how likely each token was. */
export function logprobsOf({ echoed, said, start, topCount }: LogprobInput, noise: Noise): LegacyLogprobs {
  const rows = generateLogprobs([...echoed, ...said], Math.max(0, topCount - 1), noise).map(
    (one, at): TokenLogprobRow =>
      at === 0 && echoed.length > 0 ? { token: one.token, logprob: null, top: null } : rowOf(one),
  );
  return {
    tokens: rows.map(({ token }) => token),
    token_logprobs: rows.map(({ logprob }) => logprob),
    top_logprobs: topCount === 0 ? null : rows.map(({ top }) => top),
    text_offset: offsetsOf(rows, start),
  };
}

function offsetsOf(rows: readonly TokenLogprobRow[], start: number): readonly number[] {
  let next = start;
  return rows.map(({ token }) => {
    const offset = next;
    next += [...token].length;
    return offset;
  });
}

/** The part of it that tells of some tokens only. */
export const sliceLogprobs = (all: LegacyLogprobs, from: number, to: number): LegacyLogprobs => ({
  tokens: all.tokens.slice(from, to),
  token_logprobs: all.token_logprobs.slice(from, to),
  top_logprobs: all.top_logprobs?.slice(from, to) ?? null,
  text_offset: all.text_offset.slice(from, to),
});
