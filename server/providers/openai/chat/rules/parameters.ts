import { atMost, docs, excludes, inferred, isSet, observed, oneOf, rule, rules, trait } from '../../../../contract';
import { onlyDefault, unsupportedParameter, unsupportedValue } from '../../dialect/sentences';
import type { ChatBody } from '../schema';
import { LIVE, OUTPUT_LIMIT, whileReasoning } from './findings';

/** More than a model can generate; `code` differs between captures of the two names (unsure for both). */
const withinOutput = (key: 'max_tokens' | 'max_completion_tokens', code: string | null) =>
  atMost<ChatBody>(key, ({ profile }) => profile.maxOutput, {
    id: `${key.replaceAll('_', '-')}-too-large`,
    says: `${key} lies within what the model can generate.`,
    source: observed('public reports; code is unsure'),
    error: ({ facts: { value, limit } }) => ({
      message: `${key} is too large: ${value}. This model supports at most ${limit} completion tokens, whereas you provided ${value}.`,
      code,
    }),
  });

const unsupportedFormat = (type: string): string =>
  `Invalid parameter: 'response_format' of type '${type}' is not supported with this model.`;

/** Relations between parameters and the model, told after all fields are sound, in the provider's order. */
export const parameterRules = rules<ChatBody>('chat', [
  excludes('max_tokens', 'max_completion_tokens', {
    id: 'max-tokens-both',
    says: 'max_tokens and max_completion_tokens exclude each other.',
    source: observed('public reports; param is unsure'),
    error: {
      message: "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
      code: 'invalid_parameter_combination',
    },
  }),
  withinOutput('max_tokens', null),
  withinOutput('max_completion_tokens', 'invalid_value'),
  whileReasoning('temperature', 1, {
    id: 'temperature-unsupported',
    says: 'Reasoning models take the default temperature only.',
    source: LIVE,
    error: onlyDefault,
  }),
  whileReasoning('top_p', 1, {
    id: 'top-p-unsupported',
    says: 'Reasoning models take the default top_p only.',
    source: inferred('sibling of temperature; the check order lists it'),
    error: onlyDefault,
  }),
  whileReasoning('presence_penalty', undefined, {
    id: 'presence-penalty-unsupported',
    says: 'Reasoning models take no presence_penalty.',
    source: LIVE,
    error: unsupportedParameter,
  }),
  whileReasoning('frequency_penalty', undefined, {
    id: 'frequency-penalty-unsupported',
    says: 'Reasoning models take no frequency_penalty.',
    source: LIVE,
    error: unsupportedParameter,
  }),
  whileReasoning('logprobs', false, {
    id: 'logprobs-unsupported',
    says: 'Reasoning models give no logprobs.',
    source: LIVE,
    error: unsupportedParameter,
  }),
  oneOf('verbosity', ({ profile }) => profile.values['verbosity'], {
    id: 'verbosity-unsupported',
    says: 'Some models know one verbosity only.',
    source: inferred('wording of neighbouring rules'),
    error: unsupportedValue,
  }),
  excludes('prompt_cache_retention', 'prompt_cache_options', {
    id: 'prompt-cache-both',
    says: 'prompt_cache_options and prompt_cache_retention exclude each other.',
    source: inferred('guide on prompt caching; sentence not observed'),
    // The service's own words are unknown.
    error: {
      message: "'prompt_cache_options' and 'prompt_cache_retention' cannot be used together.",
      code: 'invalid_value',
    },
  }),
  rule({
    id: 'flex-unavailable',
    says: 'Flex processing is for some models only.',
    source: inferred('sentence not observed on this surface'),
    when: trait('no-flex'),
    path: ['service_tier'],
    check: (body) => body.service_tier === 'flex',
    error: 'Flex is not available for this model.',
  }),
  rule({
    id: 'prediction-with-choices',
    says: 'Predicted outputs go with one choice only.',
    source: inferred('guide on predicted outputs; sentence not observed'),
    path: ['prediction'],
    check: (body) => isSet(body.prediction) && (body.n ?? 1) > 1,
    error: 'Prediction is not supported with n > 1.',
  }),
  rule({
    id: 'prediction-with-others',
    says: 'Predicted outputs go without tools, logprobs and audio.',
    source: docs('guide on predicted outputs; sentence not observed'),
    path: ['prediction'],
    check: ({ prediction, tools, logprobs, audio }) => {
      if (!prediction) return false;
      const other = [tools?.length && 'tools', logprobs && 'logprobs', audio && 'audio'].find(Boolean);
      return other && { facts: { value: other } };
    },
    error: ({ facts: { value } }) => `Prediction is not supported with ${value}.`,
  }),
  rule({
    id: 'stream-options-without-stream',
    says: 'Only set stream_options when you set stream: true.',
    source: observed('public reports'),
    path: ['stream_options'],
    check: (body) => isSet(body.stream_options) && body.stream !== true,
    error: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
  }),
  rule({
    id: 'metadata-without-store',
    says: "The 'metadata' parameter is only allowed when 'store' is enabled.",
    source: observed('public reports until 2025; no longer enforced'),
    level: 'off',
    path: ['metadata'],
    check: (body) => isSet(body.metadata) && body.store !== true,
    error: "The 'metadata' parameter is only allowed when 'store' is enabled.",
  }),
  rule({
    id: 'json-mode-unsupported',
    says: 'Old models and those with audio have no JSON mode.',
    source: observed('public reports on gpt-4; live tests of audio models, 2026'),
    when: trait('no-json-mode'),
    path: ['response_format'],
    check: ({ response_format: format }) => format?.type === 'json_object',
    error: unsupportedFormat('json_object'),
  }),
  rule({
    id: 'json-schema-unsupported',
    says: 'Structured outputs are for gpt-4o and later; models with audio have none.',
    source: observed(
      'a recording of maruel/genai with gpt-audio; web-infra-dev/midscene#259 with chatgpt-4o-latest; dzhng/deep-research#96 with o1-mini',
    ),
    when: ({ traits }) => traits.has('no-json-mode') || traits.has('no-json-schema'),
    check: ({ response_format: format }) => format?.type === 'json_schema',
    error: {
      message: `${unsupportedFormat('json_schema')} Learn more about supported models at the Structured Outputs guide: https://platform.openai.com/docs/guides/structured-outputs`,
      param: null,
    },
  }),
  rule({
    id: 'audio-with-stop',
    says: 'Spoken output that a stop sequence may cut is never finished.',
    source: observed('a recording of maruel/genai with gpt-audio; that any stop sequence has this effect is inferred'),
    path: ['stop'],
    check: ({ modalities, stop }) => modalities?.includes('audio') && isSet(stop) && stop?.length !== 0,
    error: OUTPUT_LIMIT,
  }),
]);
