import type { CompletionsRuleId } from '../completions/rules';
import type { IssueFormatter } from './sentence-parts';
import { unnamed as old, unsupportedParameter } from './sentences';

/** The sentence of each rule of the legacy Completions surface. */
export const completionsSentences = {
  'token-out-of-range': ({ facts: { value, limit } }) =>
    old(`Invalid token in prompt: ${value}. Minimum value is 0, maximum value is ${limit} (inclusive).`),
  'suffix-unsupported': unsupportedParameter,
  // The code is that of the same sentence about other pairs.
  'echo-with-logprobs': () => ({
    message: "Setting 'echo' and 'logprobs' at the same time is not supported for this model.",
    param: null,
    code: 'invalid_parameter_combination',
  }),
  'best-of-less-than-n': () =>
    old(
      "You requested that the server return more choices than it will generate (HINT: you must set 'best_of' to be greater than or equal to 'n').",
    ),
  'best-of-stream': () => old('When streaming, you may not set best_of.'),
  'stream-options-without-stream': () => ({
    message: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
    code: null,
  }),
  'context-length': ({ facts: { limit, total, prompt, completion } }) =>
    old(
      `This model's maximum context length is ${limit} tokens, however you requested ${total} tokens (${prompt} in your prompt; ${completion} for the completion). Please reduce your prompt; or completion length.`,
    ),
} satisfies Readonly<Record<CompletionsRuleId, IssueFormatter>>;
