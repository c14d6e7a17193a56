import { atMost, inferred, lacks, observed, rule, rules, trait, unsupported } from '../../../contract';
import { formatPath, type Profile } from '../../../core';
import { BAD_INPUT, unnamed } from '../dialect/sentences';
import { type EmbeddingsBody, inputsOf, placeOf } from './schema';

/** A token that the model's encoding does not have. */
function hasStrangeToken(body: EmbeddingsBody, { limits }: Profile): boolean {
  const most = limits['max_token'] ?? Number.POSITIVE_INFINITY;
  return inputsOf(body).some((input) => typeof input !== 'string' && input.some((token) => token > most));
}

/** What a schema cannot say of an embeddings request. */
export const embeddingsRules = rules<EmbeddingsBody>('embeddings', [
  rule({
    id: 'token-out-of-range',
    says: 'Tokens are tokens of the model’s own encoding.',
    source: inferred('rule completions/token-out-of-range; the sentence is that of any bad input'),
    path: ['input'],
    check: (body, { profile }) => hasStrangeToken(body, profile),
    error: BAD_INPUT,
  }),
  rule({
    id: 'empty-text',
    says: 'An input is not empty, but on text-embedding-ada-002.',
    source: observed('public reports on text-embedding-3; a recording of ada-002 that takes an empty text'),
    path: ['input'],
    when: trait('dimensions'),
    check: (body) => inputsOf(body).includes(''),
    error: BAD_INPUT,
  }),
  unsupported('dimensions', {
    id: 'dimensions-unsupported',
    says: '“Only supported in text-embedding-3 and later models.”',
    source: observed('tests of chroma and others against the API; text-embedding-ada-002'),
    at: 'dimensions',
    when: lacks('dimensions'),
    error: unnamed('This model does not support specifying dimensions.'),
  }),
  atMost('dimensions', ({ limits }) => limits['dimensions'], {
    id: 'dimensions-above-max',
    says: 'A vector is shortened, never lengthened.',
    source: observed('a report of 2026 with 2048 for text-embedding-3-small'),
    at: 'dimensions',
    when: trait('dimensions'),
    error: ({ facts: { value, limit } }) =>
      unnamed(`Invalid value for 'dimensions' = ${value}. Must be less than or equal to ${limit}.`),
  }),
  rule({
    id: 'context-length',
    says: '“The input must not exceed the max input tokens for the model (8192 tokens for all embedding models).”',
    source: observed('dozens of reports of 2025 and 2026; until 2024 the sentence was that of completions'),
    counted: true,
    check: (body, { profile: { contextWindow: limit }, size: { each = [] } }) => {
      const at = each.findIndex((tokens) => tokens > limit);
      return at >= 0 && { path: placeOf(body, at), facts: { limit, found: each[at] ?? 0 } };
    },
    // The recorded words differ between an input that stands alone and one of a list.
    error: ({ path, facts: { limit } }) =>
      unnamed(
        path.length === 1
          ? `Invalid 'input': maximum context length is ${limit} tokens.`
          : `Invalid '${formatPath(path)}': maximum input length is ${limit} tokens.`,
      ),
  }),
  rule({
    id: 'request-tokens',
    says: '“All embedding models enforce a maximum of 300,000 tokens summed across all inputs in a single request.”',
    source: observed('reports with the whole envelope, 2025 and 2026'),
    counted: true,
    path: ['input'],
    check: (_, { limits: { request_tokens: limit }, size: { input: found } }) =>
      limit !== undefined && found > limit && { facts: { limit, found } },
    error: ({ facts: { limit, found } }) => ({
      message: `Requested ${found} tokens, max ${limit} tokens per request`,
      type: 'max_tokens_per_request',
      param: null,
      code: 'max_tokens_per_request',
    }),
  }),
]);
