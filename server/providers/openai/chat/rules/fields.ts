import {
  aboveLimit,
  docs,
  inferred,
  isSet,
  observed,
  oneOf,
  type RuleMatch,
  rule,
  rules,
  spec,
  trait,
  UNKNOWN_KEYS,
  unsupported,
} from '../../../../contract';
import { formatPath, type Path } from '../../../../core';
import { missing } from '../../dialect/sentence-parts';
import { unnamed, unsupportedParameter, unsupportedValue } from '../../dialect/sentences';
import { type ChatBody, chatBody, REPLY_MEMBERS } from '../schema';
import { LIVE, never } from './findings';
import { imagesWithout } from './images';
import { type ChatContentPart, messagesWhere, partsWhere } from './parts';
import { aboveLength, descriptionsLongerThan, textsLongerThan } from './text-lengths';

/** Keys of which a request bears one, as the service tells unknown ones: each in its place. */
const keysAmong = (body: ChatBody, unwanted: readonly string[] = []): readonly RuleMatch[] =>
  Object.keys(body).flatMap((key, place) =>
    unwanted.includes(key) ? [{ path: [key], facts: { value: key, place } }] : [],
  );

const KNOWN_KEYS: ReadonlySet<string> = new Set(Object.keys(chatBody.shape));

/** What older models' requests may hold in one text; newer ones take ten times as much, which the schema says. */
const OLDER_MAX_TEXT = 1_048_576;
const OLDER_MAX_DESCRIPTION = 1024;

const unknownParameter = ({ path }: { readonly path: Path }) => ({
  message: `Unknown parameter: '${formatPath(path)}'.`,
  code: 'unknown_parameter',
});

/** The type of a file's data URL that is no PDF; what is no data URL is taken, for nothing is known of it. */
const foreignType = (part: ChatContentPart): string | undefined => {
  const type = part.type === 'file' ? /^data:([^;,]+)/.exec(part.file.file_data?.slice(0, 256) ?? '')?.[1] : undefined;
  return type === 'application/pdf' ? undefined : type;
};

