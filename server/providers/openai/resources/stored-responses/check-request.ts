import { z } from 'zod';
import { compileChecks, inferred, listOf, observed, rule, rules } from '../../../../contract';
import {
  type EndpointContext,
  type JsonObject,
  type LoadedObjects,
  type ObjectQuery,
  ProblemError,
} from '../../../../core';
import { pageKinds, pageMembers } from '../../dialect/paging';
import { parseQuery } from '../../dialect/query-params';
import type { IssueError } from '../../dialect/sentence-parts';
import { notFound, unnamed } from '../../dialect/sentences';
import { sharedDigitsOf } from '../../responses/item-ids';
import { invalidIdPrefix } from '../../responses/rules/findings';
import { INCLUDABLE } from '../../responses/schema';
import { findResponse, isUnderWay, RESPONSE, responseAt, type StoredResponse } from '../../responses/stored-response';

/** What is done with a stored response. */
type Action = 'retrieve' | 'delete' | 'cancel' | 'list';

const requestSchema = z.strictObject({
  action: z.enum(['retrieve', 'delete', 'cancel', 'list']),
  response_id: z.string(),
  include: listOf(z.enum(INCLUDABLE)).optional(),
  include_obfuscation: z.boolean().optional(),
  starting_after: z.int().optional(),
  stream: z.boolean().optional(),
  ...pageMembers(),
});

/** A request about one stored response: what is done, and the parameters of its path and its query. */
export type StoredResponseRequest = z.infer<typeof requestSchema>;

const queryKinds = {
  include: 'list',
  include_obfuscation: 'boolean',
  starting_after: 'integer',
  stream: 'boolean',
  ...pageKinds,
} as const;

const CONTRACT = 'public code index: contract of a compatible service';

const findIn = ({ response_id: id }: StoredResponseRequest, loaded: LoadedObjects): StoredResponse | undefined =>
  findResponse(id, loaded);

const notStreamed = (flag: string): IssueError => ({
  message: `This response cannot be streamed because it was not created with ${flag}=true.`,
  param: 'stream',
});

/** Milliseconds. */
const SECOND = 1_000;
const STREAMABLE = 300 * SECOND;

