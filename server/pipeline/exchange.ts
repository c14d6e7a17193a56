import { type Endpoint, ProblemError, type Reply, type Surface, type WireRequest } from '../core';
import type { Outcome } from '../journal';
import { type Delivery, type EncodedReply, encode, type Manner } from '../wire';
import { consult } from './consult';
import { generate } from './generate';
import type { Kit } from './kit';
import { mannerOf } from './manner';
import { marked, meetAfterwards, meetAtGate } from './meet';
import { refuse } from './refuse';
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
  const visit = new Visit(kit, arrival, arrival.request);
  let reply: Reply;
  let outcome: Outcome = 'answered';
  try {
    reply = await answer(visit, arrival.target);
  } catch (thrown) {
    reply = refuse(visit, thrown);
    outcome = thrown instanceof ProblemError && thrown.problem.kind !== 'internal' ? 'refused' : 'bug';
  }
  if (visit.fault !== undefined) reply = marked(reply, visit.fault);
  const encoded = encode(reply);
  visit.entry.answered(reply.status, reply.headers, encoded.body);
  const manner = outcome === 'answered' ? mannerOf(visit, arrival.target, reply) : undefined;
  // What goes at once is over before it has left; what takes its time counts until then.
  if (manner === undefined) visit.pass?.leave(kit.clock.now());
  const delivery = await out(encoded, manner);
  if (manner !== undefined) visit.entry.note(manner.log.end(delivery, encoded.body));
  visit.pass?.leave(kit.clock.now());
  // Whoever comes again for what did not come through is to get the same.
  const cameThrough = outcome === 'answered' && visit.fault === undefined && delivery === 'sent';
  if (visit.call !== undefined && !cameThrough) visit.estate.ledger.broke(visit.call);
  visit.entry.close(delivery === 'sent' ? ended(visit, outcome) : delivery, kit.clock.now());
}

const JSON_TYPE = 'application/json';
const FORM = 'multipart/form-data';

/** Steps 2 to 10: the doorkeeper, faults that are due, then what the route leads to. */
async function answer(visit: Visit, target: Target): Promise<Reply> {
  const { leg, request, kit } = visit;
  if (target.kind === 'problem') throw new ProblemError(target.problem);
  const takes = target.kind === 'endpoint' && target.endpoint.form ? FORM : JSON_TYPE;
  const gate = { keys: kit.keys, route: leg.route, takes } as const;
  for (const precheck of leg.provider.prechecks) precheck.check(request, gate);
  const page = meetAtGate(visit);
  if (page !== undefined) return page;
  if (target.kind === 'surface') return generate(visit, target.surface);
  return meetAfterwards(visit, await consult(visit, target.endpoint, exchange));
}

/** How an exchange ended whose reply has left: a proxy's page is a refusal, a stream may have told of its own end. */
function ended({ fault, refused, prepared }: Visit, outcome: Outcome): Outcome {
  if (refused) return 'refused';
  const broke = fault?.effect.place === 'stream' && prepared?.prompt.stream === true;
  return broke && outcome === 'answered' ? 'broken' : outcome;
}