/** Relations that are told together with their field, in the order of the fields. */
export const fieldRules = rules<ChatBody>('chat', [
  rule({
    id: 'unknown-key-of-model',
    says: 'audio, modalities and web_search_options are unknown to gpt-5.6; models that own them accept them.',
    source: LIVE,
    at: UNKNOWN_KEYS,
    check: (body, { profile: { values } }) => keysAmong(body, values['unknown_keys']),
    error: unknownParameter,
  }),
  rule({
    id: 'reasoning-effort-unrecognized',
    says: 'Models that do not reason know no reasoning_effort.',
    source: observed('reports on gpt-4o, gpt-4.1'),
    at: UNKNOWN_KEYS,
    when: ({ reasoning }) => reasoning === 'none',
    check: (body) => isSet(body.reasoning_effort) && keysAmong(body, ['reasoning_effort']),
    error: unnamed('Unrecognized request argument supplied: reasoning_effort'),
  }),
  rule({
    id: 'arguments-unrecognized',
    says: 'The older router tells all unknown keys at once, before anything else; proxies and Azure still have it.',
    source: observed('public reports until 2025; api.openai.com tells the first key today'),
    level: 'off',
    at: UNKNOWN_KEYS,
    path: [],
    check: (body) => {
      const keys = Object.keys(body).filter((key) => !KNOWN_KEYS.has(key));
      return keys.length > 0 && { facts: { value: keys.join(', '), found: keys.length } };
    },
    error: ({ facts: { value, found } }) =>
      unnamed(`Unrecognized request argument${found === 1 ? '' : 's'} supplied: ${value}`),
  }),
  unsupported('web_search_options', {
    id: 'web-search-unsupported',
    says: 'Only search models take web_search_options.',
    source: observed('reports on gpt-4o-mini'),
    at: 'web_search_options',
    when: ({ traits, values }) => !traits.has('web-search') && !values['unknown_keys']?.includes('web_search_options'),
    error: 'Web search options not supported with this model.',
  }),
  rule({
    id: 'audio-missing',
    says: 'audio: required when audio output is requested with modalities: ["audio"].',
    source: spec('OpenAPI, CreateChatCompletionRequest.audio'),
    at: 'web_search_options',
    path: ['audio'],
    check: (body) => body.modalities?.includes('audio') && !isSet(body.audio),
    error: missing,
  }),
  rule({
    id: 'system-role-unsupported',
    says: 'o1-mini and o1-preview take no system or developer messages.',
    source: observed('reports on o1-mini'),
    at: 'messages',
    when: trait('no-system-role'),
    check: (body) => messagesWhere(body, ({ role }) => role === 'system' || role === 'developer', 'role'),
    error: ({ path, facts: { value } }) => ({
      message: `Unsupported value: '${formatPath(path)}' does not support '${value}' with this model.`,
      code: 'unsupported_value',
    }),
  }),
  rule({
    id: 'content-too-long',
    says: 'Older models take texts of 1,048,576 characters at most.',
    source: observed('reports of 2024 and 2025; those of 2026 say 10485760'),
    at: 'messages',
    when: trait('shorter-texts'),
    check: ({ messages }) => textsLongerThan(messages, OLDER_MAX_TEXT),
    error: aboveLength,
  }),
  imagesWithout('no-url', {
    id: 'image-url-invalid',
    says: 'An image is an http(s) address or a data URL.',
    source: inferred('wording of the Responses surface'),
    at: 'messages',
    error: ({ path }) => ({
      message: `Invalid image URL: '${formatPath(path)}'. Expected a valid URL, but got a value with an invalid format.`,
      code: 'invalid_value',
    }),
  }),
  rule({
    id: 'file-source-missing',
    says: 'A file part has a file_id or file_data.',
    source: inferred('OpenAPI, file content part'),
    at: 'messages',
    check: (body) =>
      partsWhere(body, (part) => part.type === 'file' && !isSet(part.file.file_id) && !isSet(part.file.file_data), {
        below: ['file', 'file_id'],
      }),
    error: missing,
  }),
  rule({
    id: 'part-of-reply',
    says: 'A text part that is sent back has no members of the reply that it comes from.',
    source: inferred('measured: members of typed content parts are strict; agents send these to compatible services'),
    at: 'messages',
    check: (body) =>
      REPLY_MEMBERS.flatMap((key) => partsWhere(body, (part) => part.type === 'text' && key in part, { below: [key] })),
    error: unknownParameter,
  }),
  rule({
    id: 'file-data-not-pdf',
    says: 'The data of a file is a PDF in base64.',
    source: observed('recordings of maruel/genai with gpt-audio; pydantic/pydantic-ai#4445 with gpt-5', '2026-02-27'),
    at: 'messages',
    check: (body) =>
      partsWhere(body, (part) => foreignType(part) !== undefined, {
        below: ['file', 'file_data'],
        facts: (part) => ({ value: foreignType(part) }),
      }),
    error: ({ path, facts: { value } }) => ({
      message: `Invalid file data: '${formatPath(path)}'. Expected a base64-encoded data URL with an application/pdf MIME type (e.g. 'data:application/pdf;base64,SGVsbG8sIFdvcmxkIQ=='), but got unsupported MIME type '${value}'.`,
      code: 'invalid_value',
    }),
  }),
  rule({
    id: 'deprecated-function-call',
    says: 'The deprecated function_call is not supported, please use the tools parameter.',
    source: docs('note of OpenAI-compatible gateways; api.openai.com still takes it'),
    level: 'off',
    at: 'messages',
    check: ({ function_call: call, functions }) => {
      const key = isSet(call) ? 'function_call' : 'functions';
      return (isSet(call) || isSet(functions)) && { path: [key], facts: { value: key } };
    },
    error: ({ facts: { value } }) => ({
      message: `The deprecated '${value}' parameter is not supported, please use the 'tools' parameter instead.`,
      code: 'unsupported_parameter',
    }),
  }),
  rule({
    id: 'description-too-long',
    says: 'A function was described in 1024 characters at most.',
    // gpt-4.1 took longer ones in 2025 and named 1048576 as the limit: whether 1024 still holds is unsure.
    source: observed('public reports of 2024; not since'),
    level: 'warn',
    at: 'tools',
    check: ({ tools }) => descriptionsLongerThan(tools, OLDER_MAX_DESCRIPTION),
    error: aboveLength,
  }),
  rule({
    id: 'json-schema-missing',
    says: 'A strict json_schema format has a schema.',
    source: inferred('wording of neighbouring rules'),
    at: 'response_format',
    path: ['response_format', 'json_schema', 'schema'],
    check: ({ response_format: format }) =>
      format?.type === 'json_schema' && format.json_schema.strict && !isSet(format.json_schema.schema),
    error: missing,
  }),
  rule({
    id: 'too-many-choices',
    says: 'n: 8 at most on gpt-5.6, 128 on older models.',
    source: LIVE,
    at: 'n',
    check: ({ n }, { limits }) => aboveLimit(n, limits['n'] ?? 128),
    error: ({ facts: { value, limit } }) => ({
      message: `Invalid 'n': integer above maximum value. Expected a value <= ${limit}, but got ${value} instead.`,
      code: 'integer_above_max_value',
    }),
  }),
  rule({
    id: 'top-logprobs-without-logprobs',
    says: 'logprobs must be set to true if top_logprobs is used.',
    source: LIVE,
    at: 'top_logprobs',
    check: (body) => isSet(body.top_logprobs) && body.logprobs !== true,
    error: "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
  }),
  rule({
    id: 'top-logprobs-above-max',
    says: 'top_logprobs: 5 at most on gpt-5.6, 20 on older models.',
    source: LIVE,
    at: 'top_logprobs',
    check: ({ top_logprobs: wanted }, { limits }) => aboveLimit(wanted, limits['top_logprobs'] ?? 20),
    error: ({ facts: { limit } }) => `Invalid value for 'top_logprobs': must be less than or equal to ${limit}.`,
  }),
  oneOf('prompt_cache_retention', () => ['in_memory', '24h'], {
    id: 'prompt-cache-retention-invalid',
    says: 'prompt_cache_retention is in_memory or 24h.',
    source: LIVE,
    at: 'prompt_cache_retention',
    error: 'Invalid prompt_cache_retention argument',
  }),
  rule({
    id: 'prompt-cache-retention-in-memory',
    says: 'This model is compatible only with 24h extended prompt caching.',
    source: LIVE,
    at: 'prompt_cache_retention',
    when: trait('extended-cache-only'),
    check: (body) => body.prompt_cache_retention === 'in_memory',
    error: 'This model is compatible only with 24h extended prompt caching',
  }),
  rule({
    id: 'max-tokens-unsupported',
    says: 'max_tokens is not compatible with o-series models.',
    source: LIVE,
    at: UNKNOWN_KEYS,
    path: ['max_tokens'],
    when: never('max_tokens'),
    // Models before gpt-5.6 tell it before all fields (recorded with gpt-5-nano), later ones with the field (measured).
    check: (body, { profile: { traits } }) =>
      isSet(body.max_tokens) && (traits.has('extended-cache-only') ? true : { facts: { place: 0 } }),
    error: {
      message:
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      code: 'unsupported_parameter',
    },
  }),
  rule({
    id: 'max-tokens-below-minimum',
    says: 'max_tokens is 1 at least, where the model takes it.',
    source: inferred('rule chat/number-too-small of max_completion_tokens'),
    at: 'max_tokens',
    when: (profile) => !never('max_tokens')(profile),
    check: ({ max_tokens: value }) => typeof value === 'number' && value < 1 && { facts: { value } },
    error: ({ facts: { value } }) => ({
      message: `Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got ${value} instead.`,
      code: 'integer_below_min_value',
    }),
  }),
  oneOf(
    'reasoning_effort',
    ({ profile: { values } }) => values['chat_reasoning_effort'] ?? values['reasoning_effort'],
    {
      id: 'reasoning-effort-unsupported',
      says: 'Each reasoning model knows some efforts only.',
      source: LIVE,
      at: 'reasoning_effort',
      when: ({ reasoning }) => reasoning !== 'none',
      error: unsupportedValue,
    },
  ),
  unsupported('logit_bias', {
    id: 'logit-bias-unsupported',
    says: 'logit_bias is not supported with reasoning models.',
    source: LIVE,
    at: 'logit_bias',
    when: never('logit_bias'),
    error: unsupportedParameter,
  }),
  rule({
    id: 'logit-bias-key-invalid',
    says: 'logit_bias maps tokens, specified by their token ID, to a bias.',
    source: inferred('OpenAPI; wording from memory'),
    at: 'logit_bias',
    check: ({ logit_bias: bias }) => {
      const key = Object.keys(bias ?? {}).find((token) => !/^\d+$/.test(token));
      return key !== undefined && { facts: { value: key } };
    },
    error: ({ facts: { value } }) =>
      `Invalid key in 'logit_bias': ${value}. You should only be using non-negative integers. If you are unsure how to convert text to tokens, use this online tool: https://platform.openai.com/tokenizer`,
  }),
  unsupported('stop', {
    id: 'stop-unsupported',
    says: 'stop: not supported with latest reasoning models.',
    source: LIVE,
    at: 'stop',
    when: never('stop'),
    error: unsupportedParameter,
  }),
  rule({
    id: 'organization-not-verified',
    says: 'Only verified organizations stream from some models.',
    // A matter of the account, so that it is off.
    source: observed('public code index hit 42597958339, 52003102473'),
    level: 'off',
    at: 'stream',
    when: ({ reasoning }) => reasoning === 'hidden',
    check: (body) => body.stream,
    error: {
      message:
        'Your organization must be verified to stream this model. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 15 minutes for access to propagate.',
      code: 'unsupported_value',
    },
  }),
]);
