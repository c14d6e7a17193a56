import type { Profile } from '../../../core';
import { type Finding, type RuleId, rulesFor } from '../../../validation';
import { type EmbeddingsBody, inputsOf, placeOf } from './schema';

const NONE: readonly Finding[] = [];

const isShortened = ({ traits }: Profile): boolean => traits.has('dimensions');

const isAsked = ({ dimensions }: EmbeddingsBody): boolean => dimensions !== undefined && dimensions !== null;

/** The first token that the model's encoding does not have. */
function strangeToken(body: EmbeddingsBody, { limits }: Profile): number | undefined {
  const most = limits['max_token'] ?? Number.POSITIVE_INFINITY;
  for (const input of inputsOf(body)) {
    const strange = typeof input === 'string' ? undefined : input.find((token) => token > most);
    if (strange !== undefined) return strange;
  }
  return undefined;
}

/** What a schema cannot say of an embeddings request. */
export const embeddingsRules = rulesFor<EmbeddingsBody>()([
  {
    id: 'token-out-of-range',
    says: 'Tokens are tokens of the model’s own encoding.',
    source: { grade: 'inferred', ref: 'rule completions/token-out-of-range; the sentence is that of any bad input' },
    at: 'input',
    check(body, profile) {
      const value = strangeToken(body, profile);
      return value === undefined ? NONE : [{ path: ['input'], facts: { value } }];
    },
  },
  {
    id: 'dimensions-unsupported',
    says: '“Only supported in text-embedding-3 and later models.”',
    source: { grade: 'observed', ref: 'tests of chroma and others against the API; text-embedding-ada-002' },
    at: 'dimensions',
    when: (profile) => !isShortened(profile),
    check: (body) => (isAsked(body) ? [{ path: ['dimensions'] }] : NONE),
  },
  {
    id: 'dimensions-above-max',
    says: 'A vector is shortened, never lengthened.',
    source: { grade: 'observed', ref: 'a report of 2026 with 2048 for text-embedding-3-small' },
    at: 'dimensions',
    when: isShortened,
    check({ dimensions }, { limits }) {
      const limit = limits['dimensions'] ?? Number.POSITIVE_INFINITY;
      return (dimensions ?? 0) > limit ? [{ path: ['dimensions'], facts: { value: dimensions, limit } }] : NONE;
    },
  },
  {
    id: 'context-length',
    says: '“The input must not exceed the max input tokens for the model (8192 tokens for all embedding models).”',
    source: {
      grade: 'observed',
      ref: 'dozens of reports of 2025 and 2026; until 2024 the sentence was that of completions',
    },
    counted: true,
    check(body, { contextWindow: limit }, { each = [] }) {
      const at = each.findIndex((tokens) => tokens > limit);
      return at < 0 ? NONE : [{ path: placeOf(body, at), facts: { limit, found: each[at] ?? 0 } }];
    },
  },
  {
    id: 'request-tokens',
    says: '“All embedding models enforce a maximum of 300,000 tokens summed across all inputs in a single request.”',
    source: { grade: 'observed', ref: 'reports with the whole envelope, 2025 and 2026' },
    counted: true,
    check(_, { limits }, { input: found }) {
      const limit = limits['request_tokens'] ?? Number.POSITIVE_INFINITY;
      return found > limit ? [{ path: ['input'], facts: { limit, found } }] : NONE;
    },
  },
]);

/** Ids of the relations of an embeddings request. */
export type EmbeddingsRuleId = RuleId<typeof embeddingsRules>;
