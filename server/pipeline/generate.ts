import type { Course, Deposit, HeaderList, Reply, Surface } from '../core';
import type { TurnFault } from '../faults';
import { duesOf, isPaced, lengthOf } from '../pacing';
import type { Overrides } from '../replies';
import { LateDeposit } from './late-deposit';
import { limitsOfAnswer, passThrough } from './limit';
import { paceOf, wordedBreak } from './manner';
import { meetOnRoad } from './meet';
import { type Prepared, prepare } from './prepare';
import type { Said } from './scribe';
import type { Visit } from './visit';

/** Steps 4 to 10 for a generating route: check, read, choose, compose, render. */
export async function generate(visit: Visit, surface: Surface): Promise<Reply> {
  const { estate, entry, kit, leg } = visit;
  const situation = situationOf(visit, surface);
  const known = estate.memo.recall(situation, visit.request.text);
  let prepared = known ?? (await remembered(visit, surface, { situation }));
  const fate = meetOnRoad(visit, surface, prepared);
  if (fate !== undefined) {
    if ('reply' in fate) return fate.reply;
    const { turn } = fate;
    prepared = await remembered(visit, surface, { situation: `${situation}\n${JSON.stringify(turn)}`, turn });
  }
  const { prompt, scribe, marks, overrides } = prepared;
  visit.identify(prepared.seed);
  if (estate.limits !== undefined && leg.isOwn !== true) passThrough(visit, estate.limits, prepared);
  for (const fixture of prepared.fixtures) kit.tally.hit(fixture);
  visit.prepared = prepared;
  const now = kit.clock.now();
  const cache = estate.promptCache.use(prepared.cacheUnits, prepared.cacheSearch, now);
  entry.note(prepared.notes, cache);
  if (overrides.raw !== undefined) return rawReply(overrides.raw, marks);
  const said = { ids: visit.ids, created: Math.floor(now / 1000), cache };
  const body = scribe.say(said);
  const own = leg.provider.headers(visit.voice(prompt.model), prompt.stream ? 'stream' : 'json');
  if (prepared.keeps !== undefined) await visit.keep(depositsOf(visit, prepared, { said, headers: own }));
  const headers = withOwn(own, overrides.headers);
  if (visit.pass === undefined && marks.length === 0) return { status: 200, headers, body };
  const limits = limitsOfAnswer(visit, prepared.notes.usage, cache);
  return { status: 200, headers: [...headers, ...limits, ...marks], body };
}

/** What the house keeps of an answer, so that whoever has read it finds it again. One object is not made before somebody asks for it. */
function depositsOf(visit: Visit, { keeps, keptAs }: Prepared, { said, headers }: Answered): readonly Deposit[] {
  if (keeps === undefined) return [];
  const { length: weight } = visit.request.text;
  const name = visit.fault === undefined ? keptAs?.(visit.idsAgain(), said.created) : undefined;
  if (name !== undefined) {
    const { created, cache } = said;
    return [new LateDeposit(name, keeps, { seed: visit.drawnFrom, created, cache, weight })];
  }
  const [first, ...rest] = keeps({ ...said, ids: visit.idsAgain() }, courseOf(visit, headers));
  if (first === undefined) return [];
  const { kind, id } = first;
  return [{ kind, id, weight, value: () => first.value() }, ...rest];
}

/** What was said, and the headers that it goes with. */
interface Answered {
  readonly said: Said;
  readonly headers: HeaderList;
}

/** When the answer comes about, and where it breaks off. */
function courseOf(visit: Visit, headers: HeaderList): Course {
  const { prepared, kit, fault } = visit;
  const pace = paceOf(visit);
  const { tokens = 0, seed = 0 } = prepared ?? {};
  const course = {
    now: kit.clock.now(),
    span: isPaced(pace) ? lengthOf(pace, tokens, seed) : 0,
    dues: (frames: number) => duesOf(pace, frames, seed),
  };
  if (fault?.effect.place !== 'stream') return course;
  return { ...course, fault: { problem: wordedBreak(visit, fault.effect, headers), after: fault.effect.after } };
}

/** In which situation a request is prepared, and the turn that a fault makes of its reply. */
interface Preparing {
  readonly situation: string;
  readonly turn?: TurnFault;
}

/** Prepares a request, once for all of the same words. */
const remembered = (visit: Visit, surface: Surface, { situation, turn }: Preparing): Promise<Prepared> =>
  visit.estate.memo.once(situation, visit.request.text, {
    prepare: () => prepare(visit, surface, turn),
    lasts: () => lasts(visit),
  });

/** Does what was prepared hold for every request of the same words? */
const lasts = ({ call, recalls }: Visit): boolean => call?.fickle !== true && !recalls;

/** A reply past all rules of the house. */
function rawReply({ status = 200, headers = {}, body = '' }: NonNullable<Overrides['raw']>, marks: HeaderList): Reply {
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const typed = own.some(([name]) => name === 'content-type') ? own : [['content-type', type] as const, ...own];
  return { status, headers: [...typed, ...marks], body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** The house's headers with those of a fixture, which go before them. */
function withOwn(headers: HeaderList, own: HeaderList): HeaderList {
  if (own.length === 0) return headers;
  const names = new Set(own.map(([name]) => name));
  return [...headers.filter(([name]) => !names.has(name)), ...own];
}

/** What a reply depends on besides the words of the request: the surface, and the headers that it and the fixtures heed. */
function situationOf({ request: { headers }, estate, kit }: Visit, { id, heeds }: Surface): string {
  let situation = id;
  for (const name of heeds) situation += `\n${headers[name] ?? ''}`;
  for (const name of estate.fixtures.headers) situation += `\n${headers[name] ?? ABSENT}`;
  for (const set of kit.fixtures) for (const name of set.headers) situation += `\n${headers[name] ?? ABSENT}`;
  return situation;
}

/** No header can hold it. */
const ABSENT = '\0';
