import { type Charge, type HeaderList, isJsonObject, type Problem, type Usage } from '../core';
import { type Cost, estimateOf, type LimitedRequest, type RateLimiter } from '../limits';
import type { Prepared } from './prepare';
import type { RequestContext } from './request-context';

const NONE: HeaderList = [];
const NOTHING: Usage = { input: 0, output: 0, reasoning: 0, cacheRead: 0, cacheWrite: 0 };

/** Lets a request in that has been read, or throws why it must wait; the visit keeps its pass. */
export const admitRequest = (visit: RequestContext, turnstile: RateLimiter, { prompt, notes }: Prepared): void =>
  admit(visit, turnstile, { model: prompt.model, estimate: estimateOf(prompt), usage: notes.usage ?? NOTHING });

/** The same for an endpoint, and what its answer tells of the limits. That its tokens are not guessed first is inferred. */
export function admitEndpoint(visit: RequestContext, turnstile: RateLimiter, { model, tokens }: Charge): HeaderList {
  const usage = { ...NOTHING, input: tokens };
  admit(visit, turnstile, { model, estimate: tokens, usage });
  return replyLimitHeaders(visit, usage, {});
}

function admit(
  visit: RequestContext,
  turnstile: RateLimiter,
  { model, ...cost }: Cost & { readonly model: string },
): void {
  visit.reservation = turnstile.admit(askerOf(visit, model), cost, visit.app.clock.now());
}

/** What an answer tells of the limits, once it is known what a prompt cache took off. */
export function replyLimitHeaders(
  { reservation, routeMatch, app }: RequestContext,
  usage: Usage | undefined,
  cache: Partial<Usage>,
): HeaderList {
  if (reservation === undefined) return NONE;
  return routeMatch.provider.limitHeaders(
    reservation.read({ ...NOTHING, ...usage, ...cache }, app.clock.now()),
    routeMatch.route,
  );
}

/** What a refusal tells of the limits: one for their sake always, one of a bad request where the house counts those. */
export function refusalLimitHeaders(visit: RequestContext, problem: Problem): HeaderList {
  const { namespace, routeMatch, app } = visit;
  const { rateLimiter } = namespace;
  if (rateLimiter === undefined || routeMatch.isSubrequest || !concernsModel(problem)) return NONE;
  const model = modelOf(visit);
  if (model === undefined) return NONE;
  const asker = askerOf(visit, model);
  const now = app.clock.now();
  const counted = rateLimiter.refused(asker, now);
  const standing = counted ?? (problem.kind === 'rate-limited' ? rateLimiter.standing(asker, now) : undefined);
  return standing === undefined ? NONE : routeMatch.provider.limitHeaders(standing, routeMatch.route, problem);
}

/** Did the request come as far as to a model, if only to one that cannot do this? */
const concernsModel = ({ kind, facts }: Problem): boolean =>
  kind === 'rate-limited' || kind === 'invalid-request' || (kind === 'model-not-found' && 'surfaces' in facts);

/** The model that a request of a limited route names. */
function modelOf(visit: RequestContext): string | undefined {
  const { provider, route } = visit.routeMatch;
  const surface = provider.surfaces.find(({ id }) => id === route);
  if (surface !== undefined) return surface.modelOf(visit.parse());
  if (provider.endpoints.find(({ id }) => id === route)?.charge === undefined) return undefined;
  const json = visit.parse();
  return isJsonObject(json) && typeof json['model'] === 'string' ? json['model'] : undefined;
}

const askerOf = ({ routeMatch, key, app }: RequestContext, named: string): LimitedRequest => ({
  house: routeMatch.provider.id,
  route: routeMatch.route,
  key: key ?? '',
  model: app.catalog.find(named)?.id ?? named,
  modelName: named,
});
