import type { Noise } from '../../../core';

/** A token, and the natural logarithm of its probability. */
export interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
}

/** A token that was said, and those that came next in likelihood. */
export interface TokenWithAlternatives extends TokenLogprob {
  readonly rivals: readonly TokenLogprob[];
}

/** What was said was at least so probable, in ten-thousandths. */
const LEAST = 6_000;
const UNIT = 10_000;
/** Digits after the point, as the service writes them. */
const DIGITS = 8;

/** Frequent tokens of o200k_base: one of them could stand almost anywhere. */
const FREQUENT = [
  ...[' the', ',', '.', ' and', ' a', ' to', ' of', ' in', ' is', ' for', ' that', ' it', ' with', ' as', ' on'],
  ...[' be', ' this', ' are', '!', '?', '\n', ' I', ' you', ' we', ' not', ' an', ' or', ' by'],
];

/** The same word with another beginning, then frequent ones. */
function rivalsOf(token: string, count: number, from: number): string[] {
  const spaced = token.startsWith(' ') ? token.slice(1) : ` ${token}`;
  const upper = token.toUpperCase();
  const cased = upper === token ? token.toLowerCase() : upper;
  const frequent = FREQUENT.map((_, at) => FREQUENT[(at + from) % FREQUENT.length] ?? '');
  const others = [spaced, cased, ...frequent].filter((other) => other.trim() !== '' && other !== token);
  return [...new Set(others)].slice(0, count);
}

const logOf = (probability: number): number => Number(Math.log(probability).toFixed(DIGITS));

/** Makes up how likely each token was. At each place all probabilities together stay below one. */
export const generateLogprobs = (
  tokens: readonly string[],
  rivals: number,
  noise: Noise,
): readonly TokenWithAlternatives[] =>
  tokens.map((token) => {
    const probability = (LEAST + noise.below(UNIT - LEAST)) / UNIT;
    const names = rivals === 0 ? [] : rivalsOf(token, rivals, noise.below(FREQUENT.length));
    const rest = 1 - probability;
    return {
      token,
      logprob: logOf(probability),
      rivals: names.map((name, rank) => ({ token: name, logprob: logOf(rest / 2 ** (rank + 1)) })),
    };
  });

const utf8 = new TextEncoder();

/** The bytes of a token, as the wire shows them. */
export const utf8Bytes = (token: string): number[] => [...utf8.encode(token)];
