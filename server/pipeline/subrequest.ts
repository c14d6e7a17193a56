import { ProblemError, type Provider, type Subrequest, type SubrequestReply, type WireRequest } from '../core';
import { bytesOf, releaseBody } from '../wire';
import type { IncomingRequest, Outlet } from './handle';
import type { RequestContext } from './request-context';

/** The road itself: what a request on it sends goes down the same one. */
export type HandleRequest = (kit: RequestContext['app'], arrival: IncomingRequest, out: Outlet) => Promise<void>;

/** Headers of the first request that say nothing about the second. */
const OF_THE_FIRST: ReadonlySet<string> = new Set([
  'content-length',
  'content-type',
  'idempotency-key',
  'x-llmulator-fault',
  'x-llmulator-pace',
  'x-stainless-retry-count',
]);

/** Where a path of a house leads; like any other, one that nobody serves is refused in the house's words. */
function ledTo({ surfaces, endpoints }: Provider, path: string): Pick<IncomingRequest, 'route' | 'target'> {
  const surface = surfaces.find(({ route }) => route.path === path);
  if (surface !== undefined) return { route: surface.id, target: { kind: 'surface', surface } };
  const endpoint = endpoints.find(({ route }) => route.path === path && route.method === 'POST');
  if (endpoint !== undefined) return { route: endpoint.id, target: { kind: 'endpoint', endpoint } };
  return { route: undefined, target: { kind: 'problem', problem: 'unknown-route' } };
}

const isGone = ({ headers }: SubrequestReply): boolean =>
  headers.some(([name, value]) => name === 'x-llmulator-rule' && value === 'store-gone');

/** Sends a request on behalf of another one, and gives what came back. */
export async function sendSubrequest(
  visit: RequestContext,
  { path, body, headers: own = {} }: Subrequest,
  road: HandleRequest,
): Promise<SubrequestReply> {
  const { app, routeMatch, request } = visit;
  const { provider } = routeMatch;
  const passedOn = Object.entries(request.headers).filter(([name]) => !OF_THE_FIRST.has(name));
  const headers = { ...Object.fromEntries(passedOn), ...own };
  const whole = `${provider.mounts[0]?.prefix ?? ''}${path}`;
  const sent: WireRequest = { method: 'POST', path: whole, query: '', headers, text: body, isUtf8: true };
  const arrival: IncomingRequest = {
    provider,
    ...ledTo(provider, path),
    params: {},
    isSubrequest: true,
    request: sent,
  };
  // Somebody may send a hundred thousand: in between the server turns to others.
  await new Promise(setImmediate);
  let reply: SubrequestReply | undefined;
  await road(app, arrival, async ({ status, headers: told, body: made }) => {
    reply = { status, headers: told, body: new TextDecoder().decode(bytesOf(made)) };
    releaseBody(made);
    return 'sent';
  });
  if (reply === undefined) throw new Error('the road ended without a reply');
  // That what is shared was gone is no answer: whoever sent the request has not got one either.
  if (isGone(reply)) throw new ProblemError('store-gone', { message: 'it went away in between' });
  // Thousands of them in a row shall not keep others waiting.
  await new Promise(setImmediate);
  return reply;
}
