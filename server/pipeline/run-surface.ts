import type { HeaderList, NewObject, Reply, ReplySchedule, Surface } from '../core';
import type { FaultQuery } from '../faults';
import type { Overrides } from '../fixtures';
import { createIds } from '../lib';
import { frameTimes, isPaced, totalTime } from '../pacing';
import {
  admitRequest,
  answerLimitHeaders,
  checkAccess,
  faultAfterRead,
  faultBeforeRead,
  faultOfOutput,
  faultReply,
  paceAsked,
  readRequestedFaults,
} from './admit';
import type { Prepared } from './app';
import { type ExchangeOutcome, effectivePace, streamError, toOutcome } from './outcome';
import { unwrap } from './outcome-cache';
import { prepare } from './prepare';
import { LazyObject, type ReplyVariables } from './reply-writer';
import {
  type Identity,
  identify,
  mergeHeaders,
  NO_PROGRESS,
  type Progress,
  type RequestContext,
  responseInfo,
} from './request-context';

/** A request that its access checks and early faults let pass. */
export interface EnteredRequest {
  readonly context: RequestContext;
  readonly query: FaultQuery | undefined;
  readonly progress: Progress;
}

/** Makes the checks before a request is read; gives its outcome where one ends it. */
export function enter(opened: RequestContext): EnteredRequest | ExchangeOutcome {
  let context = opened;
  let progress = NO_PROGRESS;
  try {
    checkAccess(opened);
    const pace = paceAsked(opened);
    const asked = readRequestedFaults(opened);
    context = asked.context;
    progress = { ...progress, pace, fault: faultBeforeRead(context, asked.query) };
    const page = faultReply(progress.fault);
    return page === undefined
      ? { context, query: asked.query, progress }
      : toOutcome(context, progress, { value: page });
  } catch (thrown) {
    return toOutcome(context, progress, { thrown });
  }
}

/** Answers a request to a generating route: one attempt, a retry is another call. */
export async function runSurface(opened: RequestContext, surface: Surface): Promise<ExchangeOutcome> {
  const entered = enter(opened);
  if ('reply' in entered) return entered;
  const { context, query } = entered;
  const { namespace, app } = context;
  let { progress } = entered;
  try {
    const situation = situationOf(context, surface);
    const read = await prepare(context, surface, { situation, call: undefined, fault: undefined });
    progress = { ...progress, call: read.call };
    let prepared = unwrap(read.result);
    if (progress.fault === undefined) {
      progress = { ...progress, fault: faultAfterRead(context, surface, { query, prepared }) };
      const page = faultReply(progress.fault);
      if (page !== undefined) return toOutcome(context, progress, { value: page });
      const fault = faultOfOutput(progress.fault);
      if (fault !== undefined) {
        const own = `${situation}\n${JSON.stringify(fault)}`;
        const again = await prepare(context, surface, { situation: own, call: read.call, fault });
        progress = { ...progress, call: again.call };
        prepared = unwrap(again.result);
      }
    }
    const identity = identify(context, prepared.seed);
    progress = { ...progress, identity };
    const reservation = admitRequest(context, prepared);
    const cache = namespace.promptCache.use(prepared.cacheUnits, prepared.cacheSearch, app.clock.now());
    const answered = { ...progress, reservation, prepared, cache, identity };
    progress = answered;
    const { reply, objects } = write(context, answered);
    if (namespace.mirror !== undefined) progress = { ...progress, objects };
    else if (objects.length > 0) await namespace.objects.put(...objects);
    return toOutcome(context, progress, { value: reply });
  } catch (thrown) {
    return toOutcome(context, progress, { thrown });
  }
}

/** The progress of an attempt whose answer is ready to be written. */
interface AnsweredProgress extends Progress {
  readonly prepared: Prepared;
  readonly identity: Identity;
  readonly cache: ReplyVariables['cache'];
}

/** A reply, and the objects to store along with it. */
interface WrittenReply {
  readonly reply: Reply;
  readonly objects: readonly NewObject[];
}

const NO_OBJECTS: readonly NewObject[] = [];

