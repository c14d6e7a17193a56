import type { Facts, HeaderList, Problem, ProblemKind, Reply, ResponseInfo, WireError } from '../../../core';
import type { CredentialScheme } from './auth';
import { requestId } from './ids';
import { quotaError, rateLimitError } from './rate-limits';
import { errorHeaders } from './response-headers';
import { issueMessage } from './wording';

type ProblemFormatter = (facts: Facts, problem: Problem, voice: ResponseInfo) => WireError;

const DO_NOT_RETRY: HeaderList = [['x-should-retry', 'false']];
const RETRY: HeaderList = [['x-should-retry', 'true']];

/** Status and type. */
type StatusAndType = readonly [status: number, type: string];

const formatter =
  (
    [status, type]: StatusAndType,
    message: string | ((facts: Facts) => string),
    headers?: HeaderList,
  ): ProblemFormatter =>
  (facts) => ({
    status,
    type,
    message: typeof message === 'string' ? message : message(facts),
    ...(headers === undefined ? {} : { headers }),
  });

const badRequest = (message: string | ((facts: Facts) => string)): ProblemFormatter =>
  formatter([400, 'invalid_request_error'], message, DO_NOT_RETRY);

/** Each way to show a key has its own sentence. */
const wrongKey: { readonly [Way in CredentialScheme]: string } = {
  key: 'invalid x-api-key',
  bearer: 'Invalid bearer token',
  oauth: 'Invalid authentication credentials',
};

/** What the service says of a header, by header and fault. */
function headerMessage({ header, fault, value, unknown, message }: Facts): string {
  if (typeof message === 'string') return message;
  if (fault === 'missing') return `${header}: header is required`;
  if (fault === 'unknown') {
    const names = Array.isArray(unknown) ? unknown.map((name) => `\`${name}\``).join(', ') : '';
    return `Unexpected value(s) ${names} for the \`${header}\` header. Please consult our documentation at platform.claude.com/docs or try again without the header.`;
  }
  return `${header}: "${value}" is not a valid version`;
}

const modelNotFound: ProblemFormatter = (facts, _problem, { model }) => ({
  status: 404,
  type: 'not_found_error',
  message: `model: ${String(facts['model'] ?? facts.value ?? model ?? '')}`,
  headers: DO_NOT_RETRY,
});

/** The message that the facts bring along, or the provider's own. */
const text = (facts: Facts, usual: string): string => (typeof facts['message'] === 'string' ? facts['message'] : usual);

/** The service names no time by itself; a fault on demand may. */
const overloadedHeaders = ({ retryAfter }: Facts): HeaderList => [
  ...(retryAfter === undefined ? [] : [['retry-after', String(retryAfter)] as const]),
  ...RETRY,
  ['cache-control', 'no-store, no-cache'],
];

const INVALID = { status: 400, type: 'invalid_request_error' } as const;

