import { type Charge, type HeaderList, isJsonObject, type Problem, type Usage } from '../core';
import { type Asker, type Cost, estimateOf, type Turnstile } from '../limits';
import type { Prepared } from './prepare';
import type { Visit } from './visit';

const NONE: HeaderList = [];
const NOTHING: Usage = { input: 0, output: 0, reasoning: 0, cacheRead: 0, cacheWrite: 0 };

/** Lets a request in that has been read, or throws why it must wait; the visit keeps its pass. */
export const passThrough = (visit: Visit, turnstile: Turnstile, { prompt, notes }: Prepared): void =>
  admit(visit, turnstile, { model: prompt.model, estimate: estimateOf(prompt), usage: notes.usage ?? NOTHING });

/** The same for an endpoint, and what its answer tells of the limits. That its tokens are not guessed first is inferred. */
export function charged(visit: Visit, turnstile: Turnstile, { model, tokens }: Charge): HeaderList {
  const usage = { ...NOTHING, input: tokens };
  admit(visit, turnstile, { model, estimate: tokens, usage });
  return limitsOfAnswer(visit, usage, {});
}

function admit(visit: Visit, turnstile: Turnstile, { model, ...cost }: Cost & { readonly model: string }): void {
  visit.pass = turnstile.admit(askerOf(visit, model), cost, visit.kit.clock.now());
}

/** What an answer tells of the limits, once it is known what a prompt cache took off. */
export function limitsOfAnswer({ pass, leg, kit }: Visit, usage: Usage | undefined, cache: Partial<Usage>): HeaderList {
  if (pass === undefined) return NONE;
  return leg.provider.limitHeaders(pass.read({ ...NOTHING, ...usage, ...cache }, kit.clock.now()), leg.route);
}

/** What a refusal tells of the limits: one for their sake always, one of a bad request where the house counts those. */
export function limitsOfRefusal(visit: Visit, problem: Problem): HeaderList {
  const { estate, leg, kit } = visit;
  const { limits } = estate;
  if (limits === undefined || leg.isOwn || !concernsModel(problem)) return NONE;
  const model = modelOf(visit);
  if (model === undefined) return NONE;
  const asker = askerOf(visit, model);
  const now = kit.clock.now();
  const counted = limits.refused(asker, now);
  const standing = counted ?? (problem.kind === 'rate-limited' ? limits.standing(asker, now) : undefined);
  return standing === undefined ? NONE : leg.provider.limitHeaders(standing, leg.route, problem);
}

/** Did the request come as far as to a model, if only to one that cannot do this? */
const concernsModel = ({ kind, facts }: Problem): boolean =>
  kind === 'rate-limited' || kind === 'invalid-request' || (kind === 'model-not-found' && 'surfaces' in facts);

/** The model that a request of a limited route names. */
function modelOf(visit: Visit): string | undefined {
  const { provider, route } = visit.leg;
  const surface = provider.surfaces.find(({ id }) => id === route);
  if (surface !== undefined) return surface.modelOf(visit.parse());
  if (provider.endpoints.find(({ id }) => id === route)?.charge === undefined) return undefined;
  const json = visit.parse();
  return isJsonObject(json) && typeof json['model'] === 'string' ? json['model'] : undefined;
}

const askerOf = ({ leg, key, kit }: Visit, named: string): Asker => ({
  house: leg.provider.id,
  route: leg.route,
  key: key ?? '',
  model: kit.catalog.find(named)?.id ?? named,
  named,
});
