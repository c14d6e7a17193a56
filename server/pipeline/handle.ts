import { type Endpoint, ProblemError, type Reply, type Surface, type WireRequest } from '../core';
import type { ExchangeSummary } from '../extras/metrics';
import type { Delivery, EncodedReply, WriteOptions } from '../wire';
import type { App } from './app';
import { applyFaultsAfterEndpoint, applyFaultsBeforeRead } from './apply-faults';
import { attempt, finalOutcome, toOutcome } from './outcome';
import { RequestContext, type RouteMatch } from './request-context';
import { runEndpoint } from './run-endpoint';
import { runSurface } from './run-surface';
import { changeLater, runEndpointShared, runSurfaceShared } from './shared-transaction';

/** What a route of a manifest leads to. */
export type RouteTarget =
  | { readonly kind: 'surface'; readonly surface: Surface }
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'problem'; readonly problem: 'unknown-route' | 'method-not-allowed' | 'body-too-large' };

/** A request, and where its path led. */
export interface IncomingRequest extends RouteMatch {
  readonly target: RouteTarget;
  readonly request: WireRequest;
}

/** Takes a reply away, all at once unless a manner is given, and tells what became of it. */
export type Outlet = (reply: EncodedReply, manner: WriteOptions | undefined) => Promise<Delivery>;

/** The road of one request, step by step; architecture.md §2. */
export async function handle(kit: App, arrival: IncomingRequest, out: Outlet): Promise<void> {
  const { target, request } = arrival;
  const visit = new RequestContext(kit, arrival, request);
  kit.metrics.begun();
  const { mirror, fixtureProgress } = visit.namespace;
  const decision =
    mirror === undefined
      ? toOutcome(visit, target, await attempt(() => answer(visit, target)))
      : target.kind === 'endpoint'
        ? await runEndpointShared(visit, mirror, {
            target,
            enter: () => enter(visit, target),
            consult: () => runEndpoint(visit, target.endpoint, handle),
          })
        : await runSurfaceShared(visit, mirror, { target, answer: () => answer(visit, target) });
  const { reply, outcome, delivery: manner } = decision;
  const delivery = await out(reply, manner);
  if (manner !== undefined) visit.entry.note(manner.log.end(delivery, reply.body));
  const now = kit.clock.now();
  const { reservation, fixtureCall, fault } = visit;
  // Whoever comes again for what did not come through is to get the same.
  const cameThrough = outcome === 'answered' && fault === undefined && delivery === 'sent';
  if ((manner !== undefined && reservation !== undefined) || (!cameThrough && fixtureCall !== undefined)) {
    changeLater(mirror, () => {
      if (manner !== undefined) reservation?.leave(now);
      if (!cameThrough && fixtureCall !== undefined) fixtureProgress.markBroken(fixtureCall);
    });
  }
  const end = delivery === 'sent' ? finalOutcome(visit, decision) : delivery;
  visit.entry.close(end, now);
  kit.metrics.ended(ended(visit, { outcome: end, status: reply.status, now }));
  // It was told before it left; it has ended otherwise, or only now.
  if (manner !== undefined || delivery !== 'sent')
    mirror?.log(visit.entry.toLogRecord(end, now)).catch(() => undefined);
}

/** What the metrics are told of an exchange. */
function ended(
  visit: RequestContext,
  { outcome, status, now }: { outcome: string; status: number; now: number },
): ExchangeSummary {
  const { routeMatch, prepared, fault } = visit;
  const { model, usage } = prepared?.notes ?? {};
  const duration = Math.max(0, now - visit.startedMs);
  return {
    provider: routeMatch.provider.id,
    route: routeMatch.route,
    outcome,
    status,
    duration,
    model,
    usage,
    fault: fault?.id,
  };
}

const JSON_TYPE = 'application/json';
const FORM = 'multipart/form-data';

/** Steps 2 and 3: the doorkeeper, and faults that are due before the request is read. */
function enter(visit: RequestContext, target: RouteTarget): Reply | undefined {
  const { routeMatch, request, app } = visit;
  if (target.kind === 'problem') throw new ProblemError(target.problem);
  const takes = target.kind === 'endpoint' && target.endpoint.form ? FORM : JSON_TYPE;
  const gate = { keys: app.keys, route: routeMatch.route, takes } as const;
  for (const precheck of routeMatch.provider.prechecks) precheck.check(request, gate);
  return applyFaultsBeforeRead(visit);
}

/** Steps 2 to 10. */
async function answer(visit: RequestContext, target: RouteTarget): Promise<Reply> {
  const page = enter(visit, target);
  if (page !== undefined || target.kind === 'problem') return page as Reply;
  if (target.kind === 'surface') return runSurface(visit, target.surface);
  return applyFaultsAfterEndpoint(visit, await runEndpoint(visit, target.endpoint, handle));
}
