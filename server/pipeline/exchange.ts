import { type Endpoint, ProblemError, type Reply, type Surface, type WireRequest } from '../core';
import type { Ended } from '../metrics';
import type { Delivery, EncodedReply, Manner } from '../wire';
import { consult } from './consult';
import { attempt, decide, endOf } from './decide';
import { generate } from './generate';
import type { Kit } from './kit';
import { meetAfterwards, meetAtGate } from './meet';
import { afterwards, consultTogether, decideTogether } from './together';
import { type Leg, Visit } from './visit';

/** What a route of a manifest leads to. */
export type Target =
  | { readonly kind: 'surface'; readonly surface: Surface }
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'problem'; readonly problem: 'unknown-route' | 'method-not-allowed' | 'body-too-large' };

/** A request, and where its path led. */
export interface Arrival extends Leg {
  readonly target: Target;
  readonly request: WireRequest;
}

/** Takes a reply away, all at once unless a manner is given, and tells what became of it. */
export type Outlet = (reply: EncodedReply, manner: Manner | undefined) => Promise<Delivery>;

/** The road of one request, step by step; architecture.md §2. */
export async function exchange(kit: Kit, arrival: Arrival, out: Outlet): Promise<void> {
  const { target, request } = arrival;
  const visit = new Visit(kit, arrival, request);
  kit.metrics.begun();
  const { mirror, ledger } = visit.estate;
  const decision =
    mirror === undefined
      ? decide(visit, target, await attempt(() => answer(visit, target)))
      : target.kind === 'endpoint'
        ? await consultTogether(visit, mirror, {
            target,
            enter: () => enter(visit, target),
            consult: () => consult(visit, target.endpoint, exchange),
          })
        : await decideTogether(visit, mirror, { target, answer: () => answer(visit, target) });
  const { reply, outcome, manner } = decision;
  const delivery = await out(reply, manner);
  if (manner !== undefined) visit.entry.note(manner.log.end(delivery, reply.body));
  const now = kit.clock.now();
  const { pass, call, fault } = visit;
  // Whoever comes again for what did not come through is to get the same.
  const cameThrough = outcome === 'answered' && fault === undefined && delivery === 'sent';
  if ((manner !== undefined && pass !== undefined) || (!cameThrough && call !== undefined)) {
    afterwards(mirror, () => {
      if (manner !== undefined) pass?.leave(now);
      if (!cameThrough && call !== undefined) ledger.broke(call);
    });
  }
  const end = delivery === 'sent' ? endOf(visit, decision) : delivery;
  visit.entry.close(end, now);
  kit.metrics.ended(ended(visit, { outcome: end, status: reply.status, now }));
  // It was told before it left; it has ended otherwise, or only now.
  if (manner !== undefined || delivery !== 'sent') mirror?.log(visit.entry.record(end, now)).catch(() => undefined);
}

/** What the metrics are told of an exchange. */
function ended(visit: Visit, { outcome, status, now }: { outcome: string; status: number; now: number }): Ended {
  const { leg, prepared, fault } = visit;
  const { model, usage } = prepared?.notes ?? {};
  const duration = Math.max(0, now - visit.started);
  return { provider: leg.provider.id, route: leg.route, outcome, status, duration, model, usage, fault: fault?.id };
}

const JSON_TYPE = 'application/json';
const FORM = 'multipart/form-data';

/** Steps 2 and 3: the doorkeeper, and faults that are due before the request is read. */
function enter(visit: Visit, target: Target): Reply | undefined {
  const { leg, request, kit } = visit;
  if (target.kind === 'problem') throw new ProblemError(target.problem);
  const takes = target.kind === 'endpoint' && target.endpoint.form ? FORM : JSON_TYPE;
  const gate = { keys: kit.keys, route: leg.route, takes } as const;
  for (const precheck of leg.provider.prechecks) precheck.check(request, gate);
  return meetAtGate(visit);
}

/** Steps 2 to 10. */
async function answer(visit: Visit, target: Target): Promise<Reply> {
  const page = enter(visit, target);
  if (page !== undefined || target.kind === 'problem') return page as Reply;
  if (target.kind === 'surface') return generate(visit, target.surface);
  return meetAfterwards(visit, await consult(visit, target.endpoint, exchange));
}