/** Writes the reply that was prepared. */
function write(context: RequestContext, progress: AnsweredProgress): WrittenReply {
  const { prepared, identity, reservation, cache } = progress;
  const { prompt, replyWriter, markHeaders, overrides } = prepared;
  if (overrides.raw !== undefined) return { reply: rawReply(overrides.raw, markHeaders), objects: NO_OBJECTS };
  const variables = { ids: identity.ids, created: Math.floor(context.app.clock.now() / 1000), cache };
  const body = replyWriter.write(variables);
  const info = responseInfo(context, identity, prompt.model);
  const own = context.incoming.provider.headers(info, prompt.stream ? 'stream' : 'json');
  const objects = prepared.store === undefined ? NO_OBJECTS : objectsOf(context, progress, { variables, headers: own });
  const headers = mergeHeaders(own, overrides.headers);
  const limits = answerLimitHeaders(context, prepared, { reservation, cache });
  if (limits.length + markHeaders.length === 0) return { reply: { status: 200, headers, body }, objects };
  return { reply: { status: 200, headers: [...headers, ...limits, ...markHeaders], body }, objects };
}

/** What a reply was written with. */
interface WrittenWith {
  readonly variables: ReplyVariables;
  readonly headers: HeaderList;
}

/** The stored objects of a reply. A single one whose key is known is rendered when it is read. */
function objectsOf(
  context: RequestContext,
  progress: AnsweredProgress,
  { variables, headers }: WrittenWith,
): readonly NewObject[] {
  const { fault, identity } = progress;
  const { store, storeKey } = progress.prepared;
  if (store === undefined) return NO_OBJECTS;
  const { length: weight } = context.request.text;
  const { seed } = identity;
  const { created, cache } = variables;
  const key = fault === undefined ? storeKey?.(createIds(seed), created) : undefined;
  if (key !== undefined) return [new LazyObject(key, store, { seed, created, cache, weight })];
  const schedule = scheduleOf(context, progress, headers);
  const [first, ...rest] = store({ ...variables, ids: createIds(seed) }, schedule);
  if (first === undefined) return NO_OBJECTS;
  const { kind, id } = first;
  return [{ kind, id, weight, value: () => first.value() }, ...rest];
}

/** When the parts of a stored answer come, and where it breaks off. */
function scheduleOf(context: RequestContext, progress: AnsweredProgress, headers: HeaderList): ReplySchedule {
  const { prepared, fault, identity } = progress;
  const { tokens, seed } = prepared;
  const pace = effectivePace(context, progress);
  const schedule = {
    now: context.app.clock.now(),
    spanMs: isPaced(pace) ? totalTime(pace, tokens, seed) : 0,
    dues: (frames: number) => frameTimes(pace, frames, seed),
  };
  if (fault?.effect.place !== 'stream') return schedule;
  const { effect } = fault;
  return { ...schedule, fault: { problem: streamError(context, identity, { effect, headers }), after: effect.after } };
}

/** A fixture's reply that no rule of the provider applies to. */
function rawReply({ status = 200, headers = {}, body = '' }: NonNullable<Overrides['raw']>, marks: HeaderList): Reply {
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const all = [...mergeHeaders([['content-type', type]], own), ...marks];
  return { status, headers: all, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** What a reply depends on besides the request's text: the surface, and the headers that it and the fixtures read. */
function situationOf({ request: { headers }, namespace, app }: RequestContext, { id, varyHeaders }: Surface): string {
  // Models are retired at the beginning of a day.
  let situation = `${id} ${Math.floor(app.clock.now() / DAY_MS)}`;
  for (const name of varyHeaders) situation += `\n${headers[name] ?? ''}`;
  for (const name of namespace.fixtures.headers) situation += `\n${headers[name] ?? ABSENT}`;
  for (const set of app.fixtures) for (const name of set.headers) situation += `\n${headers[name] ?? ABSENT}`;
  return situation;
}

const DAY_MS = 86_400_000;

/** No header can hold it. */
const ABSENT = '\0';
