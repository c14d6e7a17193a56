import { docs, inferred, isSet, lacks, observed, rule, rules, unsupported } from '../../../contract';
import { unnamed, unsupportedParameter } from '../dialect/sentences';
import { promptsOf } from './prompts';
import { maxTokensOf } from './read';
import type { CompletionsBody } from './schema';

/** The first token that the model's encoding does not have. */
function strangeToken(body: CompletionsBody, limit: number): number | undefined {
  const tokens = (promptsOf(body) ?? []).flatMap((prompt) => (typeof prompt === 'string' ? [] : prompt));
  return tokens.find((token) => token > limit);
}

/** What a schema cannot say of a legacy completion request. */
export const completionsRules = rules<CompletionsBody>('completions', [
  rule({
    id: 'token-out-of-range',
    says: 'Tokens of a prompt are tokens of the model’s own encoding.',
    source: observed('DataDog/dd-trace-py, a recorded answer of the API'),
    at: 'prompt',
    check: (body, { limits: { max_token: limit = Number.POSITIVE_INFINITY } }) => {
      const value = strangeToken(body, limit);
      return value !== undefined && { facts: { value, limit } };
    },
    error: ({ facts: { value, limit } }) =>
      unnamed(`Invalid token in prompt: ${value}. Minimum value is 0, maximum value is ${limit} (inclusive).`),
  }),
  unsupported('suffix', {
    id: 'suffix-unsupported',
    says: '“This parameter is only supported for gpt-3.5-turbo-instruct.”',
    source: docs('openai-openapi, CreateCompletionRequest.suffix'),
    when: lacks('suffix'),
    error: unsupportedParameter,
  }),
  rule({
    id: 'echo-with-logprobs',
    says: 'Newer models do not tell how likely the prompt was.',
    source: observed('fastai/lm-hackers#7, keirp/automatic_prompt_engineer#25, and others'),
    when: lacks('prompt-logprobs'),
    path: ['logprobs'],
    check: ({ echo, logprobs }) => echo === true && isSet(logprobs),
    // The code is that of the same sentence about other pairs.
    error: {
      message: "Setting 'echo' and 'logprobs' at the same time is not supported for this model.",
      param: null,
      code: 'invalid_parameter_combination',
    },
  }),
  rule({
    id: 'best-of-less-than-n',
    says: '“best_of must be greater than n.”',
    source: inferred('reports of the message in other words; best_of equal to n is taken'),
    path: ['best_of'],
    check: ({ best_of: candidates, n }) => isSet(candidates) && (candidates ?? 1) < (n ?? 1),
    error: unnamed(
      "You requested that the server return more choices than it will generate (HINT: you must set 'best_of' to be greater than or equal to 'n').",
    ),
  }),
  rule({
    id: 'best-of-stream',
    says: '“Results cannot be streamed.”',
    source: inferred('openai-openapi, CreateCompletionRequest.best_of'),
    path: ['best_of'],
    check: ({ best_of: candidates, n, stream }) => stream === true && (candidates ?? 1) > (n ?? 1),
    error: unnamed('When streaming, you may not set best_of.'),
  }),
  rule({
    id: 'stream-options-without-stream',
    says: '“Only set this when you set stream: true.”',
    source: inferred('rule chat/stream-options-without-stream'),
    path: ['stream_options'],
    check: ({ stream, stream_options: options }) => isSet(options) && stream !== true,
    error: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
  }),
  rule({
    id: 'context-length',
    says: '“The token count of your prompt plus max_tokens cannot exceed the model’s context length.”',
    source: observed('public code index hit 1835011624, 3730460133'),
    counted: true,
    path: ['prompt'],
    check: (body, { profile: { contextWindow: limit }, size: { input, each = [input] } }) => {
      const completion = maxTokensOf(body);
      const prompt = each.find((tokens) => tokens + completion > limit) ?? 0;
      const total = prompt + completion;
      return total > limit && { facts: { limit, total, prompt, completion } };
    },
    error: ({ facts: { limit, total, prompt, completion } }) =>
      unnamed(
        `This model's maximum context length is ${limit} tokens, however you requested ${total} tokens (${prompt} in your prompt; ${completion} for the completion). Please reduce your prompt; or completion length.`,
      ),
  }),
]);
