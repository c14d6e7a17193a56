import type { Reply, Surface, Usage } from '../core';
import { type Charge, type HeaderList, isJsonObject, type JsonObject, type Problem, ProblemError } from '../core';
import {
  type ActiveFault,
  BadPlan,
  FAULT_HEADER,
  type FaultQuery,
  faultInModelName,
  type ModelOutputFault,
  requestedFaults,
} from '../faults';
import { hashJson, hashText } from '../lib';
import { type Cost, estimateOf, type LimitedRequest, type RateLimiter, type Reservation } from '../limits';
import { subjectOf } from '../matching';
import { BadPace, type Pace, parsePace } from '../pacing';
import type { Prepared } from './app';
import { parseBody, type RequestContext } from './request-context';

const JSON_TYPE = 'application/json';
const FORM = 'multipart/form-data';

/** The header by which a client asks for a pace. */
const PACE_HEADER = 'x-llmulator-pace';

/** Checks key and content type before the request is read. */
export function checkAccess({ app, incoming: { provider, route, target }, request }: RequestContext): void {
  const endpoint = target.kind === 'endpoint' ? target.endpoint : undefined;
  if (endpoint?.isOpen) return;
  const takes = endpoint?.form ? FORM : JSON_TYPE;
  const gate = { keys: app.keys, route, takes } as const;
  for (const precheck of provider.prechecks) precheck.check(request, gate);
}

/** The pace that a request asks for. */
export function paceAsked({ request }: RequestContext): Pace | undefined {
  const text = request.headers[PACE_HEADER];
  if (text === undefined) return undefined;
  try {
    return parsePace(text);
  } catch (error) {
    throw error instanceof BadPace ? badHeader(PACE_HEADER, error.message) : error;
  }
}

/** A request whose model no longer names a fault, and how to look for the fault that it meets. */
interface FaultedRequest {
  readonly context: RequestContext;
  /** Undefined where no fault can be due. */
  readonly query: FaultQuery | undefined;
}

/** Reads which faults a request asks for. */
export function readRequestedFaults(context: RequestContext): FaultedRequest {
  const { request, namespace, incoming } = context;
  const named = faultInModelName(request.text);
  const own = requestedFaults(request, context.key);
  if (namespace.faults.isIdle && named === undefined && own.length === 0) return { context, query: undefined };
  const read = named === undefined ? context : { ...context, request: { ...request, text: named.text } };
  const requested = named === undefined ? own : [...own, named.requested];
  return { context: read, query: { route: incoming.route, requested, identity: () => contentOf(read) } };
}

/** The fault that is due before the request is read. */
export const faultBeforeRead = (
  { namespace }: RequestContext,
  query: FaultQuery | undefined,
): ActiveFault | undefined => query && dueFault(() => namespace.faults.beforeRead(query));

/** The fault that is due once the prompt is known: the fixture's own, or one that was asked for. */
export function faultAfterRead(
  context: RequestContext,
  surface: Surface,
  { query, prepared }: { readonly query: FaultQuery | undefined; readonly prepared: Prepared },
): ActiveFault | undefined {
  const { prompt, notes } = prepared;
  if (prepared.fault !== undefined) {
    const { says, ...fault } = prepared.fault;
    return { ...fault, why: `${says} The fixture ${JSON.stringify(notes.fixture)} asks for it.` };
  }
  if (query === undefined) return undefined;
  const { headers } = context.request;
  const subject = () => subjectOf(prompt, surface.id, { headers, body: parseBody(context) as JsonObject });
  const { stream, background = false } = prompt;
  const read = { stream, background, fixture: notes.fixture, subject };
  return dueFault(() => context.namespace.faults.afterRead(query, read));
}

const READ_BY_ENDPOINT = { stream: false, background: false, fixture: undefined, subject: () => undefined };

/** The same for a route that generates nothing. */
export const faultAfterEndpoint = (
  { namespace }: RequestContext,
  query: FaultQuery | undefined,
): ActiveFault | undefined => query && dueFault(() => namespace.faults.afterRead(query, READ_BY_ENDPOINT));

/** The reply that a fault puts in place of the provider's, such as a proxy's page; a refusal is thrown. */
export function faultReply(fault: ActiveFault | undefined): Reply | undefined {
  if (fault?.effect.place === 'gate') throw new ProblemError(fault.effect.problem, fault.effect.facts);
  return fault?.effect.place === 'proxy' ? fault.effect : undefined;
}

/** What a fault makes of the model's output. */
export const faultOfOutput = (fault: ActiveFault | undefined): ModelOutputFault | undefined =>
  fault?.effect.place === 'turn' ? fault.effect.turn : undefined;

/** A fault that is asked for in a wrong way is the client's error, reported in the provider's format. */
function dueFault(find: () => ActiveFault | undefined): ActiveFault | undefined {
  try {
    return find();
  } catch (error) {
    throw error instanceof BadPlan ? badHeader(FAULT_HEADER, error.message) : error;
  }
}

const badHeader = (header: string, message: string): ProblemError =>
  new ProblemError('invalid-header', { header, fault: 'unknown', message: `${header}: ${message}` });

/** The same for any order of keys and any white space, where a body is JSON. */
function contentOf({ request: { method, path, query, text }, app: { seed } }: RequestContext): string {
  let hash: number;
  try {
    hash = hashJson(JSON.parse(text), seed);
  } catch {
    hash = hashText(text, seed);
  }
  return `${method} ${path}?${query} ${hash}`;
}

