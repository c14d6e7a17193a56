import { type EndpointContext, type Findings, isJsonObject, ProblemError, type Profile } from '../../../core';
import type { CompiledChecks } from '../../../validation';
import { speak } from './dialect';

/** A body that passed its checks, and its model. */
interface Examined<Body> {
  readonly body: Body;
  readonly profile: Profile;
}

/** Refuses with the faults of a body. */
function orThrow({ errors }: Findings): void {
  if (errors.length > 0) throw new ProblemError('invalid-request', {}, errors);
}

/** The model of a body; null and its like are left to the shape. */
function modelOf({ json, findProfile }: EndpointContext): Profile | undefined {
  const model = isJsonObject(json) ? json['model'] : undefined;
  if (typeof model !== 'string') return undefined;
  const profile = findProfile(model);
  if (profile === undefined) throw new ProblemError('model-not-found', { model });
  if (!profile.surfaces.includes('responses')) {
    throw new ProblemError('model-not-found', { model, surfaces: profile.surfaces, traits: profile.traits });
  }
  return profile;
}

/** Takes the body of an endpoint through its checks, in the order of the surface: model, shape, relations. */
export function examine<Body>(
  checks: CompiledChecks<Body>,
  context: EndpointContext,
  wording: (findings: Findings) => Findings = speak,
): Examined<Body> {
  const { json, service, recalled } = context;
  const { headers } = context.request;
  const profile = modelOf(context);
  orThrow(wording(checks.shape(json, { service, headers, profile, recalled })));
  if (profile === undefined) throw new ProblemError('model-not-found', { model: '' });
  const body = json as Body;
  orThrow(wording(checks.relations(body, { service, headers, profile, recalled })));
  return { body, profile };
}
