import { type CheckStep, type Checks, type Findings, ProblemError, type Profile, type Surface } from '../core';
import type { Visit } from './visit';

type Look = (surface: Surface, body: unknown, checks: Checks) => Findings;

/** The steps that look at a body; `model` looks at the catalog instead. */
const looks: { readonly [Step in Exclude<CheckStep, 'model'>]: Look } = {
  shape: (surface, body, checks) => surface.shape(body, checks),
  relations: (surface, body, checks) => surface.relations(body, checks),
};

/** A body that passed its checks. */
export interface Inspected {
  readonly profile: Profile;
  /** Rules that only warn and were broken, as `surface/rule`. */
  readonly warnings: readonly string[];
}

/** Takes a body through the surface's checks in the surface's order; throws what it may not be. */
export function inspect({ kit, request }: Visit, surface: Surface, body: unknown): Inspected {
  const { service } = kit;
  const { headers } = request;
  const warnings: string[] = [];
  let profile: Profile | undefined;
  for (const step of surface.steps) {
    if (step === 'model') {
      profile = findModel(kit, surface, body);
      continue;
    }
    const found = looks[step](surface, body, { service, headers, profile });
    warnings.push(...found.warnings.map(({ rule }) => `${surface.id}/${rule}`));
    if (found.errors.length > 0) throw new ProblemError('invalid-request', {}, found.errors);
  }
  if (profile === undefined) throw new ProblemError('model-not-found', { model: surface.modelOf(body) ?? '' });
  return { profile, warnings };
}

/** The profile of the model that a body names; a body that names none is left to the shape. */
function findModel({ catalog }: Visit['kit'], surface: Surface, body: unknown): Profile | undefined {
  const model = surface.modelOf(body);
  if (model === undefined) return undefined;
  const profile = catalog.find(model);
  if (profile === undefined) throw new ProblemError('model-not-found', { model });
  if (!profile.surfaces.includes(surface.id)) {
    throw new ProblemError('model-not-found', { model, surfaces: profile.surfaces, traits: profile.traits });
  }
  return profile;
}
