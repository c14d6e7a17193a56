import {
  type CheckStep,
  type Checks,
  type Findings,
  ProblemError,
  type Profile,
  type PromptSize,
  type Recalled,
  type Surface,
} from '../core';
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

/** A body as it came, and the stored objects that it names. */
interface Sent {
  readonly sent: unknown;
  readonly recalled: Recalled;
}

/** Takes a body through the surface's checks in the surface's order; throws what it may not be. */
export function inspect({ kit, request }: Visit, surface: Surface, { sent: body, recalled }: Sent): Inspected {
  const { service } = kit;
  const { headers } = request;
  const warnings: string[] = [];
  let profile: Profile | undefined;
  for (const step of surface.steps) {
    if (step === 'model') {
      profile = findModel(kit, surface, body);
      continue;
    }
    warnings.push(...insist(surface, looks[step](surface, body, { service, headers, profile, recalled })));
  }
  if (profile === undefined) throw new ProblemError('model-not-found', { model: surface.modelOf(body) ?? '' });
  return { profile, warnings };
}

/** A body that is read, and the size of its prompt. */
interface Weighed {
  readonly body: unknown;
  readonly profile: Profile;
  readonly size: PromptSize;
  readonly recalled: Recalled;
}

/** The last check: does the prompt leave room for an answer? Gives what only warns. */
export function weigh({ kit, request }: Visit, surface: Surface, { body, ...known }: Weighed): readonly string[] {
  const { service } = kit;
  return insist(surface, surface.fits(body, { service, headers: request.headers, ...known }));
}

/** Throws what refuses, and gives what only warns, as `surface/rule`. */
function insist(surface: Surface, { errors, warnings }: Findings): readonly string[] {
  if (errors.length > 0) throw new ProblemError('invalid-request', {}, errors);
  return warnings.map(({ rule }) => `${surface.id}/${rule}`);
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
