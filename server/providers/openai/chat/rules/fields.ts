import { type Finding, rulesFor, UNKNOWN_KEYS } from '../../../../contract';
import { type ChatBody, chatBody } from '../schema';
import { found, isSet, LIVE, never } from './findings';
import { imagesWith, placedParts } from './images';
import { descriptionsLongerThan, textsLongerThan } from './text-lengths';

const NO_KEYS: readonly string[] = [];

/** Keys of which a request bears one, as the house tells unknown ones: each in its place. */
const keysAmong = (body: ChatBody, unwanted: readonly string[]): readonly Finding[] =>
  Object.keys(body).flatMap((key, place) => found(unwanted.includes(key), [key], { value: key, place }));

const KNOWN_KEYS: ReadonlySet<string> = new Set(Object.keys(chatBody.shape));

/** What older models' requests may hold in one text; newer ones take ten times as much, which the schema says. */
const OLDER_MAX_TEXT = 1_048_576;
const OLDER_MAX_DESCRIPTION = 1024;

/** Relations that are told together with their field, in the order of the fields. */
export const fieldRules = rulesFor<ChatBody>()([
  {
    id: 'unknown-key-of-model',
    says: 'audio, modalities and web_search_options are unknown to gpt-5.6; models that own them accept them.',
    source: { grade: 'observed', ref: LIVE },
    at: UNKNOWN_KEYS,
    check: (body, { values }) => keysAmong(body, values['unknown_keys'] ?? NO_KEYS),
  },
  {
    id: 'reasoning-effort-unrecognized',
    says: 'Models that do not reason know no reasoning_effort.',
    source: { grade: 'observed', ref: 'reports on gpt-4o, gpt-4.1' },
    at: UNKNOWN_KEYS,
    when: ({ reasoning }) => reasoning === 'none',
    check: (body) => (isSet(body.reasoning_effort) ? keysAmong(body, ['reasoning_effort']) : []),
  },
  {
    id: 'arguments-unrecognized',
    says: 'The older router tells all unknown keys at once, before anything else; proxies and Azure still have it.',
    source: { grade: 'observed', ref: 'public reports until 2025; api.openai.com tells the first key today' },
    level: 'off',
    at: UNKNOWN_KEYS,
    check(body) {
      const keys = Object.keys(body).filter((key) => !KNOWN_KEYS.has(key));
      return found(keys.length > 0, [], { value: keys.join(', '), found: keys.length });
    },
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
    id: 'content-too-long',
    says: 'Older models take texts of 1,048,576 characters at most.',
    source: { grade: 'observed', ref: 'reports of 2024 and 2025; those of 2026 say 10485760' },
    at: 'messages',
    when: ({ traits }) => traits.has('shorter-texts'),
    check: ({ messages }) => textsLongerThan(messages, OLDER_MAX_TEXT),
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
    id: 'description-too-long',
    says: 'A function was described in 1024 characters at most.',
    // gpt-4.1 took longer ones in 2025 and named 1048576 as the limit: whether 1024 still holds is unsure.
    source: { grade: 'observed', ref: 'public reports of 2024; not since' },
    level: 'warn',
    at: 'tools',
    check: ({ tools }) => descriptionsLongerThan(tools, OLDER_MAX_DESCRIPTION),
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
  {
    id: 'organization-not-verified',
    says: 'Only verified organizations stream from some models.',
    // A matter of the account, so that it is off.
    source: { grade: 'observed', ref: 'public code index hit 42597958339, 52003102473' },
    level: 'off',
    at: 'stream',
    when: ({ reasoning }) => reasoning === 'hidden',
    check: (body) => found(body.stream, ['stream']),
  },
]);
