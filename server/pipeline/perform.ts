import { type OwnReply, type OwnRequest, ProblemError, type WireRequest } from '../core';
import { bytesOf, giveBack } from '../wire';
import type { Arrival, Outlet } from './exchange';
import type { Visit } from './visit';

/** The road itself: what a request on it sends goes down the same one. */
export type Road = (kit: Visit['kit'], arrival: Arrival, out: Outlet) => Promise<void>;

/** Headers of the first request that say nothing about the second. */
const OF_THE_FIRST: ReadonlySet<string> = new Set([
  'content-length',
  'content-type',
  'idempotency-key',
  'x-llmulator-fault',
  'x-llmulator-pace',
  'x-stainless-retry-count',
]);

/** Sends a request on behalf of another one, and gives what came back. */
export async function perform(
  visit: Visit,
  { path, body, headers: own = {} }: OwnRequest,
  road: Road,
): Promise<OwnReply> {
  const { kit, leg, request } = visit;
  const { provider } = leg;
  const surface = provider.surfaces.find(({ route }) => route.path === path);
  const endpoint = provider.endpoints.find(({ route }) => route.path === path && route.method === 'POST');
  const target = surface
    ? ({ kind: 'surface', surface } as const)
    : endpoint && ({ kind: 'endpoint', endpoint } as const);
  if (target === undefined) throw new ProblemError('unknown-route');
  const passedOn = Object.entries(request.headers).filter(([name]) => !OF_THE_FIRST.has(name));
  const headers = { ...Object.fromEntries(passedOn), ...own };
  const sent: WireRequest = { method: 'POST', path, query: '', headers, text: body, isUtf8: true };
  const arrival = { provider, route: surface?.id ?? endpoint?.id, params: {}, target, request: sent, isOwn: true };
  // Somebody may send a hundred thousand: in between the server turns to others.
  await new Promise(setImmediate);
  let reply: OwnReply | undefined;
  await road(kit, arrival, async ({ status, headers: told, body: made }) => {
    reply = { status, headers: told, body: new TextDecoder().decode(bytesOf(made)) };
    giveBack(made);
    return 'sent';
  });
  if (reply === undefined) throw new Error('the road ended without a reply');
  return reply;
}
