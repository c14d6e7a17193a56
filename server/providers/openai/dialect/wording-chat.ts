import { type Facts, formatPath } from '../../../core';
import type { ChatRuleId } from '../chat/rules';
import { dottedWithBrackets, type IssueFormatter, missing } from './sentence-parts';
import { onlyDefault, unsupportedParameter, unsupportedValue } from './sentences';
import { reasonerSentences } from './wording-reasoners';
import { schemaSentences } from './wording-strict-schema';

/** A sentence that quotes nothing. */
const plain =
  (message: string, param?: string | null): IssueFormatter =>
  () => ({ message, ...(param === undefined ? {} : { param }) });

const aboveLength: IssueFormatter = ({ path, facts: { limit, found } }) => ({
  message: `Invalid '${formatPath(path)}': string too long. Expected a string with maximum length ${limit}, but got a string with length ${found} instead.`,
  code: 'string_above_max_length',
});

/** `code` differs between captures of the two names (unsure for both). */
const tooLarge =
  (code: string | null): IssueFormatter =>
  ({ path, facts: { value, limit } }) => ({
    message: `${formatPath(path)} is too large: ${value}. This model supports at most ${limit} completion tokens, whereas you provided ${value}.`,
    code,
  });

const withoutTools: IssueFormatter = ({ path }) => {
  const name = formatPath(path);
  return { message: `Invalid value for '${name}': '${name}' is only allowed when 'tools' are specified.` };
};

/** Old checks: no code, and a path with dots before brackets. */
const old =
  (message: (value: unknown) => string): IssueFormatter =>
  ({ path, facts: { value } }) => ({ message: message(value), param: dottedWithBrackets(path) });

const STRUCTURED_OUTPUTS_GUIDE =
  ' Learn more about supported models at the Structured Outputs guide: https://platform.openai.com/docs/guides/structured-outputs';

const tooLong =
  (message: (facts: Facts) => string): IssueFormatter =>
  ({ facts }) => ({ message: message(facts), code: 'context_length_exceeded' });

