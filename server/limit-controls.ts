import type { Controls } from './control';
import { parseLimitPlan } from './limits';
import type { Kit } from './pipeline';

/** What the doors can do to the limits of a namespace. */
export function limitControlsOf({ limiter, namespaces }: Kit): Pick<Controls, 'limits' | 'setLimits'> {
  return {
    limits: (namespace) => namespaces.of(namespace).limits?.plan ?? {},
    setLimits(namespace, plan) {
      const turnstile = limiter.turnstile(parseLimitPlan(plan));
      namespaces.of(namespace).limits = turnstile;
      return turnstile?.plan ?? {};
    },
  };
}
