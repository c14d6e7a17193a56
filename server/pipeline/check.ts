import {
  type Findings,
  type Json,
  type LoadedObjects,
  NOTHING_LOADED,
  type ObjectQuery,
  type Parsed,
  ProblemError,
  type Profile,
  type PromptSize,
  type Surface,
  throwIfErrors,
} from '../core';
import type { RequestContext } from './request-context';

/** Rounds in which loaded objects lead to others. */
const MAX_ROUNDS = 100;
/** Objects of one kind that a request reads. */
const MAX_OF_A_KIND = 10_000;

/** Queries that follow from the objects that are known so far. */
type QueriesOf = (found: LoadedObjects) => readonly ObjectQuery[];

/** Stored objects, and whether the request names any: they may have changed when the same text is sent again. */
interface StoredForRequest {
  readonly loaded: LoadedObjects;
  readonly isUsed: boolean;
}

/** Loads the stored objects that a request names, and those that they name in turn. */
export async function loadStored(
  { namespace, app }: RequestContext,
  queriesOf: QueriesOf | undefined,
): Promise<StoredForRequest> {
  if (queriesOf === undefined) return { loaded: NOTHING_LOADED, isUsed: false };
  const found = new Map<string, Json | undefined>();
  const lists = new Map<string, readonly Json[]>();
  const loaded: LoadedObjects = {
    at: app.clock.now(),
    get: (kind, id) => found.get(keyOf(kind, id)),
    all: (kind) => lists.get(kind) ?? [],
  };
  const isKnown = (query: ObjectQuery): boolean =>
    'all' in query ? lists.has(query.kind) : found.has(keyOf(query.kind, query.id));
  const fetch = async (query: ObjectQuery): Promise<void> => {
    if (!('all' in query)) {
      found.set(keyOf(query.kind, query.id), await namespace.objects.get(query.kind, query.id));
      return;
    }
    const page = await namespace.objects.page(query.kind, { limit: MAX_OF_A_KIND, order: 'asc' });
    lists.set(query.kind, 'items' in page ? page.items.map(({ value }) => value) : []);
  };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const wanted = queriesOf(loaded).filter((query) => !isKnown(query));
    if (wanted.length === 0) return { loaded, isUsed: round > 0 };
    await Promise.all(wanted.map(fetch));
  }
  return { loaded, isUsed: true };
}

const keyOf = (kind: string, id: string): string => `${kind}\n${id}`;

/** A body that passed its checks. */
export interface CheckedBody {
  /** Without keys that the service ignores, and without those of a wrong type that rule levels let pass. */
  readonly parsed: Parsed<unknown>;
  readonly profile: Profile;
  /** Rules that only warn and were broken, as `surface/rule`. */
  readonly warnings: readonly string[];
}

/** A body as it was sent, and the stored objects that it names. */
interface SentBody {
  readonly body: unknown;
  readonly loaded: LoadedObjects;
}

/** Runs the surface's checks in the surface's order; throws what refuses the body. */
export function checkBody({ app, request }: RequestContext, surface: Surface, { body, loaded }: SentBody): CheckedBody {
  const { service } = app;
  const { headers } = request;
  const warnings: string[] = [];
  let profile: Profile | undefined;
  let parsed: Parsed<unknown> | undefined;
  for (const step of surface.steps) {
    if (step === 'model') {
      profile = findModel(app, surface, body);
      continue;
    }
    const checks = { service, headers, profile, loaded };
    if (step === 'shape') {
      const shaped = surface.shape(body, checks);
      warnings.push(...warningsOf(surface, shaped));
      parsed = shaped.parsed;
    } else if (parsed !== undefined) {
      warnings.push(...warningsOf(surface, surface.relations(parsed, checks)));
    }
  }
  if (profile === undefined) throw new ProblemError('model-not-found', { model: surface.modelOf(body) ?? '' });
  if (parsed === undefined) throw new ProblemError('invalid-request');
  return { parsed, profile, warnings };
}

/** A checked body, and the size of its prompt. */
interface MeasuredBody {
  readonly parsed: Parsed<unknown>;
  readonly profile: Profile;
  readonly size: PromptSize;
  readonly loaded: LoadedObjects;
}

/** The last check: the prompt must leave room for an answer. Returns rules that only warn. */
export function checkPromptSize(
  { app, request }: RequestContext,
  surface: Surface,
  { parsed, ...known }: MeasuredBody,
): readonly string[] {
  const { service } = app;
  return warningsOf(surface, surface.afterCount(parsed, { service, headers: request.headers, ...known }));
}

/** Throws errors; returns rules that only warn, as `surface/rule`. */
function warningsOf(surface: Surface, findings: Findings): readonly string[] {
  throwIfErrors(findings);
  return findings.warnings.map(({ rule }) => `${surface.id}/${rule}`);
}

/** The profile of the model that a body names; a body without one fails its shape. */
function findModel({ catalog }: RequestContext['app'], surface: Surface, body: unknown): Profile | undefined {
  const model = surface.modelOf(body);
  if (model === undefined) return undefined;
  const profile = catalog.find(model);
  if (profile === undefined) throw new ProblemError('model-not-found', { model });
  if (!profile.surfaces.includes(surface.id)) {
    throw new ProblemError('model-not-found', { model, surfaces: profile.surfaces, traits: profile.traits });
  }
  return profile;
}
