import { type Finding, type RuleId, rulesFor } from '../../../contract';
import type { Path, Profile } from '../../../core';
import { promptsOf } from './prompts';
import { maxTokensOf } from './read';
import type { CompletionsBody } from './schema';

const NONE: readonly Finding[] = [];

const found = (holds: unknown, path: Path, facts: Finding['facts'] = {}): readonly Finding[] =>
  holds ? [{ path, facts }] : NONE;

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

const lacks = (trait: string) => (profile: Profile) => !profile.traits.has(trait);

/** The first token that the model's encoding does not have. */
function strangeToken(body: CompletionsBody, limit: number): number | undefined {
  const tokens = (promptsOf(body) ?? []).flatMap((prompt) => (typeof prompt === 'string' ? [] : prompt));
  return tokens.find((token) => token > limit);
}

/** What a schema cannot say of a legacy completion request. */
export const completionsRules = rulesFor<CompletionsBody>()([
  {
    id: 'token-out-of-range',
    says: 'Tokens of a prompt are tokens of the model’s own encoding.',
    source: { grade: 'observed', ref: 'DataDog/dd-trace-py, a recorded answer of the API' },
    at: 'prompt',
    check(body, { limits }) {
      const limit = limits['max_token'] ?? Number.POSITIVE_INFINITY;
      const value = strangeToken(body, limit);
      return found(value !== undefined, ['prompt'], { value, limit });
    },
  },
  {
    id: 'suffix-unsupported',
    says: '“This parameter is only supported for gpt-3.5-turbo-instruct.”',
    source: { grade: 'docs', ref: 'openai-openapi, CreateCompletionRequest.suffix' },
    when: lacks('suffix'),
    check: ({ suffix }) => found(isSet(suffix), ['suffix']),
  },
  {
    id: 'echo-with-logprobs',
    says: 'Newer models do not tell how likely the prompt was.',
    source: { grade: 'observed', ref: 'fastai/lm-hackers#7, keirp/automatic_prompt_engineer#25, and others' },
    when: lacks('prompt-logprobs'),
    check: ({ echo, logprobs }) => found(echo === true && isSet(logprobs), ['logprobs']),
  },
  {
    id: 'best-of-less-than-n',
    says: '“best_of must be greater than n.”',
    source: { grade: 'inferred', ref: 'reports of the message in other words; best_of equal to n is taken' },
    check: ({ best_of: candidates, n }) =>
      found(isSet(candidates) && (candidates ?? 1) < (n ?? 1), ['best_of'], { value: candidates, n: n ?? 1 }),
  },
  {
    id: 'best-of-stream',
    says: '“Results cannot be streamed.”',
    source: { grade: 'inferred', ref: 'openai-openapi, CreateCompletionRequest.best_of' },
    check: ({ best_of: candidates, n, stream }) =>
      found(stream === true && (candidates ?? 1) > (n ?? 1), ['best_of'], { value: candidates }),
  },
  {
    id: 'stream-options-without-stream',
    says: '“Only set this when you set stream: true.”',
    source: { grade: 'inferred', ref: 'rule chat/stream-options-without-stream' },
    check: ({ stream, stream_options: options }) => found(isSet(options) && stream !== true, ['stream_options']),
  },
  {
    id: 'context-length',
    says: '“The token count of your prompt plus max_tokens cannot exceed the model’s context length.”',
    source: { grade: 'observed', ref: 'public code index hit 1835011624, 3730460133' },
    counted: true,
    check(body, { contextWindow: limit }, { input, each = [input] }) {
      const completion = maxTokensOf(body);
      const prompt = each.find((tokens) => tokens + completion > limit) ?? 0;
      const total = prompt + completion;
      return found(total > limit, ['prompt'], { limit, total, prompt, completion });
    },
  },
]);

/** Ids of the relations of a legacy completion request. */
export type CompletionsRuleId = RuleId<typeof completionsRules>;
