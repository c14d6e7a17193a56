import { z } from 'zod';
import { type EndpointContext, type JsonObject, ProblemError, type Recalled, type Wanted } from '../../../core';
import { compileChecks, listOf, type RuleId, rulesFor } from '../../../validation';
import { pageKinds, pageMembers, queryOf } from '../pages';
import { headOf } from './item-ids';
import { INCLUDABLE } from './schema';
import { inferred, reported } from './sources';
import { isUnderWay, RESPONSE, responseBy, type StoredResponse, seenAt } from './stored';

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
export type StoredRequest = z.infer<typeof requestSchema>;

const queryKinds = {
  include: 'list',
  include_obfuscation: 'boolean',
  starting_after: 'integer',
  stream: 'boolean',
  ...pageKinds,
} as const;

const CONTRACT = reported('public code index: contract of a compatible service');

const found = ({ response_id: id }: StoredRequest, recalled: Recalled): StoredResponse | undefined =>
  responseBy(id, recalled);

/** A fault of a request, where what was found has one. */
const faultIf = (fault: boolean | undefined, key: string, facts = {}) =>
  fault === true ? [{ path: [key], facts }] : [];

/** Rules about requests for stored responses. */
export const storedRules = rulesFor<StoredRequest>()([
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
    check: (body, _profile, { recalled }) =>
      faultIf(found(body, recalled) === undefined, 'response_id', { id: body.response_id }),
  },
  {
    id: 'response-not-in-background',
    says: 'This response cannot be streamed because it was not created with background=true.',
    source: reported('public code index'),
    check: (body, _profile, { recalled }) =>
      faultIf(body.stream && found(body, recalled)?.response.background !== true, 'stream'),
  },
  {
    id: 'response-not-streamed',
    says: 'This response cannot be streamed because it was not created with stream=true.',
    source: reported('public code index'),
    check: (body, _profile, { recalled }) =>
      faultIf(body.stream && found(body, recalled)?.progress?.stream === undefined, 'stream'),
  },
  {
    id: 'cancel-synchronous',
    says: 'Cannot cancel a synchronous response.',
    source: CONTRACT,
    check: (body, _profile, { recalled }) =>
      faultIf(body.action === 'cancel' && found(body, recalled)?.progress === undefined, 'response_id'),
  },
  {
    id: 'cancel-ended',
    says: 'Cannot cancel a completed response.',
    source: CONTRACT,
    check: (body, _profile, { recalled }) => {
      const stored = found(body, recalled);
      if (stored === undefined || body.action !== 'cancel' || isUnderWay(stored, recalled.at)) return [];
      const { status } = seenAt(stored, recalled.at);
      return faultIf(status !== 'cancelled', 'response_id', { value: status });
    },
  },
  {
    id: 'delete-under-way',
    says: 'Cannot delete an in-flight response.',
    source: inferred('public code index: contract of a compatible service'),
    check: (body, _profile, { recalled }) => {
      const stored = found(body, recalled);
      return faultIf(body.action === 'delete' && stored && isUnderWay(stored, recalled.at), 'response_id');
    },
  },
  {
    id: 'cursor-not-found',
    says: "Item with id 'msg_0000' not found.",
    source: inferred('the sentence on items'),
    check: (body, _profile, { recalled }) => {
      const stored = body.action === 'list' ? found(body, recalled) : undefined;
      if (stored === undefined) return [];
      const ids = new Set(stored.input.map(({ id }) => id));
      const unknown = [body.after, body.before].find((id) => id !== undefined && !ids.has(id));
      return faultIf(unknown !== undefined, 'after', { id: unknown });
    },
  },
]);

/** Ids of these rules. */
export type StoredRuleId = RuleId<typeof storedRules>;

const checks = compileChecks<StoredRequest>({
  surface: 'stored-responses',
  schema: requestSchema,
  order: {
    first: [],
    unknownKeys: 'last',
    fields: ['response_id', 'include', 'stream', 'starting_after', 'limit', 'order'],
  },
  rules: storedRules,
  modelless: true,
});

/** What was asked about which response. */
interface Asked {
  readonly request: StoredRequest;
  readonly stored: StoredResponse;
}

const idIn = ({ params }: Pick<EndpointContext, 'params'>): string => params['id'] ?? '';

/** The response that a route names. */
export const recallsResponse = (request: Pick<EndpointContext, 'params'>): readonly Wanted[] => {
  const head = headOf(idIn(request));
  return head === undefined ? [] : [{ kind: RESPONSE, id: head }];
};

/** Takes a request through its checks: its shape, then what is stored. */
export function askedOf(action: Action, context: EndpointContext): Asked {
  const { request: sent, recalled } = context;
  const json: JsonObject = { action, response_id: idIn(context), ...queryOf(sent.query, queryKinds) };
  const request = context.check(checks, json);
  const stored = found(request, recalled);
  // A level may be set so that nothing is refused; there is still nothing to answer with.
  if (stored === undefined)
    throw new ProblemError('not-found', { message: `Response with id '${request.response_id}' not found.` });
  return { request, stored };
}
