import { type HeaderList, ProblemError, type Reply, type WireProblem } from '../core';
import { createNoise } from '../entropy';
import type { Effect } from '../faults';

import { INSTANT, isPaced, keptBy, lengthOf, type Pace, withChunks } from '../pacing';

import { type Flow, FrameLog, type Manner } from '../wire';
import type { Target } from './exchange';
import type { Visit } from './visit';

/** How an answer travels; undefined where it goes at once and whole. */
export function mannerOf(visit: Visit, target: Target, reply: Reply): Manner | undefined {
  const { kit, prepared } = visit;
  const fault = faultOf(visit);
  const { pace, isStream } = gaitOf(visit);
  const bent = fault === undefined ? undefined : bends[fault.effect.place];
  if (bent === undefined && !isPaced(pace)) return undefined;
  const { clock, scheduler } = kit;
  const seed = prepared?.seed ?? kit.seed;
  const delay = isStream || !isPaced(pace) ? 0 : waitOf(pace, prepared, seed);
  const surface = target.kind === 'surface' ? target.surface : undefined;
  const waiting = surface && kit.service.waiting(surface.id)?.[isStream ? 'stream' : 'body'];
  const log = new FrameLog(bent !== undefined);
  const spread = isStream ? withChunks(pace, prepared?.chunk ?? 1) : pace;
  const plain = { pace: spread, seed, clock, scheduler, ping: surface?.ping, waiting, log, isStream, delay };
  return bent === undefined ? plain : { ...plain, bend: bent(fault?.effect as never, { visit, target, reply, seed }) };
}

/** What breaks off in the background leaves the answer of today whole. */
const faultOf = ({ fault, prepared }: Visit): Visit['fault'] =>
  fault?.effect.place === 'stream' && prepared?.prompt.stream === false ? undefined : fault;

/** Whoever leaves an answer to the background does not wait for it. */
const waitOf = (pace: Pace, prepared: Visit['prepared'], seed: number): number =>
  prepared?.prompt.background === true ? 0 : lengthOf(pace, prepared?.tokens ?? 0, seed);

/** How fast an answer comes, and whether frame by frame: what is none of the house's, or not generated, at once. */
function gaitOf(visit: Visit): { readonly pace: Pace; readonly isStream: boolean } {
  const { prepared, frames, refused } = visit;
  if (refused) return { pace: INSTANT, isStream: false };
  if (frames !== undefined) return { pace: frames, isStream: true };
  if (prepared === undefined) return { pace: INSTANT, isStream: false };
  return { pace: paceOf(visit), isStream: prepared.prompt.stream };
}

/** The pace of the request, its fixture, its namespace, or the emulator; one that asks the model is kept by it. */
export function paceOf({ pace, prepared, estate, kit }: Visit): Pace {
  const asked = pace ?? prepared?.pace ?? estate.pace ?? kit.pace;
  return asked.own && prepared !== undefined ? keptBy(asked, kit.catalog.find(prepared.prompt.model)?.pace) : asked;
}

interface Around {
  readonly visit: Visit;
  readonly target: Target;
  readonly reply: Reply;
  readonly seed: number;
}

type Place = Effect['place'];
type At<P extends Place> = Extract<Effect, { place: P }>;

/** What the faults of each place do to bytes; those of other places have done their work before. */
const bends: { readonly [P in Place]?: (effect: At<P>, around: Around) => (flow: Flow) => Flow } = {
  wire: ({ bend }, { seed }) => {
    const noise = createNoise(seed);
    return (flow) => bend(flow, noise);
  },
  stream: (effect, around) => (flow) => brokenAfter(flow, effect, around),
};

/** The frames up to the fault, then the house's own frames for it. At least the last frame is left out. */
function brokenAfter(flow: Flow, { problem, facts, after }: At<'stream'>, { visit, target, reply }: Around): Flow {
  if (target.kind !== 'surface') return flow;
  const pieces = flow.pieces.slice(0, Math.min(after, flow.pieces.length - 1));
  const sent = pieces.map((piece) => new TextDecoder().decode(piece));
  const worded = wordedBreak(visit, { problem, facts }, reply.headers);
  visit.entry.note({ problem: { kind: problem, message: worded.message, rules: [] } });
  const frames = target.surface.broken(worded, sent);
  return { ...flow, pieces: [...pieces, ...frames.map((frame) => Buffer.from(frame))] };
}

/** What breaks a stream off, in the house's words. It bears the ids that the stream's own headers bear. */
export function wordedBreak(
  visit: Visit,
  fault: Pick<At<'stream'>, 'problem' | 'facts'>,
  headers: HeaderList,
): WireProblem {
  const { problem } = new ProblemError(fault.problem, fault.facts);
  return underItsId(visit.leg.provider.word(problem, visit.voice()), headers);
}

/** The same also where its sentence quotes an id. */
function underItsId(worded: WireProblem, headers: HeaderList): WireProblem {
  const ids = new Map(headers);
  const quoting = (message: string, [name, value]: readonly [string, string]): string =>
    message.replaceAll(value, ids.get(name) ?? value);
  return { ...worded, message: (worded.headers ?? []).reduce(quoting, worded.message), headers };
}
