import type { ResponseOutputText } from 'openai/resources/responses/responses';
import type { Envelope } from '../../../core';
import { bytesOf, type Likely, likelihoodsOf } from '../likelihood';
import type { ResponsesBody } from './schema';

type Logprobs = NonNullable<ResponseOutputText['logprobs']>;

const entry = ({ token, logprob }: Likely) => ({ token, bytes: bytesOf(token), logprob });

/** How likely each token was, where the request includes that. */
export function logprobsOf(pieces: readonly string[], { body, noise }: Envelope<ResponsesBody>): Logprobs {
  if (!(body.include ?? []).includes('message.output_text.logprobs')) return [];
  const top = body.top_logprobs ?? 0;
  return likelihoodsOf(pieces, Math.max(0, top - 1), noise).map(({ rivals, ...chosen }) => ({
    ...entry(chosen),
    top_logprobs: top === 0 ? [] : [chosen, ...rivals].map(entry),
  }));
}

/** The same of one token, as a delta tells it: without bytes. */
export const toldOf = (logprobs: Logprobs, at: number): string => {
  const one = logprobs[at];
  if (one === undefined) return '[]';
  const { token, logprob, top_logprobs: top } = one;
  return JSON.stringify([
    { token, logprob, top_logprobs: top.map((each) => ({ token: each.token, logprob: each.logprob })) },
  ]);
};
