import {
  type Endpoint,
  type EndpointContext,
  type EndpointReply,
  isJsonObject,
  type NewObject,
  ProblemError,
  type Profile,
  type Provider,
  type Reply,
  runChecks,
  type Subrequest,
  type SubrequestReply,
  throwIfErrors,
  type WireRequest,
} from '../core';
import { measure } from '../generate';
import { hashText } from '../lib';
import { INSTANT, isPaced, type Pace, totalTime } from '../pacing';
import type { TokenCodec } from '../tokens';
import { bytesOf, readForm, releaseBody } from '../wire';
import { admitEndpoint, faultAfterEndpoint, faultReply } from './admit';
import { loadStored } from './check';
import { type ExchangeOutcome, effectivePace, toOutcome } from './outcome';
import { attempt, type Result } from './outcome-cache';
import { markHeaders } from './reply-notes';
import {
  type HandleRequest,
  type Identity,
  type IncomingRequest,
  identify,
  NO_PROGRESS,
  type Progress,
  parseBody,
  type RequestContext,
  responseInfo,
} from './request-context';
import { type EnteredRequest, enter } from './run-surface';

/** A request that an endpoint may answer, identified before others may change what is shared. */
interface EnteredEndpoint extends EnteredRequest {
  readonly identity: Identity;
}

/** Makes the checks before the endpoint is called. */
export function enterEndpoint(opened: RequestContext): EnteredEndpoint | ExchangeOutcome {
  const entered = enter(opened);
  return 'reply' in entered ? entered : { ...entered, identity: identify(entered.context) };
}

/** What came of calling an endpoint. */
interface EndpointRun extends Pick<Progress, 'frames' | 'warnings' | 'objects' | 'reservation'> {
  readonly result: Result<Reply>;
}

/** Calls an endpoint, which generates nothing; requests of its own are answered by `handle`. */
export async function runEndpoint(
  entered: EnteredEndpoint,
  endpoint: Endpoint,
  handle: HandleRequest,
): Promise<EndpointRun> {
  const { context } = entered;
  const { mirror, objects: stored } = context.namespace;
  const objects: NewObject[] = [];
  const found = new Set<string>();
  let { frames, reservation, warnings } = NO_PROGRESS;
  const result = await attempt(async () => {
    const endpointContext = await contextFor(entered, endpoint, {
      warn: (rule) => found.add(rule),
      store: async (...made) => {
        if (mirror !== undefined) objects.push(...made);
        else if (made.length > 0) await stored.put(...made);
      },
      sendSubrequest: (request) => sendSubrequest(context, request, handle),
    });
    const answer = await endpoint.handle(endpointContext);
    frames = framesOf(answer);
    const reply = replyOf(entered, answer);
    warnings = [...found];
    const headers = [...reply.headers, ...markHeaders({ warnings })];
    const { rateLimiter } = context.namespace;
    const { charge } = endpoint;
    if (charge === undefined) return { ...reply, headers };
    const admitted = admitEndpoint(context, rateLimiter, () => charge(endpointContext));
    reservation = admitted.reservation;
    return { ...reply, headers: [...headers, ...admitted.headers] };
  });
  return { result, frames, reservation, warnings, objects };
}

/** Decides what is sent of the endpoint's reply: a fault may replace it. */
export function finishEndpoint(
  { context, query, progress: entered, identity }: EnteredEndpoint,
  { result, ...run }: EndpointRun,
): ExchangeOutcome {
  let progress: Progress = { ...entered, ...run, identity };
  if ('thrown' in result) return toOutcome(context, progress, result);
  try {
    progress = { ...progress, fault: faultAfterEndpoint(context, query) ?? progress.fault };
    return toOutcome(context, progress, { value: faultReply(progress.fault) ?? result.value });
  } catch (thrown) {
    return toOutcome(context, progress, { thrown });
  }
}

/** What an endpoint's calls have an effect on. */
interface EndpointEffects extends Pick<EndpointContext, 'store' | 'sendSubrequest'> {
  warn(rule: string): void;
}

/** Everything that an endpoint may read and call. */
async function contextFor(
  { context, progress, identity }: EnteredEndpoint,
  endpoint: Endpoint,
  { warn, ...effects }: EndpointEffects,
): Promise<EndpointContext> {
  const { app, request, incoming, namespace } = context;
  const { params } = incoming;
  const takesJson = endpoint.route.method === 'POST' && endpoint.bodiless === undefined && endpoint.form === undefined;
  const json = takesJson ? parseBody(context) : undefined;
  const counters = await countersFor(context, json);
  const { loads } = endpoint;
  const { loaded } = await loadStored(context, loads && ((found) => loads({ json, params }, found)));
  const now = app.clock.now();
  const pace = effectivePace(context, progress);
  return {
    ...effects,
    request,
    params,
    ids: identity.ids,
    created: Math.floor(now / 1000),
    nowMs: now,
    stored: namespace.objects,
    loaded,
    form: endpoint.form === undefined ? undefined : await readForm(request),
    spanMs: (tokens) => (isPaced(pace) ? totalTime(pace, tokens, app.seed) : 0),
    profiles: app.catalog.profiles,
    findProfile: (name) => app.catalog.find(name),
    service: app.service,
    check(contract, input, { profile, sizeOf } = {}) {
      const checks = { service: app.service, headers: request.headers, profile, loaded };
      const checked = runChecks(contract, input, sizeOf === undefined ? checks : { ...checks, sizeOf });
      throwIfErrors(checked);
      for (const { rule } of checked.warnings) warn(`${contract.surface}/${rule}`);
      return checked.body;
    },
    json,
    measure: (prompt, profile) => measure(prompt, profile, counterOf(counters, profile)),
    tokenizer: (profile) => counterOf(counters, profile),
    hash: (text) => hashText(text),
  };
}