const NO_HEADERS: HeaderList = [];
const NO_USAGE: Usage = { input: 0, output: 0, reasoning: 0, cacheRead: 0, cacheWrite: 0 };

/** Reserves what a request that was read may use, or throws why it must wait; undefined where nothing is limited. */
export function admitRequest(context: RequestContext, { prompt, notes }: Prepared): Reservation | undefined {
  const { namespace, incoming, app } = context;
  if (namespace.rateLimiter === undefined || incoming.isSubrequest === true) return undefined;
  const cost = { estimate: estimateOf(prompt), usage: notes.usage ?? NO_USAGE };
  return namespace.rateLimiter.admit(limitedRequest(context, prompt.model), cost, app.clock.now());
}

/** Headers by which an answer of a surface reports the limits of its key, or of a tier that is never used up. */
export function answerLimitHeaders(
  context: RequestContext,
  { prompt, notes }: Prepared,
  { reservation, cache }: { readonly reservation: Reservation | undefined; readonly cache: Partial<Usage> },
): HeaderList {
  if (reservation === undefined && !reportsLimits(context)) return NO_HEADERS;
  const usage = { ...NO_USAGE, ...notes.usage, ...cache };
  if (reservation !== undefined) return replyLimitHeaders(context, reservation, usage);
  return reportedHeaders(context, prompt.model, { estimate: estimateOf(prompt), usage });
}

/** Are limits reported that nothing reaches? What the emulator asks itself reports none. */
const reportsLimits = ({ app, incoming }: RequestContext): boolean =>
  app.reportedLimits !== undefined && incoming.isSubrequest !== true;

function reportedHeaders(context: RequestContext, model: string, cost: Cost): HeaderList {
  const { app, incoming } = context;
  const status = app.reportedLimits?.standing(limitedRequest(context, model), cost, app.clock.now());
  return status === undefined ? NO_HEADERS : incoming.provider.limitHeaders(status, incoming.route);
}

/** The same for an endpoint; its headers report the limits. That its tokens are not estimated first is inferred. */
export function admitEndpoint(
  context: RequestContext,
  rateLimiter: RateLimiter | undefined,
  charge: () => Charge,
): { readonly reservation?: Reservation; readonly headers: HeaderList } {
  if (rateLimiter === undefined && !reportsLimits(context)) return { headers: NO_HEADERS };
  const { model, tokens } = charge();
  const usage = { ...NO_USAGE, input: tokens };
  const cost = { estimate: tokens, usage };
  if (rateLimiter === undefined) return { headers: reportedHeaders(context, model, cost) };
  const reservation = rateLimiter.admit(limitedRequest(context, model), cost, context.app.clock.now());
  return { reservation, headers: replyLimitHeaders(context, reservation, usage) };
}

/** Headers by which an answer reports the limits, once it is known what a prompt cache held. */
const replyLimitHeaders = (
  { incoming: { provider, route }, app }: RequestContext,
  reservation: Reservation,
  usage: Usage,
): HeaderList => provider.limitHeaders(reservation.read(usage, app.clock.now()), route);

/** Headers by which a refusal reports the limits: always if they are its cause, for a bad request where the provider counts those. */
export function refusalLimitHeaders(context: RequestContext, problem: Problem): HeaderList {
  const { namespace, incoming, app } = context;
  const { rateLimiter } = namespace;
  const { reportedLimits } = app;
  if ((rateLimiter ?? reportedLimits) === undefined || incoming.isSubrequest || !concernsModel(problem)) {
    return NO_HEADERS;
  }
  const model = limitedModel(context);
  if (model === undefined) return NO_HEADERS;
  const request = limitedRequest(context, model);
  const now = app.clock.now();
  const counted = (rateLimiter ?? reportedLimits)?.refused(request, now);
  const status = counted ?? (problem.kind === 'rate-limited' ? rateLimiter?.standing(request, now) : undefined);
  return status === undefined ? NO_HEADERS : incoming.provider.limitHeaders(status, incoming.route, problem);
}

/** Tells whether a request got as far as a model, if only one that cannot serve it. */
const concernsModel = ({ kind, facts }: Problem): boolean =>
  kind === 'rate-limited' || kind === 'invalid-request' || (kind === 'model-not-found' && 'surfaces' in facts);

/** The model that a request of a limited route names. */
function limitedModel(context: RequestContext): string | undefined {
  const { target } = context.incoming;
  if (target.kind === 'surface') return target.surface.modelOf(parseBody(context));
  if (target.kind === 'problem' || target.endpoint.charge === undefined) return undefined;
  const json = parseBody(context);
  return isJsonObject(json) && typeof json['model'] === 'string' ? json['model'] : undefined;
}

/** The model that a refused request names; undefined where its body cannot be read. */
export function modelNamed(context: RequestContext): string | undefined {
  try {
    return limitedModel(context);
  } catch {
    return undefined;
  }
}

const limitedRequest = ({ incoming, key, app }: RequestContext, named: string): LimitedRequest => ({
  house: incoming.provider.id,
  route: incoming.route,
  key: key ?? '',
  model: app.catalog.find(named)?.id ?? named,
  modelName: named,
});
