import type { HeaderList, NewObject, Reply, ReplySchedule, Surface } from '../core';
import type { ModelOutputFault } from '../faults';
import type { Overrides } from '../fixtures';
import { frameTimes, isPaced, totalTime } from '../pacing';
import { applyFaultsAfterRead } from './apply-faults';
import { admitRequest, replyLimitHeaders } from './apply-limits';
import { effectivePace, streamProblem } from './delivery-options';
import { LazyObject } from './lazy-object';
import { type Prepared, prepare } from './prepare';
import type { ReplyVariables } from './reply-writer';
import type { RequestContext } from './request-context';

/** Steps 4 to 10 for a generating route: check, read, choose, compose, render. */
export async function runSurface(visit: RequestContext, surface: Surface): Promise<Reply> {
  const { namespace, entry, app, routeMatch } = visit;
  const situation = situationOf(visit, surface);
  const known = namespace.preparedCache.get(situation, visit.request.text);
  let prepared = known ?? (await remembered(visit, surface, { situation }));
  const fate = applyFaultsAfterRead(visit, surface, prepared);
  if (fate !== undefined) {
    if ('reply' in fate) return fate.reply;
    const { turn } = fate;
    prepared = await remembered(visit, surface, { situation: `${situation}\n${JSON.stringify(turn)}`, turn });
  }
  const { prompt, replyWriter, markHeaders, overrides } = prepared;
  visit.identify(prepared.seed);
  if (namespace.rateLimiter !== undefined && routeMatch.isSubrequest !== true)
    admitRequest(visit, namespace.rateLimiter, prepared);
  for (const fixture of prepared.fixtures) app.fixtureStats.hit(fixture);
  visit.prepared = prepared;
  const now = app.clock.now();
  const cache = namespace.promptCache.use(prepared.cacheUnits, prepared.cacheSearch, now);
  entry.note(prepared.notes, cache);
  if (overrides.raw !== undefined) return rawReply(overrides.raw, markHeaders);
  const said = { ids: visit.ids, created: Math.floor(now / 1000), cache };
  const body = replyWriter.write(said);
  const own = routeMatch.provider.headers(visit.responseInfo(prompt.model), prompt.stream ? 'stream' : 'json');
  if (prepared.store !== undefined) await visit.store(depositsOf(visit, prepared, { said, headers: own }));
  const headers = withOwn(own, overrides.headers);
  if (visit.reservation === undefined && markHeaders.length === 0) return { status: 200, headers, body };
  const limits = replyLimitHeaders(visit, prepared.notes.usage, cache);
  return { status: 200, headers: [...headers, ...limits, ...markHeaders], body };
}

/** What the house keeps of an answer, so that whoever has read it finds it again. One object is not made before somebody asks for it. */
function depositsOf(
  visit: RequestContext,
  { store, storeKey }: Prepared,
  { said, headers }: ReplyInputs,
): readonly NewObject[] {
  if (store === undefined) return [];
  const { length: weight } = visit.request.text;
  const name = visit.fault === undefined ? storeKey?.(visit.idsAgain(), said.created) : undefined;
  if (name !== undefined) {
    const { created, cache } = said;
    return [new LazyObject(name, store, { seed: visit.drawnFrom, created, cache, weight })];
  }
  const [first, ...rest] = store({ ...said, ids: visit.idsAgain() }, courseOf(visit, headers));
  if (first === undefined) return [];
  const { kind, id } = first;
  return [{ kind, id, weight, value: () => first.value() }, ...rest];
}

/** What was said, and the headers that it goes with. */
interface ReplyInputs {
  readonly said: ReplyVariables;
  readonly headers: HeaderList;
}

/** When the answer comes about, and where it breaks off. */
function courseOf(visit: RequestContext, headers: HeaderList): ReplySchedule {
  const { prepared, app, fault } = visit;
  const pace = effectivePace(visit);
  const { tokens = 0, seed = 0 } = prepared ?? {};
  const course = {
    now: app.clock.now(),
    spanMs: isPaced(pace) ? totalTime(pace, tokens, seed) : 0,
    dues: (frames: number) => frameTimes(pace, frames, seed),
  };
  if (fault?.effect.place !== 'stream') return course;
  return { ...course, fault: { problem: streamProblem(visit, fault.effect, headers), after: fault.effect.after } };
}

/** In which situation a request is prepared, and the turn that a fault makes of its reply. */
interface Preparing {
  readonly situation: string;
  readonly turn?: ModelOutputFault;
}

/** Prepares a request, once for all of the same words. */
const remembered = (visit: RequestContext, surface: Surface, { situation, turn }: Preparing): Promise<Prepared> =>
  visit.namespace.preparedCache.getOrRun(situation, visit.request.text, {
    prepare: () => prepare(visit, surface, turn),
    lasts: () => lasts(visit),
  });

/** Does what was prepared hold for every request of the same words? */
const lasts = ({ fixtureCall, usesStoredObjects }: RequestContext): boolean =>
  fixtureCall?.isStateful !== true && !usesStoredObjects;

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
function situationOf({ request: { headers }, namespace, app }: RequestContext, { id, varyHeaders }: Surface): string {
  let situation = id;
  for (const name of varyHeaders) situation += `\n${headers[name] ?? ''}`;
  for (const name of namespace.fixtures.headers) situation += `\n${headers[name] ?? ABSENT}`;
  for (const set of app.fixtures) for (const name of set.headers) situation += `\n${headers[name] ?? ABSENT}`;
  return situation;
}

/** No header can hold it. */
const ABSENT = '\0';
