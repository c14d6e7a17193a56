import {
  compileRules,
  type DeclaredRule,
  docs,
  observed,
  type RuleDeclaration,
  type RuleMatch,
  rule,
  rules,
} from '../../../../contract';
import type { Facts, JsonObject } from '../../../../core';
import { type BatchInput, type BatchLine, requestBody } from './input-lines';

/** The surface of their levels; Anthropic has batches too. */
export const SURFACE = 'openai-batches';

/** Requests of one batch at most. */
const MOST_REQUESTS = 50_000;

const CHAT = '/v1/chat/completions';
/** Routes whose requests name a model. */
const NAMES_MODEL: ReadonlySet<string> = new Set([CHAT, '/v1/completions', '/v1/embeddings', '/v1/responses']);

type LineMatch<F extends Facts> = RuleMatch<F> | boolean | undefined;

/** A rule about one line that is a request; `path` is that of the parameter within the line. */
interface LineRule<F extends Facts> extends Omit<RuleDeclaration<BatchInput, F>, 'check'> {
  readonly check: (request: JsonObject, input: BatchInput) => LineMatch<F>;
}

function lineRule<F extends Facts>({ check, ...declared }: LineRule<F>): DeclaredRule<BatchInput> {
  const { path = [] } = declared;
  return rule<BatchInput, F>({
    ...declared,
    check: (input) =>
      input.lines.flatMap(({ at, request }): readonly RuleMatch<F>[] => {
        const found = request !== undefined && check(request, input);
        if (!found) return [];
        const match: RuleMatch<F> = found === true ? {} : found;
        return [{ ...match, path: ['lines', at, ...(match.path ?? path)] }];
      }),
  });
}

const MEMBERS = ['custom_id', 'method', 'url', 'body'] as const;

const modelIn = (request: JsonObject | undefined): unknown => request && requestBody(request)?.['model'];

/** The lines whose `custom_id` an earlier line has. */
function duplicatesIn(lines: readonly BatchLine[]): readonly RuleMatch<{ id: unknown }>[] {
  const seen = new Set<unknown>();
  return lines.flatMap(({ at, request }) => {
    const id = request?.['custom_id'];
    if (id === undefined) return [];
    if (seen.has(id)) return [{ path: ['lines', at, 'custom_id'], facts: { id } }];
    seen.add(id);
    return [];
  });
}

const TESTS = 'a public test suite that quotes the answers of the API, August 2025';
const MANUAL = 'in the manual of a service that follows the API';

/** What a file is validated by; with a fault of its own its lines are not looked at. The batch lists what is found. */
export const inputRules = rules<BatchInput>(SURFACE, [
  rule({
    id: 'file-missing',
    says: 'The input file is there.',
    source: observed(`${TESTS}; the name of the organization is ours`),
    path: ['file_id'],
    check: ({ file, fileId }) => file === undefined && { facts: { fileId } },
    error: ({ facts: { fileId } }) => ({
      code: 'invalid_request',
      message: `Cannot find file ${fileId}, or organization org-llmulator does not have access to it.`,
    }),
  }),
  rule({
    id: 'file-purpose',
    says: 'The input file must be uploaded with the purpose batch.',
    source: docs('batches/create, input_file_id; code and sentence are inferred'),
    path: ['file_id'],
    check: ({ file }) => file !== undefined && file.purpose !== 'batch' && { facts: { purpose: file.purpose } },
    error: ({ facts: { purpose } }) => ({
      code: 'invalid_request',
      message: `The file must have the purpose 'batch', but has '${purpose}'.`,
    }),
  }),
  rule({
    id: 'requests-too-many',
    says: 'The file can contain up to 50,000 requests.',
    source: docs('batches/create; the code is from a list in a public report, the sentence inferred'),
    check: ({ lines }) => lines.length > MOST_REQUESTS && { facts: { found: lines.length } },
    error: ({ facts: { found } }) => ({
      code: 'too_many_tasks',
      message: `A batch has up to ${MOST_REQUESTS} requests, but the file has ${found}.`,
    }),
  }),
]);

