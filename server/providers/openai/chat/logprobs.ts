import type { ChatCompletionTokenLogprob } from 'openai/resources/chat/completions';
import type { Noise } from '../../../core';

const utf8 = new TextEncoder();

/** Probabilities are noise: no more than this many ten-thousandths below certain. */
const SPREAD = 5_000;
const UNIT = 10_000;
/** How far a rival of the chosen token falls behind, at least. */
const GAP = 1.5;
const RIVAL_LENGTH = 4;

const bytesOf = (token: string): number[] => [...utf8.encode(token)];

/** One entry for each token, with as many rivals as were asked for. */
export const logprobsOf = (tokens: readonly string[], rivals: number, noise: Noise): ChatCompletionTokenLogprob[] =>
  tokens.map((token) => {
    const logprob = -noise.below(SPREAD) / UNIT;
    const chosen = { token, logprob, bytes: bytesOf(token) };
    return { ...chosen, top_logprobs: rivals === 0 ? [] : [chosen, ...rivalsOf(logprob, rivals - 1, noise)] };
  });

const rivalsOf = (logprob: number, count: number, noise: Noise) =>
  Array.from({ length: count }, (_, rank) => {
    const token = noise.text(RIVAL_LENGTH);
    return { token, logprob: logprob - GAP * (rank + 1), bytes: bytesOf(token) };
  });
