import {
  type Endpoint,
  type EndpointContext,
  type EndpointReply,
  isJsonObject,
  ProblemError,
  type Profile,
  type Reply,
  runChecks,
  throwIfErrors,
} from '../core';
import { measure } from '../generate';
import { hashText } from '../lib';
import { INSTANT, isPaced, totalTime } from '../pacing';
import type { TokenCodec } from '../tokens';
import { readForm } from '../wire';
import { admitEndpoint } from './apply-limits';
import { effectivePace } from './delivery-options';
import { loadStored } from './load-stored';
import { marksOf } from './prepare';
import type { RequestContext } from './request-context';
import { type HandleRequest, sendSubrequest } from './subrequest';

/** Answers a route that generates nothing; requests of its own go down the given road. */
export async function runEndpoint(visit: RequestContext, endpoint: Endpoint, road: HandleRequest): Promise<Reply> {
  const { app, request, routeMatch, namespace } = visit;
  const takesJson = endpoint.route.method === 'POST' && endpoint.bodiless === undefined && endpoint.form === undefined;
  const json = takesJson ? visit.parse() : undefined;
  const counters = await countersFor(visit, json);
  const { loads } = endpoint;
  const loaded = await loadStored(visit, loads && ((found) => loads({ json, params: routeMatch.params }, found)));
  const now = app.clock.now();
  const pace = effectivePace(visit);
  const warnings = new Set<string>();
  const context: EndpointContext = {
    request,
    params: routeMatch.params,
    ids: visit.ids,
    created: Math.floor(now / 1000),
    nowMs: now,
    stored: namespace.objects,
    store: (...objects) => visit.store(objects),
    loaded: loaded,
    form: endpoint.form === undefined ? undefined : await readForm(request),
    spanMs: (tokens) => (isPaced(pace) ? totalTime(pace, tokens, app.seed) : 0),
    sendSubrequest: (own) => sendSubrequest(visit, own, road),
    profiles: app.catalog.profiles,
    findProfile: (name) => app.catalog.find(name),
    service: app.service,
    check(contract, input, { profile, sizeOf } = {}) {
      const checks = { service: app.service, headers: request.headers, profile, loaded };
      const judged = runChecks(contract, input, sizeOf === undefined ? checks : { ...checks, sizeOf });
      throwIfErrors(judged);
      for (const { rule } of judged.warnings) warnings.add(`${contract.surface}/${rule}`);
      return judged.body;
    },
    json,
    measure: (prompt, profile) => measure(prompt, profile, counterOf(counters, profile)),
    tokenizer: (profile) => counterOf(counters, profile),
    hash: (text) => hashText(text),
  };
  const reply = warned(visit, replyWith(visit, await endpoint.handle(context)), warnings);
  const { rateLimiter } = namespace;
  if (rateLimiter === undefined || endpoint.charge === undefined) return reply;
  return { ...reply, headers: [...reply.headers, ...admitEndpoint(visit, rateLimiter, endpoint.charge(context))] };
}

/** A reply that tells which rules only warned. */
function warned(visit: RequestContext, reply: Reply, found: ReadonlySet<string>): Reply {
  if (found.size === 0) return reply;
  const warnings = [...found];
  visit.entry.note({ warnings });
  return { ...reply, headers: [...reply.headers, ...marksOf({ warnings })] };
}

function replyWith(visit: RequestContext, answer: EndpointReply): Reply {
  const { provider } = visit.routeMatch;
  if (typeof answer !== 'string' && 'frames' in answer) {
    visit.frames = { ...INSTANT, recorded: answer.due };
    return { status: 200, headers: provider.headers(visit.responseInfo(), 'stream'), body: answer.frames.join('') };
  }
  const headers = provider.headers(visit.responseInfo(), 'json');
  if (typeof answer === 'string') return { status: 200, headers, body: answer };
  const typed = headers.map(([name, value]) => [name, name === 'content-type' ? answer.type : value] as const);
  const { body, headers: more = [] } = answer;
  return { status: 200, headers: [...typed, ...more], body };
}

function counterOf(counters: ReadonlyMap<string, TokenCodec>, { id }: Profile): TokenCodec {
  const counter = counters.get(id);
  if (counter === undefined) throw new ProblemError('internal', { message: `no tokenizer for ${id}` });
  return counter;
}

/** The counter of the model that a body names; endpoints answer at once, so it is fetched before they are asked. */
async function countersFor({ app }: RequestContext, json: unknown): Promise<ReadonlyMap<string, TokenCodec>> {
  const model = isJsonObject(json) ? json['model'] : undefined;
  const profile: Profile | undefined = typeof model === 'string' ? app.catalog.find(model) : undefined;
  return new Map(profile === undefined ? [] : [[profile.id, await app.tokens.counter(profile.encoding)]]);
}
