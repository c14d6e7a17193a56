import { type HeaderList, type JsonObject, ProblemError, type Reply, type Surface } from '../core';
import {
  type ActiveFault,
  BadPlan,
  FAULT_HEADER,
  type FaultQuery,
  faultInModelName,
  type ModelOutputFault,
  requestedFaults,
} from '../faults';
import { hashJson, hashText } from '../lib';
import { subjectOf } from '../matching';
import { BadPace, type Pace, parsePace } from '../pacing';
import type { Prepared } from './prepare';
import type { RequestContext } from './request-context';

/** The header by which a client asks for a pace. */
const PACE_HEADER = 'x-llmulator-pace';

/** Looks for what makes a request meet a fault, and refuses it where one is due before it is read. */
export function applyFaultsBeforeRead(visit: RequestContext): Reply | undefined {
  const { request, namespace, routeMatch } = visit;
  const pace = request.headers[PACE_HEADER];
  if (pace !== undefined) visit.pace = paceAsked(pace);
  const named = faultInModelName(request.text);
  const own = requestedFaults(request, visit.key);
  if (namespace.faults.isIdle && named === undefined && own.length === 0) return undefined;
  if (named !== undefined) visit.request = { ...request, text: named.text };
  const wishes = named === undefined ? own : [...own, named.requested];
  visit.faultQuery = { route: routeMatch.route, requested: wishes, identity: () => identityOf(visit) };
  return met(visit, (asker) => namespace.faults.beforeRead(asker));
}

/** What a fault makes of a request that was read: a refusal thrown, another reply, or another turn. */
export type FaultResult = { readonly reply: Reply } | { readonly turn: ModelOutputFault } | undefined;

/** Asks once more when the prompt is known. */
export function applyFaultsAfterRead(visit: RequestContext, surface: Surface, prepared: Prepared): FaultResult {
  if (visit.fault === undefined && prepared.fault !== undefined) {
    const { says, ...fault } = prepared.fault;
    const own = { ...fault, why: `${says} The fixture ${JSON.stringify(prepared.notes.fixture)} asks for it.` };
    const reply = suffered(visit, own);
    return reply === undefined ? turnOf(own) : { reply };
  }
  if (visit.faultQuery === undefined || visit.fault !== undefined) return undefined;
  const { prompt, notes } = prepared;
  const { headers } = visit.request;
  const subject = () => subjectOf(prompt, surface.id, { headers, body: visit.parse() as JsonObject });
  const { stream, background = false } = prompt;
  const road = { stream, background, fixture: notes.fixture, subject };
  const reply = met(visit, (asker) => visit.namespace.faults.afterRead(asker, road));
  return reply === undefined ? turnOf(visit.fault) : { reply };
}

/** The same for a route that generates nothing. */
export function applyFaultsAfterEndpoint(visit: RequestContext, reply: Reply): Reply {
  if (visit.faultQuery === undefined) return reply;
  const road = { stream: false, background: false, fixture: undefined, subject: () => undefined };
  return met(visit, (asker) => visit.namespace.faults.afterRead(asker, road)) ?? reply;
}

const turnOf = (fault: ActiveFault | undefined): FaultResult =>
  fault?.effect.place === 'turn' ? { turn: fault.effect.turn } : undefined;

function met(visit: RequestContext, ask: (asker: FaultQuery) => ActiveFault | undefined): Reply | undefined {
  const due = visit.faultQuery === undefined ? undefined : asked(visit, ask, visit.faultQuery);
  return due === undefined ? undefined : suffered(visit, due);
}

function suffered(visit: RequestContext, due: ActiveFault): Reply | undefined {
  visit.fault = due;
  const { id: fault, why, effect } = due;
  visit.entry.note({ fault, why });
  if (effect.place === 'gate') throw new ProblemError(effect.problem, effect.facts);
  if (effect.place !== 'proxy') return undefined;
  visit.isForeignReply = true;
  return effect;
}

/** A wish that is none is the client's fault, and is told in its house's voice. */
function asked(
  visit: RequestContext,
  ask: (asker: FaultQuery) => ActiveFault | undefined,
  asker: FaultQuery,
): ActiveFault | undefined {
  try {
    return ask(asker);
  } catch (error) {
    if (!(error instanceof BadPlan)) throw error;
    visit.faultQuery = undefined;
    throw badHeader(FAULT_HEADER, error.message);
  }
}

const badHeader = (header: string, message: string): ProblemError =>
  new ProblemError('invalid-header', { header, fault: 'unknown', message: `${header}: ${message}` });

function paceAsked(text: string): Pace {
  try {
    return parsePace(text);
  } catch (error) {
    throw error instanceof BadPace ? badHeader(PACE_HEADER, error.message) : error;
  }
}

/** The same for any order of keys and any white space, where a body is JSON. */
function identityOf({ request, app }: RequestContext): string {
  const { method, path, query, text } = request;
  return `${method} ${path}?${query} ${bodyHash(text, app.seed)}`;
}

function bodyHash(text: string, seed: number): number {
  try {
    return hashJson(JSON.parse(text), seed);
  } catch {
    return hashText(text, seed);
  }
}

/** What a reply tells of the fault that it met; headers of the fault go before those of the house. */
export function withFaultHeaders(reply: Reply, { id, effect }: ActiveFault): Reply {
  const own: HeaderList = effect.place === 'gate' ? effect.headers : [];
  const names = new Set(own.map(([name]) => name));
  const headers = [...reply.headers.filter(([name]) => !names.has(name)), ...own, [FAULT_HEADER, id] as const];
  return { ...reply, headers };
}
