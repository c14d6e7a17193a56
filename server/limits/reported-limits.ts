import type { LimitState, LimitStatus } from '../core';
import { type Cost, limitCounters } from './cost';
import type { Allowances } from './limit-plan';
import type { LimitedRequest } from './rate-limiter';

/** Limits that are only reported: those of an account that has sent nothing but the request itself. */
export interface ReportedLimits {
  /** How the limits stand once the request has been read. */
  standing(asker: LimitedRequest, cost: Cost, now: number): LimitStatus;
  /** The same of a refused request, where the provider counts those. */
  refused(asker: LimitedRequest, now: number): LimitStatus | undefined;
}

const NO_COST: Cost = { estimate: 0, usage: { input: 0, output: 0, reasoning: 0, cacheRead: 0, cacheWrite: 0 } };

/** Reports the limits of a tier; what they allow is worked out when it is first asked for. */
export function reportedLimits(allowances: () => Allowances): ReportedLimits {
  const standing = ({ house, model, route }: LimitedRequest, cost: Cost, now: number): LimitStatus => ({
    at: now,
    limits: allowances()
      .forModel(house, model, route)
      .limits.map(([name, limit]): LimitState => {
        const { window, read } = limitCounters[name];
        const used = Math.min(limit, read(cost));
        return { name, limit, remaining: limit - used, reset: Math.ceil((used * window) / limit) };
      }),
  });
  return {
    standing,
    refused: (asker, now) => (allowances().countsRefusals(asker.house) ? standing(asker, NO_COST, now) : undefined),
  };
}
