import { isJsonObject, NOTHING_LOADED, type ReadSource, type Surface, withoutKeys } from '../core';
import { type AcceptedRequest, type LintExchange, lint } from '../extras/lint';
import type { Advisor, EntryReader } from '../journal';
import type { Catalog, Service } from '../models';
import { allProviders } from '../providers/registry';
import { deprecated } from './rule-catalog';

/** What advice depends on besides the journal. */
export interface AdviceContext {
  readonly catalog: Catalog;
  readonly service: Service;
  /** Does the emulator's clock run with the client's? */
  readonly isRealTime: boolean;
}

const surfaces: ReadonlyMap<string, Surface> = new Map(
  allProviders.flatMap((house) => house.surfaces.map((surface) => [surface.id, surface])),
);

/** What is held against the clients of a journal. */
export function createAdvisor(context: AdviceContext): Advisor {
  const { service, isRealTime } = context;
  const level = (rule: string) => service.level(rule) ?? 'warn';
  return (sights) =>
    lint(
      sights.map((sight) => talkOf(sight, context)),
      { level, isRealTime, deprecated },
    );
}

function talkOf(sight: EntryReader, context: AdviceContext): LintExchange {
  const { entry, request } = sight;
  const { id, at, duration, until, status, outcome, problem, route = '' } = entry;
  return {
    id,
    startMs: at,
    end: duration === undefined ? undefined : at + duration,
    newestIdAtEnd: until,
    status,
    isComplete: status === OK && outcome === 'answered',
    isClientGone: outcome === 'client-gone',
    problem: problem?.kind,
    requestKey: `${request.method} ${request.path}?${request.query}\n${request.text}`,
    headers: request.headers,
    replyHeaders: Object.fromEntries(entry.headers ?? []),
    route,
    accepted: status === OK ? acceptedOf(sight, context) : undefined,
  };
}

const OK = 200;

/** Only legacy completions take a prompt as tokens, and they hold no conversation. */
const SOURCE: ReadSource = {
  tokenizer: { count: () => 0, text: () => '', pieces: (text) => [text] },
  loaded: NOTHING_LOADED,
};

function acceptedOf(
  { entry, body, reply }: EntryReader,
  { catalog, service }: AdviceContext,
): AcceptedRequest | undefined {
  const surface = surfaces.get(entry.route ?? '');
  const profile = catalog.find(entry.model ?? '');
  if (surface?.parseReply === undefined || profile === undefined || body === undefined) return undefined;
  // What goes on from stored objects is not all there.
  if ((surface.loads?.(body, NOTHING_LOADED) ?? []).length > 0) return undefined;
  const heeded = withoutKeys(body, service.ignored(surface.id));
  const prompt = surface.read(heeded, profile, SOURCE);
  return isJsonObject(heeded) ? { body, profile, prompt, heard: surface.parseReply(reply) } : undefined;
}