/** What lines are validated by; each tells its first fault. */
export const lineRules = rules<BatchInput>(SURFACE, [
  rule({
    id: 'line-not-json',
    says: 'Each line is a JSON object.',
    source: observed(TESTS),
    check: ({ lines }) => lines.flatMap(({ at, request }) => (request === undefined ? [{ path: ['lines', at] }] : [])),
    error: { code: 'invalid_json_line', message: 'This line is not parseable as valid JSON.' },
  }),
  lineRule({
    id: 'member-missing',
    says: 'Each line has custom_id, method, url and body.',
    source: observed(TESTS),
    check: (request) => {
      const name = MEMBERS.find((member) => (request[member] ?? null) === null);
      return name !== undefined && { path: [name], facts: { name } };
    },
    error: ({ facts: { name } }) => ({
      code: 'missing_required_parameter',
      message: `Missing required parameter: '${name}'.`,
    }),
  }),
  rule({
    id: 'custom-id-duplicate',
    says: 'A developer-provided per-request id must be unique for each request in a batch.',
    source: docs(`batch/request-input; code and sentence stand ${MANUAL}`),
    check: ({ lines }) => duplicatesIn(lines),
    error: ({ facts: { id } }) => ({
      code: 'duplicate_custom_id',
      message: `The custom_id '${id}' for this request is a duplicate of another request. The custom_id parameter must be unique for each request in a batch.`,
    }),
  }),
  lineRule({
    id: 'method-not-post',
    says: 'The HTTP method: currently only POST is supported.',
    source: docs('batch/request-input; the sentence is that of the house’s grammar'),
    path: ['method'],
    check: ({ method }) => method !== 'POST' && { facts: { method } },
    error: ({ facts: { method } }) => ({
      code: 'invalid_value',
      message: `Invalid value: '${method}'. Supported values are: 'POST'.`,
    }),
  }),
  lineRule({
    id: 'url-mismatch',
    says: 'The URL of a request is the endpoint of the batch.',
    source: observed(TESTS),
    path: ['url'],
    check: ({ url }, { endpoint }) => url !== endpoint,
    error: { code: 'invalid_url', message: 'The URL provided for this request does not match the batch endpoint.' },
  }),
  lineRule({
    id: 'model-missing',
    says: 'A request names its model.',
    source: observed(`${TESTS}, for chats; other routes that need one are inferred`),
    path: ['body', 'model'],
    check: (request, { endpoint }) => typeof modelIn(request) !== 'string' && NAMES_MODEL.has(endpoint),
    error: { code: 'invalid_request', message: 'Model parameter is required.' },
  }),
  lineRule({
    id: 'model-unsupported',
    says: 'The model is one that the service has.',
    source: observed(TESTS),
    path: ['body', 'model'],
    check: (request, { isServed }) => {
      const model = modelIn(request);
      return typeof model === 'string' && !isServed(model) && { facts: { model } };
    },
    error: ({ facts: { model } }) => ({
      code: 'model_not_found',
      message: `The provided model '${model}' is not supported by the Batch API.`,
    }),
  }),
  lineRule({
    id: 'model-mismatch',
    says: 'Each batch must contain requests for a single model.',
    source: observed(`public reports of code and second sentence; the first stands ${MANUAL}`),
    path: ['body', 'model'],
    check: (request, { model: first }) => {
      const model = modelIn(request);
      return typeof model === 'string' && model !== first && { facts: { model } };
    },
    error: ({ facts: { model } }) => ({
      code: 'mismatched_model',
      message: `The model '${model}' for this request does not match the rest of the batch. Each batch must contain requests for a single model.`,
    }),
  }),
  lineRule({
    id: 'messages-missing',
    says: 'A chat has messages.',
    source: observed(TESTS),
    path: ['body', 'messages'],
    check: (request, { endpoint }) => endpoint === CHAT && requestBody(request)?.['messages'] === undefined,
    error: { code: 'invalid_request', message: 'Messages parameter is required.' },
  }),
  lineRule({
    id: 'streaming',
    says: 'Streaming is not supported in the Batch API.',
    source: observed(`${TESTS}, for chats; that other routes are named alike is inferred`),
    path: ['body', 'stream'],
    check: (request, { endpoint }) =>
      requestBody(request)?.['stream'] === true && {
        facts: { route: endpoint === CHAT ? 'Chat Completions' : 'Responses' },
      },
    error: ({ facts: { route } }) => ({
      code: 'streaming_unsupported',
      message: `${route}: Streaming is not supported in the Batch API.`,
    }),
  }),
]);

/** The checks of an input file. */
export const inputChecks = compileRules<BatchInput>(SURFACE, inputRules);

/** The checks of its lines. */
export const lineChecks = compileRules<BatchInput>(SURFACE, lineRules);

/** Statuses from which nothing leads on; a cancelled batch may be cancelled once more. */
const ENDED: ReadonlySet<string> = new Set(['completed', 'failed', 'expired']);

/** What may be cancelled. */
export const cancelRules = rules<{ readonly status: string }>(SURFACE, [
  rule({
    id: 'cancel-ended',
    says: 'A batch that has ended cannot be cancelled.',
    source: observed(`${TESTS}: "same for failed, cancelling cancelled batches is allowed"`),
    path: ['status'],
    check: ({ status }) => ENDED.has(status) && { facts: { status } },
    error: ({ facts: { status } }) => ({
      message: `Cannot cancel a batch with status '${status}'.`,
      param: null,
      status: 409,
    }),
  }),
]);

/** The checks of a cancellation. */
export const cancelChecks = compileRules<{ readonly status: string }>(SURFACE, cancelRules);
