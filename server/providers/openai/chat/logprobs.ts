import type { ChatCompletionTokenLogprob } from 'openai/resources/chat/completions';
import type { Noise } from '../../../core';
import { bytesOf, type Likely, likelihoodsOf } from '../likelihood';

const entry = ({ token, logprob }: Likely) => ({ token, logprob, bytes: bytesOf(token) });

/** One entry for each token; the likeliest `top` tokens, of which the chosen one is the first. */
export const logprobsOf = (tokens: readonly string[], top: number, noise: Noise): ChatCompletionTokenLogprob[] =>
  likelihoodsOf(tokens, Math.max(0, top - 1), noise).map(({ rivals, ...chosen }) => ({
    ...entry(chosen),
    top_logprobs: top === 0 ? [] : [chosen, ...rivals].map(entry),
  }));