const framesOf = (answer: EndpointReply): Pace | undefined =>
  typeof answer !== 'string' && 'frames' in answer ? { ...INSTANT, recorded: answer.due } : undefined;

function replyOf({ context, identity }: EnteredEndpoint, answer: EndpointReply): Reply {
  const { provider } = context.incoming;
  const info = responseInfo(context, identity);
  if (typeof answer !== 'string' && 'frames' in answer) {
    return { status: 200, headers: provider.headers(info, 'stream'), body: answer.frames.join('') };
  }
  const headers = provider.headers(info, 'json');
  if (typeof answer === 'string') return { status: 200, headers, body: answer };
  const typed = headers.map(([name, value]) => [name, name === 'content-type' ? answer.type : value] as const);
  return { status: 200, headers: [...typed, ...(answer.headers ?? [])], body: answer.body };
}

function counterOf(counters: ReadonlyMap<string, TokenCodec>, { id }: Profile): TokenCodec {
  const counter = counters.get(id);
  if (counter === undefined) throw new ProblemError('internal', { message: `no tokenizer for ${id}` });
  return counter;
}

/** Endpoints count synchronously, so the tokenizer of the model that a body names is loaded before. */
async function countersFor({ app }: RequestContext, json: unknown): Promise<ReadonlyMap<string, TokenCodec>> {
  const model = isJsonObject(json) ? json['model'] : undefined;
  const profile: Profile | undefined = typeof model === 'string' ? app.catalog.find(model) : undefined;
  return new Map(profile === undefined ? [] : [[profile.id, await app.tokens.counter(profile.encoding)]]);
}

/** Headers that are about the client's request only. */
const NOT_PASSED_ON: ReadonlySet<string> = new Set([
  'content-length',
  'content-type',
  'idempotency-key',
  'x-llmulator-fault',
  'x-llmulator-pace',
  'x-stainless-retry-count',
]);

/** The route of a path; an unknown one is refused in the provider's format. */
function routeOf({ surfaces, endpoints }: Provider, path: string): Pick<IncomingRequest, 'route' | 'target'> {
  const surface = surfaces.find(({ route }) => route.path === path);
  if (surface !== undefined) return { route: surface.id, target: { kind: 'surface', surface } };
  const endpoint = endpoints.find(({ route }) => route.path === path && route.method === 'POST');
  if (endpoint !== undefined) return { route: endpoint.id, target: { kind: 'endpoint', endpoint } };
  return { route: undefined, target: { kind: 'problem', problem: 'unknown-route' } };
}

const isStoreGone = ({ headers }: SubrequestReply): boolean =>
  headers.some(([name, value]) => name === 'x-llmulator-rule' && value === 'store-gone');

/** Sends a request on behalf of another one. */
async function sendSubrequest(
  { app, incoming: { provider }, request }: RequestContext,
  { path, body, headers: own = {} }: Subrequest,
  handle: HandleRequest,
): Promise<SubrequestReply> {
  const passedOn = Object.entries(request.headers).filter(([name]) => !NOT_PASSED_ON.has(name));
  const headers = { ...Object.fromEntries(passedOn), ...own };
  const fullPath = `${provider.mounts[0]?.prefix ?? ''}${path}`;
  const sent: WireRequest = { method: 'POST', path: fullPath, query: '', headers, text: body, isUtf8: true };
  const incoming = { provider, ...routeOf(provider, path), params: {}, isSubrequest: true, request: sent };
  // A batch may hold 100,000 requests; others are served in between.
  await new Promise(setImmediate);
  let reply: SubrequestReply | undefined;
  await handle(app, incoming, async ({ status, headers: sentHeaders, body: bytes }) => {
    reply = { status, headers: sentHeaders, body: new TextDecoder().decode(bytesOf(bytes)) };
    releaseBody(bytes);
    return 'sent';
  });
  if (reply === undefined) throw new Error('a subrequest ended without a reply');
  // A lost backend is no reply to the subrequest: it refuses the whole request.
  if (isStoreGone(reply)) throw new ProblemError('store-gone', { message: 'it went away in between' });
  await new Promise(setImmediate);
  return reply;
}
