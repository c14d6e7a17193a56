import type { HeaderList, Problem, Usage } from '../core';
import { type Asker, estimateOf, type Turnstile } from '../limits';
import type { Prepared } from './prepare';
import type { Visit } from './visit';

const NONE: HeaderList = [];
const NOTHING: Usage = { input: 0, output: 0, reasoning: 0, cacheRead: 0, cacheWrite: 0 };

/** Lets a request in that has been read, or throws why it must wait; the visit keeps its pass. */
export function passThrough(visit: Visit, turnstile: Turnstile, { prompt, notes }: Prepared): void {
  const cost = { estimate: estimateOf(prompt), usage: notes.usage ?? NOTHING };
  visit.pass = turnstile.admit(askerOf(visit, prompt.model), cost, visit.kit.clock.now());
}

/** What an answer tells of the limits, once it is known what a prompt cache took off. */
export function limitsOfAnswer({ pass, leg, kit }: Visit, usage: Usage | undefined, cache: Partial<Usage>): HeaderList {
  if (pass === undefined) return NONE;
  return leg.provider.limitHeaders(pass.read({ ...NOTHING, ...usage, ...cache }, kit.clock.now()));
}

/** What a refusal tells of the limits: one for their sake always, one of a bad request where the house counts those. */
export function limitsOfRefusal(visit: Visit, { kind }: Problem): HeaderList {
  const { estate, leg, kit } = visit;
  const { limits } = estate;
  if (limits === undefined || leg.own || (kind !== 'rate-limited' && kind !== 'invalid-request')) return NONE;
  const surface = leg.provider.surfaces.find(({ id }) => id === leg.route);
  const model = surface?.modelOf(visit.parse());
  if (model === undefined) return NONE;
  const asker = askerOf(visit, model);
  const now = kit.clock.now();
  const counted = limits.refused(asker, now);
  const standing = counted ?? (kind === 'rate-limited' ? limits.standing(asker, now) : undefined);
  return standing === undefined ? NONE : leg.provider.limitHeaders(standing);
}

const askerOf = ({ leg, key, kit }: Visit, named: string): Asker => ({
  house: leg.provider.id,
  key: key ?? '',
  model: kit.catalog.find(named)?.id ?? named,
  named,
});
