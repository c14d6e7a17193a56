import { type HeaderList, ProblemError, type Reply, type WireProblem } from '../core';
import { createNoise } from '../entropy';
import type { Effect } from '../faults';
import { INSTANT, isPaced, lengthOf, type Pace } from '../pacing';
import { type Flow, FrameLog, type Manner } from '../wire';
import type { Target } from './exchange';
import type { Visit } from './visit';

const unbent = (flow: Flow): Flow => flow;

/** How an answer travels; undefined where it goes at once and whole. */
export function mannerOf(visit: Visit, target: Target, reply: Reply): Manner | undefined {
  const { kit, prepared, refused } = visit;
  const fault = faultOf(visit);
  const pace = refused ? INSTANT : (visit.frames ?? (prepared === undefined ? INSTANT : paceOf(visit)));
  const bent = fault === undefined ? undefined : bends[fault.effect.place];
  if (bent === undefined && !isPaced(pace)) return undefined;
  const { clock, scheduler } = kit;
  const isStream = (prepared?.prompt.stream === true || visit.frames !== undefined) && !refused;
  const seed = prepared?.seed ?? kit.seed;
  const delay = isStream || !isPaced(pace) ? 0 : waitOf(pace, prepared, seed);
  const ping = target.kind === 'surface' ? target.surface.ping : undefined;
  const bend = bent === undefined ? unbent : bent(fault?.effect as never, { visit, target, reply, seed });
  const log = new FrameLog(bent !== undefined);
  return { pace, seed, clock, scheduler, ping, log, isStream, delay, bend };
}

/** What breaks off in the background leaves the answer of today whole. */
const faultOf = ({ fault, prepared }: Visit): Visit['fault'] =>
  fault?.effect.place === 'stream' && prepared?.prompt.stream === false ? undefined : fault;

/** Whoever leaves an answer to the background does not wait for it. */
const waitOf = (pace: Pace, prepared: Visit['prepared'], seed: number): number =>
  prepared?.prompt.background === true ? 0 : lengthOf(pace, prepared?.tokens ?? 0, seed);

/** The pace of the request, its fixture, its namespace, or the emulator. */
export const paceOf = ({ pace, prepared, estate, kit }: Visit): Pace =>
  pace ?? prepared?.pace ?? estate.pace ?? kit.pace;

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
