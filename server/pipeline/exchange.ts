import { type Endpoint, ProblemError, type Reply, type Surface, type WireRequest } from '../core';
import { failAtGate } from '../faults';
import type { Outcome } from '../journal';
import { type Delivery, type EncodedReply, encode, INSTANT, keepsake, type Pace } from '../wire';
import { consult } from './consult';
import { generate } from './generate';
import type { Kit } from './kit';
import { refuse } from './refuse';
import { admit, type Leg, type Visit } from './visit';

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

/** Takes a reply away and tells whether all of it left. */
export type Outlet = (reply: EncodedReply, pace: Pace) => Promise<Delivery>;

/** The road of one request, step by step; architecture.md §2. */
export async function exchange(kit: Kit, arrival: Arrival, out: Outlet): Promise<void> {
  const visit = admit(kit, arrival, arrival.request);
  let reply: Reply;
  let outcome: Outcome = 'answered';
  try {
    reply = await answer(visit, arrival.target);
  } catch (thrown) {
    reply = refuse(visit, thrown);
    outcome = thrown instanceof ProblemError && thrown.problem.kind !== 'internal' ? 'refused' : 'bug';
  }
  const encoded = encode(reply);
  visit.entry.note({ status: reply.status, reply: keepsake(encoded) });
  const delivery = await out(encoded, outcome === 'answered' ? kit.pace : INSTANT);
  visit.entry.close(delivery === 'sent' ? outcome : 'client-gone', kit.clock.now());
}

/** Steps 2 to 10: the doorkeeper, faults that are due, then what the route leads to. */
async function answer(visit: Visit, target: Target): Promise<Reply> {
  const { leg, request, kit } = visit;
  if (target.kind === 'problem') throw new ProblemError(target.problem);
  const gate = { keys: kit.keys, route: leg.route };
  for (const precheck of leg.provider.prechecks) precheck.check(request, gate);
  failAtGate(request);
  return target.kind === 'surface' ? generate(visit, target.surface) : consult(visit, target.endpoint);
}
