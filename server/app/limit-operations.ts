import { parseLimitPlan } from '../limits';
import type { Operations } from '../operations';
import type { App } from '../pipeline';
import { changeNamespace } from './shared-namespaces';

/** What the doors can do to the limits of a namespace. */
export function limitControlsOf(kit: App): Pick<Operations, 'limits' | 'setLimits'> {
  const { limiter, namespaces } = kit;
  return {
    limits: (namespace) => namespaces.of(namespace).rateLimiter?.plan ?? {},
    setLimits(namespace, plan) {
      const parsed = parseLimitPlan(plan);
      limiter.check(parsed);
      changeNamespace(kit, namespace, (estate) => estate.setLimits(parsed));
      return namespaces.of(namespace).rateLimiter?.plan ?? {};
    },
  };
}
