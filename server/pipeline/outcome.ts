import { ProblemError, type Reply } from '../core';
import type { Outcome } from '../journal';
import { type EncodedReply, encode, type WriteOptions } from '../wire';
import { withFaultHeaders } from './apply-faults';
import { deliveryOptionsOf } from './delivery-options';
import type { RouteTarget } from './handle';
import { refuse } from './refuse';
import type { RequestContext } from './request-context';

/** What came of going down the road: a reply, or what was thrown. */
export type HandlerResult = { readonly reply: Reply } | { readonly thrown: unknown };

/** What is decided of an exchange before anything leaves. */
export interface ExchangeOutcome {
  readonly reply: EncodedReply;
  readonly outcome: Outcome;
  /** How the reply travels; undefined where it goes at once and whole. */
  readonly delivery: WriteOptions | undefined;
}

/** Goes down the road, and gives what is thrown on it. */
export async function attempt(road: () => Promise<Reply>): Promise<HandlerResult> {
  try {
    return { reply: await road() };
  } catch (thrown) {
    return { thrown };
  }
}

/** Makes what is sent of what came: whatever was thrown is caught here, once. */
export function toOutcome(visit: RequestContext, target: RouteTarget, came: HandlerResult): ExchangeOutcome {
  const { fault, entry, reservation, app } = visit;
  const outcome = 'reply' in came ? 'answered' : isRefusal(came.thrown) ? 'refused' : 'bug';
  const plain = 'reply' in came ? came.reply : refuse(visit, came.thrown);
  const said = fault === undefined ? plain : withFaultHeaders(plain, fault);
  const reply = encode(said);
  entry.setReply(reply.status, reply.headers, reply.body);
  const manner = outcome === 'answered' ? deliveryOptionsOf(visit, target, said) : undefined;
  // What goes at once is over before it has left; what takes its time counts until then.
  if (manner === undefined) reservation?.leave(app.clock.now());
  return { reply, outcome, delivery: manner };
}

const isRefusal = (thrown: unknown): boolean => thrown instanceof ProblemError && thrown.problem.kind !== 'internal';

/** How an exchange ends whose reply leaves: a proxy's page is a refusal, a stream may tell of its own end. */
export function finalOutcome(
  { fault, isForeignReply, prepared }: RequestContext,
  { outcome }: ExchangeOutcome,
): Outcome {
  if (isForeignReply) return 'refused';
  const broke = fault?.effect.place === 'stream' && prepared?.prompt.stream === true;
  return broke && outcome === 'answered' ? 'broken' : outcome;
}
