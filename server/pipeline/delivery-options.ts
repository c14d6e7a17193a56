import { type HeaderList, ProblemError, type Reply, type WireError } from '../core';
import type { Effect } from '../faults';
import { createNoise } from '../lib';

import { INSTANT, isPaced, type Pace, paceForModel, totalTime, withChunks } from '../pacing';

import { FrameLog, type OutgoingReply, type WriteOptions } from '../wire';
import type { RouteTarget } from './handle';
import type { RequestContext } from './request-context';

/** How an answer travels; undefined where it goes at once and whole. */
export function deliveryOptionsOf(visit: RequestContext, target: RouteTarget, reply: Reply): WriteOptions | undefined {
  const { app, prepared } = visit;
  const fault = faultOf(visit);
  const { pace, isStream } = gaitOf(visit);
  const bent = fault === undefined ? undefined : bends[fault.effect.place];
  if (bent === undefined && !isPaced(pace)) return undefined;
  const { clock, scheduler } = app;
  const seed = prepared?.seed ?? app.seed;
  const delay = isStream || !isPaced(pace) ? 0 : waitOf(pace, prepared, seed);
  const surface = target.kind === 'surface' ? target.surface : undefined;
  const waiting = surface && app.service.keepAlive(surface.id)?.[isStream ? 'stream' : 'body'];
  const log = new FrameLog(bent !== undefined);
  const spread = isStream ? withChunks(pace, prepared?.chunk ?? 1) : pace;
  const plain = { pace: spread, seed, clock, scheduler, ping: surface?.ping, waiting, log, isStream, delay };
  return bent === undefined
    ? plain
    : { ...plain, transform: bent(fault?.effect as never, { visit, target, reply, seed }) };
}

/** What breaks off in the background leaves the answer of today whole. */
const faultOf = ({ fault, prepared }: RequestContext): RequestContext['fault'] =>
  fault?.effect.place === 'stream' && prepared?.prompt.stream === false ? undefined : fault;

/** Whoever leaves an answer to the background does not wait for it. */
const waitOf = (pace: Pace, prepared: RequestContext['prepared'], seed: number): number =>
  prepared?.prompt.background === true ? 0 : totalTime(pace, prepared?.tokens ?? 0, seed);

/** How fast an answer comes, and whether frame by frame: what is none of the house's, or not generated, at once. */
function gaitOf(visit: RequestContext): { readonly pace: Pace; readonly isStream: boolean } {
  const { prepared, frames, isForeignReply } = visit;
  if (isForeignReply) return { pace: INSTANT, isStream: false };
  if (frames !== undefined) return { pace: frames, isStream: true };
  if (prepared === undefined) return { pace: INSTANT, isStream: false };
  return { pace: effectivePace(visit), isStream: prepared.prompt.stream };
}

/** The pace of the request, its fixture, its namespace, or the emulator; one that asks the model is kept by it. */
export function effectivePace({ pace, prepared, namespace, app }: RequestContext): Pace {
  const asked = pace ?? prepared?.pace ?? namespace.pace ?? app.pace;
  return asked.own && prepared !== undefined
    ? paceForModel(asked, app.catalog.find(prepared.prompt.model)?.pace)
    : asked;
}

interface Around {
  readonly visit: RequestContext;
  readonly target: RouteTarget;
  readonly reply: Reply;
  readonly seed: number;
}

type EffectPlace = Effect['place'];
type EffectAt<P extends EffectPlace> = Extract<Effect, { place: P }>;

/** What the faults of each place do to bytes; those of other places have done their work before. */
const bends: {
  readonly [P in EffectPlace]?: (effect: EffectAt<P>, around: Around) => (flow: OutgoingReply) => OutgoingReply;
} = {
  wire: ({ bend }, { seed }) => {
    const noise = createNoise(seed);
    return (flow) => bend(flow, noise);
  },
  stream: (effect, around) => (flow) => brokenAfter(flow, effect, around),
};

/** The frames up to the fault, then the house's own frames for it. At least the last frame is left out. */
function brokenAfter(
  flow: OutgoingReply,
  { problem, facts, after }: EffectAt<'stream'>,
  { visit, target, reply }: Around,
): OutgoingReply {
  if (target.kind !== 'surface') return flow;
  const pieces = flow.pieces.slice(0, Math.min(after, flow.pieces.length - 1));
  const sent = pieces.map((piece) => new TextDecoder().decode(piece));
  const worded = streamProblem(visit, { problem, facts }, reply.headers);
  visit.entry.note({ problem: { kind: problem, message: worded.message, rules: [] } });
  const frames = target.surface.streamError(worded, sent);
  return { ...flow, pieces: [...pieces, ...frames.map((frame) => Buffer.from(frame))] };
}

/** What breaks a stream off, in the house's words. It bears the ids that the stream's own headers bear. */
export function streamProblem(
  visit: RequestContext,
  fault: Pick<EffectAt<'stream'>, 'problem' | 'facts'>,
  headers: HeaderList,
): WireError {
  const { problem } = new ProblemError(fault.problem, fault.facts);
  return underItsId(visit.routeMatch.provider.formatError(problem, visit.responseInfo()), headers);
}

/** The same also where its sentence quotes an id. */
function underItsId(worded: WireError, headers: HeaderList): WireError {
  const ids = new Map(headers);
  const quoting = (message: string, [name, value]: readonly [string, string]): string =>
    message.replaceAll(value, ids.get(name) ?? value);
  return { ...worded, message: (worded.headers ?? []).reduce(quoting, worded.message), headers };
}
