import {
  type Facts,
  type HeaderList,
  type Issue,
  isJsonObject,
  type Problem,
  type ProblemKind,
  type Reply,
  type RuleError,
  type Voice,
  type WireProblem,
} from '../../core';
import type { Scheme } from './auth';
import { refusalHeaders } from './headers';
import { requestId } from './ids';
import { exceeded, limited } from './rates';
import { sentenceOf } from './wording';
import { ABSENT } from './wording-stored';

type Row = (facts: Facts, problem: Problem, voice: Voice) => WireProblem;

const DO_NOT_RETRY: HeaderList = [['x-should-retry', 'false']];
const RETRY: HeaderList = [['x-should-retry', 'true']];

/** Status and type. */
type As = readonly [status: number, type: string];

const row =
  ([status, type]: As, message: string | ((facts: Facts) => string), headers?: HeaderList): Row =>
  (facts) => ({
    status,
    type,
    message: typeof message === 'string' ? message : message(facts),
    ...(headers === undefined ? {} : { headers }),
  });

const badRequest = (message: string | ((facts: Facts) => string)): Row =>
  row([400, 'invalid_request_error'], message, DO_NOT_RETRY);

/** Each way to show a key has its own sentence. */
const wrongKey: { readonly [Way in Scheme]: string } = {
  key: 'invalid x-api-key',
  bearer: 'Invalid bearer token',
  oauth: 'Invalid authentication credentials',
};

/** What the house says of a header, by header and fault. */
function headerSentence({ header, fault, value, unknown, message }: Facts): string {
  if (typeof message === 'string') return message;
  if (fault === 'missing') return `${header}: header is required`;
  if (fault === 'unknown') {
    const names = Array.isArray(unknown) ? unknown.map((name) => `\`${name}\``).join(', ') : '';
    return `Unexpected value(s) ${names} for the \`${header}\` header. Please consult our documentation at platform.claude.com/docs or try again without the header.`;
  }
  return `${header}: "${value}" is not a valid version`;
}

const modelSentence: Row = (facts, _problem, { model }) => ({
  status: 404,
  type: 'not_found_error',
  message: `model: ${String(facts['model'] ?? facts.value ?? model ?? '')}`,
  headers: DO_NOT_RETRY,
});

/** The message that the facts bring along, or the house's own. */
const text = (facts: Facts, usual: string): string => (typeof facts['message'] === 'string' ? facts['message'] : usual);

/** The service names no time by itself; a fault on demand may. */
const overloadedHeaders = ({ retryAfter }: Facts): HeaderList => [
  ...(retryAfter === undefined ? [] : [['retry-after', String(retryAfter)] as const]),
  ...RETRY,
  ['cache-control', 'no-store, no-cache'],
];

const INVALID = { status: 400, type: 'invalid_request_error' } as const;

/** An issue whose rule does not word it: a fault of shape, or a rule whose sentence stands in a table. */
const fromTables = (issue: Issue | undefined): RuleError => ({
  ...(ABSENT.has(issue?.rule ?? '') ? NOT_FOUND : {}),
  message: issue === undefined ? 'Invalid request' : sentenceOf(issue),
  ...(isJsonObject(issue?.facts['details']) ? { details: issue.facts['details'] } : {}),
});

/** What a request names and nobody keeps. */
const NOT_FOUND = { status: 404, type: 'not_found_error' } as const;

