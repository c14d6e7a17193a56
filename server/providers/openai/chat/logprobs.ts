import type { ChatCompletionTokenLogprob } from 'openai/resources/chat/completions';
import type { Noise } from '../../../core';
import { generateLogprobs, type TokenLogprob, utf8Bytes } from '../dialect/logprobs';

const entry = ({ token, logprob }: TokenLogprob) => ({ token, logprob, bytes: utf8Bytes(token) });

/** One entry for each token; the likeliest `top` tokens, of which the chosen one is the first. */
export const logprobsOf = (tokens: readonly string[], top: number, noise: Noise): ChatCompletionTokenLogprob[] =>
  generateLogprobs(tokens, Math.max(0, top - 1), noise).map(({ rivals, ...chosen }) => ({
    ...entry(chosen),
    top_logprobs: top === 0 ? [] : [chosen, ...rivals].map(entry),
  }));
