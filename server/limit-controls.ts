import { change } from './change';
import type { Controls } from './control';
import { parseLimitPlan } from './limits';
import type { Kit } from './pipeline';

/** What the doors can do to the limits of a namespace. */
export function limitControlsOf(kit: Kit): Pick<Controls, 'limits' | 'setLimits'> {
  const { limiter, namespaces } = kit;
  return {
    limits: (namespace) => namespaces.of(namespace).limits?.plan ?? {},
    setLimits(namespace, plan) {
      const parsed = parseLimitPlan(plan);
      limiter.check(parsed);
      change(kit, namespace, (estate) => estate.limit(parsed));
      return namespaces.of(namespace).limits?.plan ?? {};
    },
  };
}
