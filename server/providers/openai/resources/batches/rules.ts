import { compileRules, type Finding, rulesFor } from '../../../../contract';
import type { JsonObject, Path } from '../../../../core';
import { type BatchInput, requestBody } from './input-lines';
import { SURFACE } from './surface';

/** Requests of one batch at most. */
const MOST_REQUESTS = 50_000;

const NONE: readonly Finding[] = [];
const CHAT = '/v1/chat/completions';
/** Routes without a model of their own choice. */
const NAMES_MODEL: ReadonlySet<string> = new Set([CHAT, '/v1/completions', '/v1/embeddings', '/v1/responses']);

/** What is wrong, in the words of the batch's own list of errors. */
interface BatchLineError {
  readonly code: string;
  readonly message: string;
  /** Path of the parameter within the line. */
  readonly param: Path;
}

const lineFinding = (path: Path, code: string, message: string): readonly Finding[] => [
  { path, facts: { code, message } },
];

/** A rule of each line that is a request. */
const ofLines =
  (test: (request: JsonObject, input: BatchInput) => BatchLineError | undefined) =>
  (input: BatchInput): readonly Finding[] =>
    input.lines.flatMap(({ at, request }) => {
      const fault = request && test(request, input);
      return fault === undefined ? NONE : lineFinding(['lines', at, ...fault.param], fault.code, fault.message);
    });

const MEMBERS = ['custom_id', 'method', 'url', 'body'] as const;

const modelIn = (request: JsonObject): unknown => requestBody(request)?.['model'];

const tests = {
  grade: 'observed',
  ref: 'a public test suite that quotes the answers of the API, August 2025',
} as const;
const manual = 'in the manual of a service that follows the API';

/** What a file is validated by; with a fault of its own its lines are not looked at. */
export const inputRules = rulesFor<BatchInput>()([
  {
    id: 'file-missing',
    says: 'The input file is there.',
    source: { ...tests, ref: `${tests.ref}; the name of the organization is ours` },
    check: ({ file, fileId }) =>
      file === undefined
        ? lineFinding(
            ['file_id'],
            'invalid_request',
            `Cannot find file ${fileId}, or organization org-llmulator does not have access to it.`,
          )
        : NONE,
  },
  {
    id: 'file-purpose',
    says: 'The input file must be uploaded with the purpose batch.',
    source: { grade: 'docs', ref: 'batches/create, input_file_id; code and sentence are inferred' },
    check: ({ file }) =>
      file === undefined || file.purpose === 'batch'
        ? NONE
        : lineFinding(
            ['file_id'],
            'invalid_request',
            `The file must have the purpose 'batch', but has '${file.purpose}'.`,
          ),
  },
  {
    id: 'requests-too-many',
    says: 'The file can contain up to 50,000 requests.',
    source: { grade: 'docs', ref: 'batches/create; the code is from a list in a public report, the sentence inferred' },
    check: ({ lines }) =>
      lines.length > MOST_REQUESTS
        ? lineFinding(
            [],
            'too_many_tasks',
            `A batch has up to ${MOST_REQUESTS} requests, but the file has ${lines.length}.`,
          )
        : NONE,
  },
]);

