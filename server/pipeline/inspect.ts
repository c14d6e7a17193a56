import { type Checks, type CheckStep, type Findings, type Profile, ProblemError, type Surface } from '../core';
import type { Visit } from './visit';

type Look = (surface: Surface, body: unknown, checks: Checks) => Findings;

/** The steps that look at a body; `model` looks at the catalog instead. */
const looks: { readonly [Step in Exclude<CheckStep, 'model'>]: Look } = {
  shape: (surface, body, checks) => surface.shape(body, checks),
  relations: (surface, body, checks) => surface.relations(body, checks),
};

/** Takes a body through the surface's checks in the surface's order; gives the model's profile or throws. */
export function inspect(visit: Visit, surface: Surface, body: unknown): Profile {
  const { kit, request } = visit;
  const { service } = kit;
  const warnings: string[] = [];
  let profile: Profile | undefined;
  for (const step of surface.steps) {
    if (step === 'model') {
      profile = findModel(visit, surface, body);
      continue;
    }
    const found = looks[step](surface, body, { service, profile, headers: request.headers });
    warnings.push(...found.warnings.map(({ rule }) => `${surface.id}/${rule}`));
    if (found.errors.length > 0) throw new ProblemError('invalid-request', {}, found.errors);
  }
  if (warnings.length > 0) visit.entry.note({ warnings });
  if (profile === undefined) throw new ProblemError('model-not-found', { model: surface.modelOf(body) ?? '' });
  return profile;
}

/** The profile of the model that a body names; a body that names none is left to the shape. */
function findModel(visit: Visit, surface: Surface, body: unknown): Profile | undefined {
  const model = surface.modelOf(body);
  if (model === undefined) return undefined;
  visit.entry.note({ model });
  const profile = visit.kit.catalog.find(model);
  if (profile === undefined) throw new ProblemError('model-not-found', { model });
  if (!profile.surfaces.includes(surface.id)) {
    throw new ProblemError('model-not-found', { model, surfaces: profile.surfaces, traits: profile.traits });
  }
  return profile;
}
