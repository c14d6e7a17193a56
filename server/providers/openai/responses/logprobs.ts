import type { ResponseOutputText } from 'openai/resources/responses/responses';
import type { RenderContext } from '../../../core';
import { generateLogprobs, type TokenLogprob, utf8Bytes } from '../dialect/logprobs';
import type { ResponsesBody } from './schema';

type ResponseLogprobs = NonNullable<ResponseOutputText['logprobs']>;

const entry = ({ token, logprob }: TokenLogprob) => ({ token, bytes: utf8Bytes(token), logprob });

/** How likely each token was, where the request includes that. */
export function logprobsOf(pieces: readonly string[], { body, noise }: RenderContext<ResponsesBody>): ResponseLogprobs {
  if (!(body.include ?? []).includes('message.output_text.logprobs')) return [];
  const top = body.top_logprobs ?? 0;
  return generateLogprobs(pieces, Math.max(0, top - 1), noise).map(({ rivals, ...chosen }) => ({
    ...entry(chosen),
    top_logprobs: top === 0 ? [] : [chosen, ...rivals].map(entry),
  }));
}

/** The same as a stream tells it: without bytes. */
export const streamedLogprobs = (logprobs: ResponseLogprobs): string =>
  JSON.stringify(
    logprobs.map(({ token, logprob, top_logprobs: top }) => ({
      token,
      logprob,
      top_logprobs: top.map((each) => ({ token: each.token, logprob: each.logprob })),
    })),
  );