/** A row for each way of refusing. */
const rows: { readonly [Kind in ProblemKind]: Row } = {
  'unknown-route': row([404, 'not_found_error'], 'Not found', DO_NOT_RETRY),
  'method-not-allowed': row([405, 'invalid_request_error'], 'Method Not Allowed', DO_NOT_RETRY),
  'missing-credentials': row([401, 'authentication_error'], 'x-api-key header is required', DO_NOT_RETRY),
  'invalid-credentials': row(
    [401, 'authentication_error'],
    ({ scheme }) => wrongKey[scheme as Scheme] ?? wrongKey.key,
    DO_NOT_RETRY,
  ),
  'browser-not-allowed': row(
    [401, 'authentication_error'],
    "CORS requests must set 'anthropic-dangerous-direct-browser-access' header",
    DO_NOT_RETRY,
  ),
  'invalid-header': badRequest(headerSentence),
  'unsupported-content-type': badRequest(({ takes }) => `Content-Type must be ${takes ?? 'application/json'}`),
  'unsupported-encoding': (facts) => ({
    status: 400,
    type: 'invalid_request_error',
    message: `Unsupported Content-Encoding: ${String(facts.value)}`,
    headers: DO_NOT_RETRY,
    details: { error_code: 'request_body_encoding_unsupported' },
  }),
  'body-too-large': row([413, 'request_too_large'], 'Request exceeds the maximum size', DO_NOT_RETRY),
  'invalid-json': badRequest(
    ({ says, line, column, char }) =>
      `The request body is not valid JSON: ${says}: line ${line} column ${column} (char ${char})`,
  ),
  'invalid-request': (_facts, { issues: [first] }, { route }) => ({
    ...INVALID,
    ...(first?.error?.(first, { route }) ?? fromTables(first)),
    headers: DO_NOT_RETRY,
  }),
  'model-not-found': modelSentence,
  'not-found': row([404, 'not_found_error'], (facts) => text(facts, 'Not found'), DO_NOT_RETRY),
  'no-fixture': row([404, 'not_found_error'], (facts) => text(facts, 'No fixture answers this request.'), DO_NOT_RETRY),
  // Both are ours alone: they tell of what llmulator cannot say, not of what the house refuses.
  'unfit-reply': row(
    [500, 'api_error'],
    (facts) => `llmulator: ${text(facts, 'the reply is not one that the request allows')}`,
    DO_NOT_RETRY,
  ),
  'unsatisfiable-schema': badRequest(
    ({ of, path, reason }) =>
      `llmulator cannot answer: nothing satisfies ${of}${path === '' ? '' : ` at ${path}`}: ${reason}.`,
  ),
  'rate-limited': limited,
  'quota-exceeded': exceeded,
  overloaded: (facts) => ({
    status: 529,
    type: 'overloaded_error',
    message: 'Overloaded',
    headers: overloadedHeaders(facts),
  }),
  'permission-denied': row(
    [403, 'permission_error'],
    'Your API key does not have permission to use the specified resource.',
    DO_NOT_RETRY,
  ),
  // Status and type are documented, the sentence is the default of the published schema.
  billing: row([402, 'billing_error'], 'Billing error', DO_NOT_RETRY),
  // Status and type are documented, the sentence is inferred.
  conflict: row([409, 'conflict_error'], 'The resource was changed by another request. Please try again.', RETRY),
  // The house has no answer of its own for acceleration: it is a 429 like the others.
  'slow-down': limited,
  blocked: badRequest(() => 'Output blocked by content filtering policy'),
  timeout: row([504, 'timeout_error'], 'The request timed out while processing. Please try again.', RETRY),
  'server-error': row([500, 'api_error'], 'Internal server error', RETRY),
  // Ours alone; the house documents no envelope of a 503, this one is that of its other faults.
  'store-gone': row(
    [503, 'api_error'],
    (facts) => `llmulator cannot reach the Redis that it shares with others: ${text(facts, 'no details')}`,
    RETRY,
  ),
  internal: row(
    [500, 'api_error'],
    (facts) => `This is a fault of llmulator itself, not of your request: ${text(facts, 'no further particulars')}`,
    DO_NOT_RETRY,
  ),
};

/** A problem in the house's words. The request's id comes along in the headers, for a stream that breaks may quote it. */
export function word(problem: Problem, voice: Voice): WireProblem {
  const said = rows[problem.kind](problem.facts, problem, voice);
  return { ...said, headers: [['request-id', requestId(voice.ids)], ...(said.headers ?? [])] };
}

/** The request's id that a worded problem brought along. */
const idOf = ({ headers = [] }: WireProblem): string | undefined =>
  headers.find(([name]) => name === 'request-id')?.[1];

/** `{"type":"error","error":{…},"request_id":"req_…"}`; `request_id` repeats the header. */
export function refuse(problem: WireProblem, voice: Voice): Reply {
  const { status, type, message, details, headers = [] } = problem;
  const id = idOf(problem) ?? requestId(voice.ids);
  const error = details === undefined ? { type, message } : { type, message, details };
  return {
    status,
    headers: [...refusalHeaders(id), ...headers.filter(([name]) => name !== 'request-id')],
    body: JSON.stringify({ type: 'error', error, request_id: id }),
  };
}