/** The sentence of each rule of the chat surface. */
export const chatSentences: { readonly [Id in ChatRuleId]: IssueFormatter } = {
  'unknown-key-of-model': ({ path }) => ({
    message: `Unknown parameter: '${formatPath(path)}'.`,
    code: 'unknown_parameter',
  }),
  'arguments-unrecognized': ({ facts: { value, found } }) => ({
    message: `Unrecognized request argument${found === 1 ? '' : 's'} supplied: ${value}`,
    param: null,
  }),
  'content-too-long': aboveLength,
  'description-too-long': aboveLength,
  'organization-not-verified': () => ({
    message:
      'Your organization must be verified to stream this model. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 15 minutes for access to propagate.',
    code: 'unsupported_value',
  }),
  'web-search-unsupported': plain('Web search options not supported with this model.'),
  'audio-missing': missing,
  'system-role-unsupported': ({ path, facts: { value } }) => ({
    message: `Unsupported value: '${formatPath(path)}' does not support '${value}' with this model.`,
    code: 'unsupported_value',
  }),
  'image-url-invalid': ({ path }) => ({
    message: `Invalid image URL: '${formatPath(path)}'. Expected a valid URL, but got a value with an invalid format.`,
    code: 'invalid_value',
  }),
  'file-source-missing': missing,
  'deprecated-function-call': ({ facts: { value } }) => ({
    message: `The deprecated '${value}' parameter is not supported, please use the 'tools' parameter instead.`,
    code: 'unsupported_parameter',
  }),
  ...schemaSentences,
  ...reasonerSentences,
  'json-schema-missing': missing,
  'too-many-choices': ({ facts: { value, limit } }) => ({
    message: `Invalid 'n': integer above maximum value. Expected a value <= ${limit}, but got ${value} instead.`,
    code: 'integer_above_max_value',
  }),
  'top-logprobs-without-logprobs': plain("The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled."),
  'top-logprobs-above-max': ({ facts: { limit } }) => ({
    message: `Invalid value for 'top_logprobs': must be less than or equal to ${limit}.`,
  }),
  'prompt-cache-retention-invalid': plain('Invalid prompt_cache_retention argument'),
  'prompt-cache-retention-in-memory': plain('This model is compatible only with 24h extended prompt caching'),
  'max-tokens-unsupported': () => ({
    message:
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    code: 'unsupported_parameter',
  }),
  'reasoning-effort-unrecognized': plain('Unrecognized request argument supplied: reasoning_effort', null),
  'reasoning-effort-unsupported': unsupportedValue,
  'logit-bias-unsupported': unsupportedParameter,
  'logit-bias-key-invalid': ({ facts: { value } }) => ({
    message: `Invalid key in 'logit_bias': ${value}. You should only be using non-negative integers. If you are unsure how to convert text to tokens, use this online tool: https://platform.openai.com/tokenizer`,
  }),
  'stop-unsupported': unsupportedParameter,
  // "preceeding" is the service's own spelling.
  'tool-message-orphan': old(
    () => "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
  ),
  'tool-call-id-not-found': old(
    (id) => `Invalid parameter: 'tool_call_id' of '${id}' not found in 'tool_calls' of previous message.`,
  ),
  'tool-call-id-duplicate': ({ path, facts: { value } }) => ({
    message: `Invalid parameter: Duplicate value for 'tool_call_id' of '${value}' in message[${path[1]}]`,
    param: dottedWithBrackets(path),
  }),
  'tool-calls-unanswered': old(
    (ids) =>
      `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${ids}`,
  ),
  'tool-content-kind': ({ path }) => ({
    message: `Invalid '${formatPath(path)}'. Content blocks are expected to be either text or image_url type.`,
    code: 'invalid_value',
  }),
  'image-role': ({ path, facts: { value } }) => ({
    message: `Invalid '${formatPath(path)}'. Image URLs are only allowed for messages with role 'user', but this message with role '${value}' contains an image URL.`,
    code: 'invalid_value',
  }),
  'image-unsupported': old(() => 'Invalid content type. image_url is only supported by certain models.'),
  'audio-required': () => ({
    message: 'This model requires that either input content or output modality contain audio.',
    code: 'invalid_value',
  }),
  'audio-stream-format': ({ facts: { value } }) => ({
    message: `Unsupported value: 'audio.format' does not support '${value}' when stream=true. Supported values are: 'pcm16'.`,
    code: 'unsupported_value',
  }),
  'tool-choice-without-tools': withoutTools,
  'parallel-tool-calls-without-tools': withoutTools,
  'tool-choice-undeclared': ({ facts: { value } }) => ({
    message: `Invalid value for 'function_call': no function named '${value}' was specified in the 'functions' parameter.`,
  }),
  'tools-and-functions': plain("'tools' and 'functions' are mutually exclusive", null),
  'function-tools-while-reasoning': ({ facts: { value } }) => ({
    message: `Function tools with reasoning_effort are not supported for ${value} in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'.`,
  }),
  'max-tokens-both': () => ({
    message: "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
    code: 'invalid_parameter_combination',
  }),
  'max-tokens-too-large': tooLarge(null),
  'max-completion-tokens-too-large': tooLarge('invalid_value'),
  'temperature-unsupported': onlyDefault,
  'top-p-unsupported': onlyDefault,
  'presence-penalty-unsupported': unsupportedParameter,
  'frequency-penalty-unsupported': unsupportedParameter,
  'logprobs-unsupported': unsupportedParameter,
  'verbosity-unsupported': unsupportedValue,
  // The service's own words are unknown.
  'prompt-cache-both': () => ({
    message: "'prompt_cache_options' and 'prompt_cache_retention' cannot be used together.",
    code: 'invalid_value',
  }),
  'flex-unavailable': plain('Flex is not available for this model.'),
  'prediction-with-choices': plain('Prediction is not supported with n > 1.'),
  'prediction-with-others': ({ facts: { value } }) => ({ message: `Prediction is not supported with ${value}.` }),
  'metadata-without-store': plain("The 'metadata' parameter is only allowed when 'store' is enabled."),
  'stream-options-without-stream': plain("The 'stream_options' parameter is only allowed when 'stream' is enabled."),
  'json-mode-unsupported': ({ facts: { value } }) => ({
    message: `Invalid parameter: 'response_format' of type '${value}' is not supported with this model.${value === 'json_schema' ? STRUCTURED_OUTPUTS_GUIDE : ''}`,
  }),
  'json-word-missing': plain(
    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
  ),
  'prompt-too-long': tooLong(
    ({ limit, total, messages, functions }) =>
      `This model's maximum context length is ${limit} tokens. However, your messages resulted in ${total} tokens${functions === 0 ? '' : ` (${messages} in the messages, ${functions} in the functions)`}. Please reduce the length of the messages${functions === 0 ? '' : ' or functions'}.`,
  ),
  'prompt-above-input-limit': tooLong(
    ({ limit, total }) =>
      `Input tokens exceed the configured limit of ${limit} tokens. Your messages resulted in ${total} tokens. Please reduce the length of the messages.`,
  ),
  'prompt-and-reply-too-long': tooLong(({ limit, total, messages, functions, completion }) =>
    functions === 0
      ? `This model's maximum context length is ${limit} tokens. However, you requested ${total} tokens (${messages} in the messages, ${completion} in the completion). Please reduce the length of the messages or completion.`
      : `This model's maximum context length is ${limit} tokens. However, you requested ${total} tokens (${messages} in the messages, ${functions} in the functions, and ${completion} in the completion). Please reduce the length of the messages, functions, or completion.`,
  ),
  'developer-content-missing': missing,
  'developer-content-null': ({ path }) => ({
    message: `Invalid type for '${formatPath(path)}': expected one of a string or array of objects, but got null instead.`,
    code: 'invalid_type',
  }),
  'content-missing': old(() => "Invalid value for 'content': expected a string, got null."),
  'image-type-invalid': () => ({
    message: 'Invalid MIME type. Only image types are supported.',
    param: null,
    code: 'invalid_image_format',
  }),
  'image-base64-invalid': () => ({ message: 'Invalid base64 image_url.', param: null, code: 'invalid_base64_image' }),
  'image-format-unsupported': () => ({
    message:
      "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
    param: null,
    code: 'invalid_image_format',
  }),
  'image-download-failed': ({ facts: { value } }) => ({
    message: `Error while downloading ${value}.`,
    param: null,
    code: 'invalid_image_url',
  }),
  'output-limit-reached': plain(
    'Could not finish the message because max_tokens or model output limit was reached. Please try again with higher max_tokens.',
    null,
  ),
};
