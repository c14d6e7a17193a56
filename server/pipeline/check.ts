import {
  type Findings,
  type LoadedObjects,
  type Parsed,
  ProblemError,
  type Profile,
  type PromptSize,
  type Surface,
  throwIfErrors,
} from '../core';
import type { RequestContext } from './request-context';

/** A body that passed its checks. */
export interface CheckedBody {
  /** Undefined where levels let a body pass that is none of this surface's: no rule is asked about it. */
  readonly parsed: Parsed<unknown> | undefined;
  readonly profile: Profile;
  /** Rules that only warn and were broken, as `surface/rule`. */
  readonly warnings: readonly string[];
}

/** A body as it came, and the stored objects that it names. */
interface Sent {
  readonly sent: unknown;
  readonly loaded: LoadedObjects;
}

/** Takes a body through the surface's checks in the surface's order; throws what it may not be. */
export function checkBody(
  { app, request }: RequestContext,
  surface: Surface,
  { sent: body, loaded }: Sent,
): CheckedBody {
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
  return { parsed, profile, warnings };
}

/** A body that is read, and the size of its prompt. */
interface Weighed {
  readonly parsed: Parsed<unknown> | undefined;
  readonly profile: Profile;
  readonly size: PromptSize;
  readonly loaded: LoadedObjects;
}

/** The last check: does the prompt leave room for an answer? Gives what only warns. */
export function checkPromptSize(
  { app, request }: RequestContext,
  surface: Surface,
  { parsed, ...known }: Weighed,
): readonly string[] {
  if (parsed === undefined) return [];
  const { service } = app;
  return warningsOf(surface, surface.afterCount(parsed, { service, headers: request.headers, ...known }));
}

/** Throws what refuses, and gives what only warns, as `surface/rule`. */
function warningsOf(surface: Surface, findings: Findings): readonly string[] {
  throwIfErrors(findings);
  return findings.warnings.map(({ rule }) => `${surface.id}/${rule}`);
}

/** The profile of the model that a body names; a body that names none is left to the shape. */
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
