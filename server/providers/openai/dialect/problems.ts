import type { HeaderList, Problem, ProblemKind, Reply, ResponseInfo, WireError } from '../../../core';
import { maskedKey } from './auth';
import { dialectOf, isClassic } from './gateway';
import { requestId } from './ids';
import { modelRefusal } from './model-refusals';
import { BODY_LIMIT, type BodyErrorCode, type BodyErrorFacts } from './parse-body';
import { quotaError, rateLimitError } from './rate-limits';
import { classicHeaders, newerHeaders } from './response-headers';
import { describeIssues } from './wording';

type ErrorFormatter = (problem: Problem, voice: ResponseInfo) => WireError;

/** Marks refusals that the classic gateway formats in its own way. */
const CLASSIC = { gateway: 'classic' } as const;

const invalid = (message: string, more: Partial<WireError> = {}): WireError => ({
  status: 400,
  type: 'invalid_request_error',
  message,
  ...more,
});

const UNPARSEABLE =
  "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)";

/** How the newer gateway tells each fault of a body. */
const bodyFaults: { readonly [Fault in BodyErrorCode]: (facts: BodyErrorFacts) => WireError } = {
  syntax: () =>
    invalid(
      'Invalid body: failed to parse JSON value. Please check the value to ensure it is valid JSON. (Common errors include trailing commas, missing closing brackets, missing quotation marks, etc.)',
      { code: 'invalid_json' },
    ),
  unicode: () =>
    invalid(
      'Invalid body: encountered a unicode decode error when parsing this JSON value. Please check the value to ensure it is valid unicode.',
      { code: 'invalid_request_error' },
    ),
  root: ({ got }) =>
    invalid(`Invalid type: expected an object, but got ${got} instead.`, { code: 'invalid_request_error' }),
  duplicate: ({ duplicate: { key, path } = { key: '', path: [] } }) =>
    invalid(
      `Invalid body: duplicate JSON key '${key}' at '${path.join('.')}'. Duplicate JSON keys are not supported.`,
      { code: 'invalid_request_error' },
    ),
};

/** 401 and 404 of the classic gateway are indented by four spaces. */
const classicOnly = (voice: ResponseInfo): Partial<WireError> => (isClassic(voice.route) ? { details: CLASSIC } : {});

function missingKey(voice: ResponseInfo): WireError {
  if (isClassic(voice.route)) {
    return invalid(
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys.",
      { status: 401, details: CLASSIC },
    );
  }
  return invalid('Missing bearer or basic authentication in header', { status: 401, headers: CHALLENGE });
}

const CHALLENGE: HeaderList = [['www-authenticate', 'Bearer realm="OpenAI API"']];

const OWN_SURFACES: readonly string[] = ['chat', 'completions', 'responses', 'embeddings', 'moderations'];

/** Is a model served, but by another provider only? Here it does not exist. */
const isElsewhere = (surfaces: readonly string[] = []): boolean =>
  surfaces.length > 0 && !surfaces.some((surface) => OWN_SURFACES.includes(surface));

/** A model that is unknown, gone, or served by another surface only. */
function noModel({ facts }: Problem, { route }: ResponseInfo): WireError {
  const {
    model,
    surfaces: known,
    traits,
  } = facts as { model?: string; surfaces?: readonly string[]; traits?: ReadonlySet<string> };
  const surfaces = isElsewhere(known) ? undefined : known;
  const own = modelRefusal(route, { model, surfaces });
  if (own !== undefined && !traits?.has('deprecated')) return own;
  const gone = { status: 404, code: 'model_not_found' };
  if (dialectOf(route).subject === 'models')
    return invalid(`The model '${model}' does not exist`, { ...gone, param: 'model' });
  if (!isClassic(route)) {
    if (surfaces !== undefined) {
      return invalid(`The requested model '${model}' is not supported with the Responses API.`, { param: 'model' });
    }
    return invalid(`The requested model '${model}' does not exist.`, { code: 'model_not_found', param: 'model' });
  }
  if (traits?.has('deprecated')) {
    const message = `The model \`${model}\` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations`;
    return invalid(message, { ...gone, details: CLASSIC });
  }
  if (surfaces === undefined) {
    // A name that can be none (recorded).
    if (/\s/.test(model ?? '')) return invalid('invalid model ID', { details: CLASSIC });
    const message = `The model \`${model}\` does not exist or you do not have access to it.`;
    return invalid(message, { ...gone, details: CLASSIC });
  }
  // Since December 2025 models of Responses are refused in the words of those that are none for chat.
  const message =
    'This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?';
  return invalid(message, { status: 404, param: 'model' });
}