/** Rules about requests for stored responses. */
export const storedResponseRules = rules<StoredResponseRequest>('stored-responses', [
  rule({
    id: 'response-id-prefix',
    says: "Invalid 'response_id': 'abc'. Expected an ID that begins with 'resp'.",
    source: inferred('ports of the sentence'),
    at: 'response_id',
    check: ({ response_id: value }) => !value.startsWith('resp') && { facts: { value, prefix: 'resp' } },
    error: invalidIdPrefix,
  }),
  rule({
    id: 'response-not-found',
    says: "Response with id 'resp_0000' not found.",
    source: observed('openai-dotnet session records: deleted, and not stored'),
    path: ['response_id'],
    check: (request, { stored }) => findIn(request, stored) === undefined && { facts: { id: request.response_id } },
    error: ({ facts: { id } }) => notFound(`Response with id '${id}' not found.`),
  }),
  rule({
    id: 'response-not-in-background',
    says: 'This response cannot be streamed because it was not created with background=true.',
    source: observed('public code index'),
    path: ['stream'],
    check: (request, { stored }) => request.stream && findIn(request, stored)?.response.background !== true,
    error: notStreamed('background'),
  }),
  rule({
    id: 'response-not-streamed',
    says: 'This response cannot be streamed because it was not created with stream=true.',
    source: observed('public code index'),
    path: ['stream'],
    check: (request, { stored }) => request.stream && findIn(request, stored)?.progress?.stream === undefined,
    error: notStreamed('stream'),
  }),
  rule({
    id: 'stream-too-old',
    says: 'This response can no longer be streamed because it is more than 5 minutes old',
    source: observed('openai/openai-python issue 2828', '2026-01-22'),
    path: ['stream'],
    check: (request, { stored }) => {
      const found = request.stream ? findIn(request, stored) : undefined;
      return found?.progress?.stream !== undefined && stored.at > found.response.created_at * SECOND + STREAMABLE;
    },
    error: {
      message: 'This response can no longer be streamed because it is more than 5 minutes old',
      param: 'stream',
    },
  }),
  rule({
    id: 'cancel-synchronous',
    says: 'Cannot cancel a synchronous response.',
    source: observed(CONTRACT),
    path: ['response_id'],
    check: (request, { stored }) => request.action === 'cancel' && findIn(request, stored)?.progress === undefined,
    error: unnamed('Cannot cancel a synchronous response.'),
  }),
  rule({
    id: 'cancel-ended',
    says: 'Cannot cancel a completed response.',
    source: observed(CONTRACT),
    path: ['response_id'],
    check: (request, { stored }) => {
      const found = findIn(request, stored);
      if (found === undefined || request.action !== 'cancel' || isUnderWay(found, stored.at)) return undefined;
      const { status: value } = responseAt(found, stored.at);
      return value !== 'cancelled' && { facts: { value } };
    },
    error: ({ facts: { value } }) => unnamed(`Cannot cancel ${value === 'incomplete' ? 'an' : 'a'} ${value} response.`),
  }),
  rule({
    id: 'delete-under-way',
    says: 'Cannot delete an in-flight response.',
    source: inferred(CONTRACT),
    path: ['response_id'],
    check: (request, { stored }) => {
      const found = findIn(request, stored);
      return request.action === 'delete' && found !== undefined && isUnderWay(found, stored.at);
    },
    error: unnamed('Cannot delete an in-flight response.'),
  }),
  rule({
    id: 'cursor-not-found',
    says: "Item with id 'msg_0000' not found.",
    source: inferred('the sentence on items'),
    path: ['after'],
    check: (request, { stored }) => {
      const found = request.action === 'list' ? findIn(request, stored) : undefined;
      if (found === undefined) return undefined;
      const ids = new Set(found.input.map(({ id }) => id));
      const unknown = [request.after, request.before].find((id) => id !== undefined && !ids.has(id));
      return unknown !== undefined && { facts: { id: unknown } };
    },
    error: ({ facts: { id } }) => notFound(`Item with id '${id}' not found.`),
  }),
]);

const checks = compileChecks<StoredResponseRequest>({
  surface: 'stored-responses',
  schema: requestSchema,
  order: {
    first: [],
    unknownKeys: 'last',
    fields: [
      ...['response_id', 'include', 'stream', 'starting_after', 'limit', 'order'],
      // Taken from the path or in any order; not measured.
      ...['action', 'include_obfuscation', 'after', 'before'],
    ],
  },
  rules: storedResponseRules,
  modelless: true,
});

/** What was asked about which response. */
interface CheckedStoredRequest {
  readonly request: StoredResponseRequest;
  readonly stored: StoredResponse;
}

const idIn = ({ params }: Pick<EndpointContext, 'params'>): string => params['id'] ?? '';

/** The response that a route names. */
export const referencedResponse = (request: Pick<EndpointContext, 'params'>): readonly ObjectQuery[] => {
  const head = sharedDigitsOf(idIn(request));
  return head === undefined ? [] : [{ kind: RESPONSE, id: head }];
};

/** Takes a request through its checks: its shape, then what is stored. */
export function checkRequest(action: Action, context: EndpointContext): CheckedStoredRequest {
  const { request: sent, loaded } = context;
  const json: JsonObject = { action, response_id: idIn(context), ...parseQuery(sent.query, queryKinds) };
  const request = context.check(checks, json);
  const stored = findIn(request, loaded);
  // A level may be set so that nothing is refused; there is still nothing to answer with.
  if (stored === undefined)
    throw new ProblemError('not-found', { message: `Response with id '${request.response_id}' not found.` });
  return { request, stored };
}
