import {
  type CompiledChecks,
  type EndpointContext,
  type Findings,
  isJsonObject,
  ProblemError,
  type Profile,
  type ReadSource,
} from '../../../core';
import { overrideIssues } from './issue-overrides';

/** A body that passed its checks, and its model. */
interface CheckedEndpointBody<Body> {
  readonly body: Body;
  readonly profile: Profile;
  /** What the prompt is read with. */
  readonly source: ReadSource;
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

/** How findings are worded, whatever step they come from. */
type Rewording = <Found extends Findings>(findings: Found, body: unknown) => Found;

/** Checks whose findings are reported in this surface's way. */
export const reworded = <Body>(
  checks: CompiledChecks<Body>,
  reword: Rewording = overrideIssues,
): CompiledChecks<Body> => ({
  ...checks,
  shape: (json, asked) => reword(checks.shape(json, asked), json),
  relations: (body, asked) => reword(checks.relations(body, asked), body),
});

/** Takes the body of an endpoint through its checks, in the order of the surface: model, shape, relations. */
export function checkBody<Body>(checks: CompiledChecks<Body>, context: EndpointContext): CheckedEndpointBody<Body> {
  const { json, loaded } = context;
  const profile = modelOf(context);
  const body = context.check(checks, json, { profile });
  if (profile === undefined) throw new ProblemError('model-not-found', { model: '' });
  return { body, profile, source: { loaded: loaded, tokenizer: context.tokenizer(profile) } };
}