/** Seconds after which a client may try again. */
const RETRY_AFTER = 1;

/** The sentence quotes the id that the header bears. */
function serverError(voice: ResponseInfo): WireError {
  const id = requestId(voice.ids);
  return {
    status: 500,
    type: 'server_error',
    message: `The server had an error processing your request. Sorry about that! You can retry your request, or contact us through our help center at help.openai.com if you keep seeing this error. (Please include the request ID ${id} in your email.)`,
    headers: [['x-request-id', id]],
  };
}

const quoted = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

const FLAGGED =
  'Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt: https://platform.openai.com/docs/guides/reasoning#advice-on-prompting';

/** A row for every way in which a request can be refused. */
const rows: { readonly [Kind in ProblemKind]: ErrorFormatter } = {
  // The form of older routers: today's answer has no body at all, and every refusal of ours has an envelope.
  'unknown-route': (_, { request }) =>
    invalid(`Invalid URL (${request.method} ${request.path})`, { status: 404, details: CLASSIC }),
  'method-not-allowed': (_, { request: { method, path } }) =>
    invalid(`Not allowed to ${method} on ${path}. (HINT: Perhaps you meant to use a different HTTP method?)`, {
      status: 405,
      details: CLASSIC,
    }),
  'missing-credentials': (_, voice) => missingKey(voice),
  'invalid-credentials': ({ facts }, voice) =>
    invalid(
      `Incorrect API key provided: ${maskedKey(String(facts.value))}. You can find your API key at https://platform.openai.com/account/api-keys.`,
      {
        status: 401,
        code: 'invalid_api_key',
        ...classicOnly(voice),
        ...(isClassic(voice.route) ? {} : { headers: CHALLENGE }),
      },
    ),
  // Never raised here: the service lets browsers in. Inferred.
  'browser-not-allowed': () => invalid('Requests from browsers are not allowed.', { status: 403 }),
  // Ours alone.
  'foreign-page': ({ facts }) => invalid(`llmulator: ${quoted(facts['message'], 'Forbidden.')}`, { status: 403 }),
  // Inferred.
  'invalid-header': ({ facts }) => invalid(quoted(facts['message'], 'Invalid header.')),
  'unsupported-content-type': ({ facts: { value, takes } }, { route }) =>
    isClassic(route)
      ? invalid('you must provide a model parameter')
      : invalid(
          `Unsupported content type: '${value}'. This API method only accepts '${takes}' requests, but you specified the header 'Content-Type: ${value}'. Please try again with a supported content type.`,
          { code: 'unsupported_content_type' },
        ),
  // Inferred, after the sentence on content types.
  'unsupported-encoding': ({ facts: { value } }) =>
    invalid(
      `Unsupported content encoding: '${value}'. This API method only accepts uncompressed requests, but you specified the header 'Content-Encoding: ${value}'. Please try again without it.`,
      { code: 'unsupported_content_encoding' },
    ),
  // The sentence is observed on the audio routes (buzz#381); that the generating routes share it is inferred.
  'body-too-large': () => ({
    status: 413,
    type: 'server_error',
    message: `Maximum content size limit (${BODY_LIMIT}) exceeded`,
  }),
  'invalid-json': ({ facts }, { route }) =>
    isClassic(route) ? invalid(UNPARSEABLE) : bodyFaults[facts['fault'] as BodyErrorCode](facts as BodyErrorFacts),
  'invalid-request': (problem, voice) => {
    const { message, param = null, code = null, status = 400, ...type } = describeIssues(problem, voice);
    return invalid(message, { status, param, code, ...type });
  },
  'model-not-found': noModel,
  'not-found': ({ facts }) => {
    const { message, param, code } = facts as { message?: string; param?: string; code?: string };
    return invalid(message ?? 'Not found.', { status: 404, param: param ?? null, code: code ?? null });
  },
  'no-fixture': ({ facts }) =>
    invalid(quoted(facts['message'], 'No fixture answers this request.'), { status: 404, code: 'no_fixture' }),
  // Both are ours alone: they tell of what llmulator cannot say, not of what the service refuses.
  'unfit-reply': ({ facts }) => ({
    status: 500,
    type: 'server_error',
    code: 'unfit_reply',
    message: `llmulator: ${quoted(facts['message'], 'the reply is not one that the request allows')}`,
    headers: [['x-should-retry', 'false']],
  }),
  'unsatisfiable-schema': ({ facts: { of, path, reason } }) =>
    invalid(`llmulator cannot answer: nothing satisfies ${of}${path === '' ? '' : ` at ${path}`}: ${reason}.`, {
      code: 'unsatisfiable_schema',
    }),
  'rate-limited': ({ facts }, { model }) => rateLimitError(facts, model),
  'quota-exceeded': ({ facts }) => quotaError(facts),
  // Inferred.
  overloaded: ({ facts }) => ({
    status: 503,
    type: 'server_error',
    message: 'The server is overloaded or not ready yet.',
    ...(facts['retryAfter'] === undefined ? {} : { headers: [['retry-after', String(facts['retryAfter'])]] }),
  }),
  // Observed for blocked countries, the documented 403.
  'permission-denied': () => ({
    status: 403,
    type: 'request_forbidden',
    code: 'unsupported_country_region_territory',
    message: 'Country, region, or territory not supported',
  }),
  // Observed on the routes that charge by the piece; that all share it is inferred.
  billing: () => invalid('Billing hard limit has been reached', { code: 'billing_hard_limit_reached' }),
  // The SDKs know the status; the sentence is inferred.
  conflict: () => invalid('The resource was updated by another process. Please try again.', { status: 409 }),
  // The error-codes guide names type and code for requests that become many too quickly; the sentence is inferred.
  'slow-down': ({ facts }) => ({
    status: 429,
    type: 'rate_limit_error',
    code: 'slow_down',
    message: 'Slow down. Please reduce your request rate, then increase it gradually.',
    headers: [['retry-after', String(facts['retryAfter'] ?? RETRY_AFTER)]],
  }),
  // Observed in many reports, such as pal-mcp-server#178 and codex#38849.
  blocked: () => invalid(FLAGGED, { code: 'invalid_prompt' }),
  // Inferred: reports show the status with a proxy's page, not with an envelope.
  timeout: () => ({ status: 504, type: 'server_error', message: 'The request timed out. Please try again later.' }),
  'server-error': (_, voice) => serverError(voice),
  // Ours alone, in the form of the service's 503 (error-codes guide).
  'store-gone': ({ facts }) => ({
    status: 503,
    type: 'server_error',
    code: 'llmulator_store_gone',
    message: `llmulator cannot reach the Redis that it shares with others: ${quoted(facts['message'], 'no details')}`,
    headers: [['retry-after', String(RETRY_AFTER)]],
  }),
  internal: ({ facts }) => ({
    status: 500,
    type: 'server_error',
    code: 'llmulator_bug',
    message: `llmulator itself failed, which is its own fault and not your request's: ${quoted(facts['message'], 'no details')}`,
  }),
};

/** A problem in the service's words. */
export const formatError = (problem: Problem, voice: ResponseInfo): WireError => rows[problem.kind](problem, voice);

/** The envelope's members, in the service's order. */
const envelopeOf = ({ message, type, param, code }: WireError) => ({
  error: { message, type, param: param ?? null, code: code ?? null },
});

/** A refusal as the service formats it: the classic gateway indents by four and ends the line, that of files ends it too. */
export function errorReply(problem: WireError, voice: ResponseInfo): Reply {
  const classic = problem.details?.['gateway'] === CLASSIC.gateway;
  const { headers: extra = [] } = problem;
  const request = extra.find(([name]) => name === 'x-request-id')?.[1];
  const usual = classic ? classicHeaders(voice, request) : newerHeaders(voice, 'application/json', request);
  const envelope = envelopeOf(problem);
  const end = voice.route?.startsWith('files') ? '\n' : '';
  return {
    status: problem.status,
    headers: [...usual, ...extra.filter(([name]) => name !== 'x-request-id')],
    body: classic ? `${JSON.stringify(envelope, null, 4)}\n` : `${JSON.stringify(envelope, null, 2)}${end}`,
  };
}