/** What lines are validated by; each tells its first fault. */
export const lineRules = rulesFor<BatchInput>()([
  {
    id: 'line-not-json',
    says: 'Each line is a JSON object.',
    source: tests,
    check: ({ lines }) =>
      lines.flatMap(({ at, request }) =>
        request === undefined
          ? lineFinding(['lines', at], 'invalid_json_line', 'This line is not parseable as valid JSON.')
          : NONE,
      ),
  },
  {
    id: 'member-missing',
    says: 'Each line has custom_id, method, url and body.',
    source: tests,
    check: ofLines((request) => {
      const name = MEMBERS.find((member) => (request[member] ?? null) === null);
      if (name === undefined) return undefined;
      const message = `Missing required parameter: '${name}'.`;
      return { code: 'missing_required_parameter', message, param: [name] };
    }),
  },
  {
    id: 'custom-id-duplicate',
    says: 'A developer-provided per-request id must be unique for each request in a batch.',
    source: { grade: 'docs', ref: `batch/request-input; code and sentence stand ${manual}` },
    check(input) {
      const seen = new Set<unknown>();
      return ofLines(({ custom_id: id }) => {
        if (id === undefined || !seen.has(id)) {
          seen.add(id);
          return undefined;
        }
        const message = `The custom_id '${id}' for this request is a duplicate of another request. The custom_id parameter must be unique for each request in a batch.`;
        return { code: 'duplicate_custom_id', message, param: ['custom_id'] };
      })(input);
    },
  },
  {
    id: 'method-not-post',
    says: 'The HTTP method: currently only POST is supported.',
    source: { grade: 'docs', ref: 'batch/request-input; the sentence is that of the house’s grammar' },
    check: ofLines(({ method }) =>
      method === 'POST'
        ? undefined
        : {
            code: 'invalid_value',
            message: `Invalid value: '${method}'. Supported values are: 'POST'.`,
            param: ['method'],
          },
    ),
  },
  {
    id: 'url-mismatch',
    says: 'The URL of a request is the endpoint of the batch.',
    source: tests,
    check: ofLines(({ url }, { endpoint }) => {
      if (url === endpoint) return undefined;
      const message = 'The URL provided for this request does not match the batch endpoint.';
      return { code: 'invalid_url', message, param: ['url'] };
    }),
  },
  {
    id: 'model-missing',
    says: 'A request names its model.',
    source: { ...tests, ref: `${tests.ref}, for chats; other routes that need one are inferred` },
    check: ofLines((request, { endpoint }) =>
      typeof modelIn(request) === 'string' || !NAMES_MODEL.has(endpoint)
        ? undefined
        : { code: 'invalid_request', message: 'Model parameter is required.', param: ['body', 'model'] },
    ),
  },
  {
    id: 'model-unsupported',
    says: 'The model is one that the service has.',
    source: tests,
    check: ofLines((request, { isServed }) => {
      const model = modelIn(request);
      if (typeof model !== 'string' || isServed(model)) return undefined;
      const message = `The provided model '${model}' is not supported by the Batch API.`;
      return { code: 'model_not_found', message, param: ['body', 'model'] };
    }),
  },
  {
    id: 'model-mismatch',
    says: 'Each batch must contain requests for a single model.',
    source: { grade: 'observed', ref: `public reports of code and second sentence; the first stands ${manual}` },
    check(input) {
      const first = input.lines
        .map(({ request }) => request && modelIn(request))
        .find((model) => typeof model === 'string');
      return ofLines((request) => {
        const model = modelIn(request);
        if (typeof model !== 'string' || model === first) return undefined;
        const message = `The model '${model}' for this request does not match the rest of the batch. Each batch must contain requests for a single model.`;
        return { code: 'mismatched_model', message, param: ['body', 'model'] };
      })(input);
    },
  },
  {
    id: 'messages-missing',
    says: 'A chat has messages.',
    source: tests,
    check: ofLines((request, { endpoint }) =>
      endpoint !== CHAT || requestBody(request)?.['messages'] !== undefined
        ? undefined
        : { code: 'invalid_request', message: 'Messages parameter is required.', param: ['body', 'messages'] },
    ),
  },
  {
    id: 'streaming',
    says: 'Streaming is not supported in the Batch API.',
    source: { ...tests, ref: `${tests.ref}, for chats; that other routes are named alike is inferred` },
    check: ofLines((request, { endpoint }) => {
      if (requestBody(request)?.['stream'] !== true) return undefined;
      const route = endpoint === CHAT ? 'Chat Completions' : 'Responses';
      const message = `${route}: Streaming is not supported in the Batch API.`;
      return { code: 'streaming_unsupported', message, param: ['body', 'stream'] };
    }),
  },
]);

/** The checks of an input file. */
export const inputChecks = compileRules<BatchInput>(SURFACE, inputRules);

/** The checks of its lines. */
export const lineChecks = compileRules<BatchInput>(SURFACE, lineRules);

/** Statuses from which nothing leads on; a cancelled batch may be cancelled once more. */
const ENDED: ReadonlySet<string> = new Set(['completed', 'failed', 'expired']);

/** What may be cancelled. */
export const cancelRules = rulesFor<{ readonly status: string }>()([
  {
    id: 'cancel-ended',
    says: 'A batch that has ended cannot be cancelled.',
    source: { ...tests, ref: `${tests.ref}: "same for failed, cancelling cancelled batches is allowed"` },
    check: ({ status }) => (ENDED.has(status) ? [{ path: ['status'], facts: { value: status } }] : NONE),
  },
]);

/** The checks of a cancellation. */
export const cancelChecks = compileRules<{ readonly status: string }>(SURFACE, cancelRules);
