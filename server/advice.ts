import { isJsonObject, NOTHING_RECALLED, type Source, type Surface, without } from './core';
import { houses } from './houses';
import type { Advisor, Sight } from './journal';
import { type Accepted, lint, type Talk } from './lint';
import type { Catalog, Service } from './models';
import { deprecated } from './rulebook';

/** What advice depends on besides the journal. */
export interface AdviceContext {
  readonly catalog: Catalog;
  readonly service: Service;
  /** Does the emulator's clock run with the client's? */
  readonly isRealTime: boolean;
}

const surfaces: ReadonlyMap<string, Surface> = new Map(
  houses.flatMap((house) => house.surfaces.map((surface) => [surface.id, surface])),
);

/** What is held against the clients of a journal. */
export function advisorOf(context: AdviceContext): Advisor {
  const { service, isRealTime } = context;
  const level = (rule: string) => service.level(rule) ?? 'warn';
  return (sights) =>
    lint(
      sights.map((sight) => talkOf(sight, context)),
      { level, isRealTime, deprecated },
    );
}

function talkOf(sight: Sight, context: AdviceContext): Talk {
  const { entry, request } = sight;
  const { id, at, duration, until, status, outcome, problem, route = '' } = entry;
  return {
    id,
    at,
    end: duration === undefined ? undefined : at + duration,
    until,
    status,
    isWhole: status === OK && outcome === 'answered',
    isLeft: outcome === 'client-gone',
    problem: problem?.kind,
    words: `${request.method} ${request.path}?${request.query}\n${request.text}`,
    headers: request.headers,
    replyHeaders: Object.fromEntries(entry.headers ?? []),
    route,
    accepted: status === OK ? acceptedOf(sight, context) : undefined,
  };
}

const OK = 200;

/** Only legacy completions take a prompt as tokens, and they hold no conversation. */
const SOURCE: Source = {
  tokenizer: { count: () => 0, text: () => '', pieces: (text) => [text] },
  recalled: NOTHING_RECALLED,
};

function acceptedOf({ entry, body, reply }: Sight, { catalog, service }: AdviceContext): Accepted | undefined {
  const surface = surfaces.get(entry.route ?? '');
  const profile = catalog.find(entry.model ?? '');
  if (surface?.hear === undefined || profile === undefined || body === undefined) return undefined;
  // What goes on from stored objects is not all there.
  if ((surface.recalls?.(body, NOTHING_RECALLED) ?? []).length > 0) return undefined;
  const heeded = without(body, service.ignored(surface.id));
  const prompt = surface.read(heeded, profile, SOURCE);
  return isJsonObject(heeded) ? { body, profile, prompt, heard: surface.hear(reply) } : undefined;
}
