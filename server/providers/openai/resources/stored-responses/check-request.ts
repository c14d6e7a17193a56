import { z } from 'zod';
import { compileChecks, listOf, type RuleId, rulesFor } from '../../../../contract';
import {
  type EndpointContext,
  type JsonObject,
  type LoadedObjects,
  type ObjectQuery,
  ProblemError,
} from '../../../../core';
import { pageKinds, pageMembers, parseQuery } from '../../dialect/query-params';
import { sharedDigitsOf } from '../../responses/item-ids';
import { inferred, reported } from '../../responses/rules/sources';
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
  ...pageMembers,
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

const CONTRACT = reported('public code index: contract of a compatible service');

const found = ({ response_id: id }: StoredResponseRequest, loaded: LoadedObjects): StoredResponse | undefined =>
  findResponse(id, loaded);

/** A fault of a request, where what was found has one. */
const faultIf = (fault: boolean | undefined, key: string, facts = {}) =>
  fault === true ? [{ path: [key], facts }] : [];

/** Rules about requests for stored responses. */
export const storedResponseRules = rulesFor<StoredResponseRequest>()([
  {
    id: 'response-id-prefix',
    says: "Invalid 'response_id': 'abc'. Expected an ID that begins with 'resp'.",
    source: inferred('ports of the sentence'),
    at: 'response_id',
    check: ({ response_id: value }) => faultIf(!value.startsWith('resp'), 'response_id', { value, prefix: 'resp' }),
  },
  {
    id: 'response-not-found',
    says: "Response with id 'resp_0000' not found.",
    source: reported('openai-dotnet session records: deleted, and not stored'),
    check: (body, _profile, { loaded }) =>
      faultIf(found(body, loaded) === undefined, 'response_id', { id: body.response_id }),
  },
  {
    id: 'response-not-in-background',
    says: 'This response cannot be streamed because it was not created with background=true.',
    source: reported('public code index'),
    check: (body, _profile, { loaded }) =>
      faultIf(body.stream && found(body, loaded)?.response.background !== true, 'stream'),
  },
  {
    id: 'response-not-streamed',
    says: 'This response cannot be streamed because it was not created with stream=true.',
    source: reported('public code index'),
    check: (body, _profile, { loaded }) =>
      faultIf(body.stream && found(body, loaded)?.progress?.stream === undefined, 'stream'),
  },
  {
    id: 'cancel-synchronous',
    says: 'Cannot cancel a synchronous response.',
    source: CONTRACT,
    check: (body, _profile, { loaded }) =>
      faultIf(body.action === 'cancel' && found(body, loaded)?.progress === undefined, 'response_id'),
  },
  {
    id: 'cancel-ended',
    says: 'Cannot cancel a completed response.',
    source: CONTRACT,
    check: (body, _profile, { loaded }) => {
      const stored = found(body, loaded);
      if (stored === undefined || body.action !== 'cancel' || isUnderWay(stored, loaded.at)) return [];
      const { status } = responseAt(stored, loaded.at);
      return faultIf(status !== 'cancelled', 'response_id', { value: status });
    },
  },
  {
    id: 'delete-under-way',
    says: 'Cannot delete an in-flight response.',
    source: inferred('public code index: contract of a compatible service'),
    check: (body, _profile, { loaded }) => {
      const stored = found(body, loaded);
      return faultIf(body.action === 'delete' && stored && isUnderWay(stored, loaded.at), 'response_id');
    },
  },
  {
    id: 'cursor-not-found',
    says: "Item with id 'msg_0000' not found.",
    source: inferred('the sentence on items'),
    check: (body, _profile, { loaded }) => {
      const stored = body.action === 'list' ? found(body, loaded) : undefined;
      if (stored === undefined) return [];
      const ids = new Set(stored.input.map(({ id }) => id));
      const unknown = [body.after, body.before].find((id) => id !== undefined && !ids.has(id));
      return faultIf(unknown !== undefined, 'after', { id: unknown });
    },
  },
]);

/** Ids of these rules. */
export type StoredResponseRuleId = RuleId<typeof storedResponseRules>;

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
  const stored = found(request, loaded);
  // A level may be set so that nothing is refused; there is still nothing to answer with.
  if (stored === undefined)
    throw new ProblemError('not-found', { message: `Response with id '${request.response_id}' not found.` });
  return { request, stored };
}
