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

/** The same as a stream tells it: without bytes. */
export const toldOf = (logprobs: Logprobs): string =>
  JSON.stringify(
    logprobs.map(({ token, logprob, top_logprobs: top }) => ({
      token,
      logprob,
      top_logprobs: top.map((each) => ({ token: each.token, logprob: each.logprob })),
    })),
  );
