import { ProblemError, type Reply } from '../core';
import type { Outcome } from '../journal';
import { type EncodedReply, encode, type Manner } from '../wire';
import type { Target } from './exchange';
import { mannerOf } from './manner';
import { marked } from './meet';
import { refuse } from './refuse';
import type { Visit } from './visit';

/** What came of going down the road: a reply, or what was thrown. */
export type Attempt = { readonly reply: Reply } | { readonly thrown: unknown };

/** What is decided of an exchange before anything leaves. */
export interface Decision {
  readonly reply: EncodedReply;
  readonly outcome: Outcome;
  /** How the reply travels; undefined where it goes at once and whole. */
  readonly manner: Manner | undefined;
}

/** Goes down the road, and gives what is thrown on it. */
export async function attempt(road: () => Promise<Reply>): Promise<Attempt> {
  try {
    return { reply: await road() };
  } catch (thrown) {
    return { thrown };
  }
}

/** Makes what is sent of what came: whatever was thrown is caught here, once. */
export function decide(visit: Visit, target: Target, came: Attempt): Decision {
  const { fault, entry, pass, kit } = visit;
  const outcome = 'reply' in came ? 'answered' : isRefusal(came.thrown) ? 'refused' : 'bug';
  const plain = 'reply' in came ? came.reply : refuse(visit, came.thrown);
  const said = fault === undefined ? plain : marked(plain, fault);
  const reply = encode(said);
  entry.answered(reply.status, reply.headers, reply.body);
  const manner = outcome === 'answered' ? mannerOf(visit, target, said) : undefined;
  // What goes at once is over before it has left; what takes its time counts until then.
  if (manner === undefined) pass?.leave(kit.clock.now());
  return { reply, outcome, manner };
}

const isRefusal = (thrown: unknown): boolean => thrown instanceof ProblemError && thrown.problem.kind !== 'internal';

/** How an exchange ends whose reply leaves: a proxy's page is a refusal, a stream may tell of its own end. */
export function endOf({ fault, refused, prepared }: Visit, { outcome }: Decision): Outcome {
  if (refused) return 'refused';
  const broke = fault?.effect.place === 'stream' && prepared?.prompt.stream === true;
  return broke && outcome === 'answered' ? 'broken' : outcome;
}
