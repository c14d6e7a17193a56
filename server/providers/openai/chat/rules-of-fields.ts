import type { Profile } from '../../../core';
import { type Finding, rulesFor } from '../../../validation';
import { found, isSet, LIVE, never } from './findings';
import { imagesWith, placedParts } from './images';
import type { ChatBody } from './schema';
import { complaints, complaintsAbout } from './tool-schemas';

const NO_KEYS: readonly string[] = [];

/** Keys that this generation of models no longer knows, though others do. */
const unknownKeys = (body: ChatBody, { values }: Profile): readonly Finding[] =>
  (values['unknown_keys'] ?? NO_KEYS).flatMap((key) => found(key in body, [key], { value: key }));

/** Relations that are told together with their field, in the order of the fields. */
export const fieldRules = rulesFor<ChatBody>()([
  {
    id: 'unknown-key-of-model',
    says: 'audio, modalities and web_search_options are unknown to gpt-5.6; models that own them accept them.',
    source: { grade: 'observed', ref: LIVE },
    at: 'modalities',
    check: unknownKeys,
  },
  {
    id: 'web-search-unsupported',
    says: 'Only search models take web_search_options.',
    source: { grade: 'observed', ref: 'reports on gpt-4o-mini' },
    at: 'web_search_options',
    when: ({ traits, values }) => !traits.has('web-search') && !values['unknown_keys']?.includes('web_search_options'),
    check: (body) => found(isSet(body.web_search_options), ['web_search_options']),
  },
  {
    id: 'audio-missing',
    says: 'audio: required when audio output is requested with modalities: ["audio"].',
    source: { grade: 'spec', ref: 'OpenAPI, CreateChatCompletionRequest.audio' },
    at: 'web_search_options',
    check: (body) => found(body.modalities?.includes('audio') && !isSet(body.audio), ['audio']),
  },
  {
    id: 'system-role-unsupported',
    says: 'o1-mini and o1-preview take no system or developer messages.',
    source: { grade: 'observed', ref: 'reports on o1-mini' },
    at: 'messages',
    when: ({ traits }) => traits.has('no-system-role'),
    check: ({ messages }) =>
      messages.flatMap(({ role }, at) =>
        found(role === 'system' || role === 'developer', ['messages', at, 'role'], { value: role }),
      ),
  },
  {
    id: 'image-url-invalid',
    says: 'An image is an http(s) address or a data URL.',
    source: { grade: 'inferred', ref: 'wording of the Responses surface' },
    at: 'messages',
    check: (body) => imagesWith(body, 'no-url').map((path) => ({ path })),
  },
  {
    id: 'file-source-missing',
    says: 'A file part has a file_id or file_data.',
    source: { grade: 'inferred', ref: 'OpenAPI, file content part' },
    at: 'messages',
    check: (body) =>
      placedParts(body).flatMap(({ part, path }) =>
        found(part.type === 'file' && !isSet(part.file.file_id) && !isSet(part.file.file_data), [
          ...path,
          'file',
          'file_id',
        ]),
      ),
  },
  {
    id: 'deprecated-function-call',
    says: 'The deprecated function_call is not supported, please use the tools parameter.',
    source: { grade: 'docs', ref: 'note of OpenAI-compatible gateways; api.openai.com still takes it' },
    level: 'off',
    at: 'messages',
    check: ({ function_call: call, functions }) => {
      const key = isSet(call) ? 'function_call' : 'functions';
      return found(isSet(call) || isSet(functions), [key], { value: key });
    },
  },
  {
    id: 'function-schema-root',
    says: 'Parameters of a function are an object.',
    source: { grade: 'observed', ref: 'public reports' },
    at: 'tools',
    check: ({ tools }) => complaintsAbout(tools, complaints.root),
  },
  {
    id: 'function-schema-combinator',
    says: 'The root of parameters combines no schemas.',
    source: { grade: 'observed', ref: 'public reports, May to September 2026' },
    at: 'tools',
    check: ({ tools }) => complaintsAbout(tools, complaints.combinator),
  },
  {
    id: 'function-schema-items',
    says: 'An array schema has items.',
    source: { grade: 'observed', ref: 'public reports' },
    at: 'tools',
    check: ({ tools }) => complaintsAbout(tools, complaints.items),
  },
  {
    id: 'function-schema-properties',
    says: 'An object schema has properties, on models before gpt-5.',
    source: { grade: 'observed', ref: 'reports on gpt-4o-mini' },
    at: 'tools',
    when: ({ traits }) => traits.has('properties-required'),
    check: ({ tools }) => complaintsAbout(tools, complaints.properties),
  },
  {
    id: 'function-schema-member',
    says: 'Each property of a schema is a schema.',
    source: { grade: 'observed', ref: 'public reports' },
    at: 'tools',
    check: ({ tools }) => complaintsAbout(tools, complaints.member),
  },
  {
    id: 'function-schema-type',
    says: 'The type of a schema is one that JSON Schema knows.',
    source: { grade: 'observed', ref: 'public reports' },
    at: 'tools',
    check: ({ tools }) => complaintsAbout(tools, complaints.type),
  },
  {
    id: 'json-schema-missing',
    says: 'A strict json_schema format has a schema.',
    source: { grade: 'inferred', ref: 'wording of neighbouring rules' },
    at: 'response_format',
    check: ({ response_format: format }) => {
      if (format?.type !== 'json_schema') return [];
      const { strict, schema } = format.json_schema;
      return found(strict && !isSet(schema), ['response_format', 'json_schema', 'schema']);
    },
  },
  {
    id: 'too-many-choices',
    says: 'n: 8 at most on gpt-5.6, 128 on older models.',
    source: { grade: 'observed', ref: LIVE },
    at: 'n',
    check: ({ n }, { limits }) => {
      const limit = limits['n'] ?? 128;
      return found((n ?? 0) > limit, ['n'], { value: n, limit });
    },
  },
  {
    id: 'top-logprobs-without-logprobs',
    says: 'logprobs must be set to true if top_logprobs is used.',
    source: { grade: 'observed', ref: LIVE },
    at: 'top_logprobs',
    check: (body) => found(isSet(body.top_logprobs) && body.logprobs !== true, ['top_logprobs']),
  },
  {
    id: 'top-logprobs-above-max',
    says: 'top_logprobs: 5 at most on gpt-5.6, 20 on older models.',
    source: { grade: 'observed', ref: LIVE },
    at: 'top_logprobs',
    check: ({ top_logprobs: wanted }, { limits }) => {
      const limit = limits['top_logprobs'] ?? 20;
      return found((wanted ?? 0) > limit, ['top_logprobs'], { value: wanted, limit });
    },
  },
  {
    id: 'prompt-cache-retention-invalid',
    says: 'prompt_cache_retention is in_memory or 24h.',
    source: { grade: 'observed', ref: LIVE },
    at: 'prompt_cache_retention',
    check: ({ prompt_cache_retention: value }) =>
      found(isSet(value) && value !== 'in_memory' && value !== '24h', ['prompt_cache_retention']),
  },
  {
    id: 'prompt-cache-retention-in-memory',
    says: 'This model is compatible only with 24h extended prompt caching.',
    source: { grade: 'observed', ref: LIVE },
    at: 'prompt_cache_retention',
    when: ({ traits }) => traits.has('extended-cache-only'),
    check: (body) => found(body.prompt_cache_retention === 'in_memory', ['prompt_cache_retention']),
  },
  {
    id: 'max-tokens-unsupported',
    says: 'max_tokens is not compatible with o-series models.',
    source: { grade: 'observed', ref: LIVE },
    at: 'max_tokens',
    when: never('max_tokens'),
    check: (body) => found(isSet(body.max_tokens), ['max_tokens']),
  },
  {
    id: 'reasoning-effort-unrecognized',
    says: 'Models that do not reason know no reasoning_effort.',
    source: { grade: 'observed', ref: 'reports on gpt-4o, gpt-4.1' },
    at: 'reasoning_effort',
    when: ({ reasoning }) => reasoning === 'none',
    check: (body) => found(isSet(body.reasoning_effort), ['reasoning_effort']),
  },
  {
    id: 'reasoning-effort-unsupported',
    says: 'Each reasoning model knows some efforts only.',
    source: { grade: 'observed', ref: LIVE },
    at: 'reasoning_effort',
    when: ({ reasoning }) => reasoning !== 'none',
    check: ({ reasoning_effort: value }, { values }) => {
      const allowed = values['chat_reasoning_effort'] ?? values['reasoning_effort'];
      const isKnown = !isSet(value) || allowed === undefined || allowed.some((effort) => effort === value);
      return found(!isKnown, ['reasoning_effort'], { value, allowed: allowed ?? [] });
    },
  },
  {
    id: 'logit-bias-unsupported',
    says: 'logit_bias is not supported with reasoning models.',
    source: { grade: 'observed', ref: LIVE },
    at: 'logit_bias',
    when: never('logit_bias'),
    check: (body) => found(isSet(body.logit_bias), ['logit_bias']),
  },
  {
    id: 'logit-bias-key-invalid',
    says: 'logit_bias maps tokens, specified by their token ID, to a bias.',
    source: { grade: 'inferred', ref: 'OpenAPI; wording from memory' },
    at: 'logit_bias',
    check: ({ logit_bias: bias }) => {
      const key = Object.keys(bias ?? {}).find((token) => !/^\d+$/.test(token));
      return found(key !== undefined, ['logit_bias'], { value: key });
    },
  },
  {
    id: 'stop-unsupported',
    says: 'stop: not supported with latest reasoning models.',
    source: { grade: 'observed', ref: LIVE },
    at: 'stop',
    when: never('stop'),
    check: (body) => found(isSet(body.stop), ['stop']),
  },
]);