/** A row for each way of refusing. */
const formatters: { readonly [Kind in ProblemKind]: ProblemFormatter } = {
  'unknown-route': formatter([404, 'not_found_error'], 'Not found', DO_NOT_RETRY),
  'method-not-allowed': formatter([405, 'invalid_request_error'], 'Method Not Allowed', DO_NOT_RETRY),
  'missing-credentials': formatter([401, 'authentication_error'], 'x-api-key header is required', DO_NOT_RETRY),
  'invalid-credentials': formatter(
    [401, 'authentication_error'],
    ({ scheme }) => wrongKey[scheme as CredentialScheme] ?? wrongKey.key,
    DO_NOT_RETRY,
  ),
  'browser-not-allowed': formatter(
    [401, 'authentication_error'],
    "CORS requests must set 'anthropic-dangerous-direct-browser-access' header",
    DO_NOT_RETRY,
  ),
  // Ours alone.
  'foreign-page': formatter(
    [403, 'permission_error'],
    (facts) => `llmulator: ${text(facts, 'Forbidden.')}`,
    DO_NOT_RETRY,
  ),
  'invalid-header': badRequest(headerMessage),
  'unsupported-content-type': badRequest(({ takes }) => `Content-Type must be ${takes ?? 'application/json'}`),
  'unsupported-encoding': (facts) => ({
    status: 400,
    type: 'invalid_request_error',
    message: `Unsupported Content-Encoding: ${String(facts.value)}`,
    headers: DO_NOT_RETRY,
    details: { error_code: 'request_body_encoding_unsupported' },
  }),
  'body-too-large': formatter([413, 'request_too_large'], 'Request exceeds the maximum size', DO_NOT_RETRY),
  'invalid-json': badRequest(
    ({ says, line, column, char }) =>
      `The request body is not valid JSON: ${says}: line ${line} column ${column} (char ${char})`,
  ),
  'invalid-request': (_facts, { issues: [first] }, { route }) => ({
    ...INVALID,
    ...(first?.error?.(first, { route }) ?? { message: first === undefined ? 'Invalid request' : issueMessage(first) }),
    headers: DO_NOT_RETRY,
  }),
  'model-not-found': modelNotFound,
  'not-found': formatter([404, 'not_found_error'], (facts) => text(facts, 'Not found'), DO_NOT_RETRY),
  'no-fixture': formatter(
    [404, 'not_found_error'],
    (facts) => text(facts, 'No fixture answers this request.'),
    DO_NOT_RETRY,
  ),
  // Both are ours alone: they tell of what llmulator cannot say, not of what the service refuses.
  'unfit-reply': formatter(
    [500, 'api_error'],
    (facts) => `llmulator: ${text(facts, 'the reply is not one that the request allows')}`,
    DO_NOT_RETRY,
  ),
  'unsatisfiable-schema': badRequest(
    ({ of, path, reason }) =>
      `llmulator cannot answer: nothing satisfies ${of}${path === '' ? '' : ` at ${path}`}: ${reason}.`,
  ),
  'rate-limited': rateLimitError,
  'quota-exceeded': quotaError,
  overloaded: (facts) => ({
    status: 529,
    type: 'overloaded_error',
    message: 'Overloaded',
    headers: overloadedHeaders(facts),
  }),
  'permission-denied': formatter(
    [403, 'permission_error'],
    'Your API key does not have permission to use the specified resource.',
    DO_NOT_RETRY,
  ),
  // Status and type are documented, the sentence is the default of the published schema.
  billing: formatter([402, 'billing_error'], 'Billing error', DO_NOT_RETRY),
  // Status and type are documented, the sentence is inferred.
  conflict: formatter([409, 'conflict_error'], 'The resource was changed by another request. Please try again.', RETRY),
  // The service has no answer of its own for acceleration: it is a 429 like the others.
  'slow-down': rateLimitError,
  blocked: badRequest(() => 'Output blocked by content filtering policy'),
  timeout: formatter([504, 'timeout_error'], 'The request timed out while processing. Please try again.', RETRY),
  'server-error': formatter([500, 'api_error'], 'Internal server error', RETRY),
  // Ours alone; the service documents no envelope of a 503, this one is that of its other faults.
  'store-gone': formatter(
    [503, 'api_error'],
    (facts) => `llmulator cannot reach the Redis that it shares with others: ${text(facts, 'no details')}`,
    RETRY,
  ),
  internal: formatter(
    [500, 'api_error'],
    (facts) => `This is a fault of llmulator itself, not of your request: ${text(facts, 'no further particulars')}`,
    DO_NOT_RETRY,
  ),
};

/** A problem in the service's words. The request's id comes along in the headers, for a stream that breaks may quote it. */
export function formatError(problem: Problem, voice: ResponseInfo): WireError {
  const said = formatters[problem.kind](problem.facts, problem, voice);
  return { ...said, headers: [['request-id', requestId(voice.ids)], ...(said.headers ?? [])] };
}

/** The request's id that a worded problem brought along. */
const requestIdOf = ({ headers = [] }: WireError): string | undefined =>
  headers.find(([name]) => name === 'request-id')?.[1];

/** `{"type":"error","error":{…},"request_id":"req_…"}`; `request_id` repeats the header. */
export function errorReply(problem: WireError, voice: ResponseInfo): Reply {
  const { status, type, message, details, headers = [] } = problem;
  const id = requestIdOf(problem) ?? requestId(voice.ids);
  const error = details === undefined ? { type, message } : { type, message, details };
  return {
    status,
    headers: [...errorHeaders(id, status), ...headers.filter(([name]) => name !== 'request-id')],
    body: JSON.stringify({ type: 'error', error, request_id: id }),
  };
}
