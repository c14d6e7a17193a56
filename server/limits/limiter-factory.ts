import { z } from 'zod';
import { readDocument } from '../contract';
import { nameHint } from '../lib';
import { type Allowances, allowancesOf, findTier, type LimitPlan } from './limit-plan';
import { createRateLimiter, type RateLimiter, type RateLimiterStores } from './rate-limiter';
import { type ReportedLimits, reportedLimits } from './reported-limits';
import { limitsSchema, type TierFile } from './tier-file';

/** Thrown for an invalid limit plan; the message says why. */
export class BadLimits extends Error {
  override readonly name = 'BadLimits';
}

/** Makes rate limiters; the tiers are read for the first one. */
export interface LimiterFactory {
  /** A rate limiter, undefined for a plan without limits. Throws a BadLimits for an invalid plan. */
  rateLimiter(plan: LimitPlan, stores: RateLimiterStores): RateLimiter | undefined;
  /** Limits that are reported and never reached. */
  reported(tier: string): ReportedLimits;
  /** Throws a BadLimits for an invalid plan. */
  check(plan: LimitPlan): void;
}

/** A limiter over the tiers of a file. */
export function createLimiterFactory(readTiers: () => TierFile): LimiterFactory {
  let read: TierFile | undefined;
  /** The tiers, where a plan limits anything. */
  const tiersFor = ({ tier, limits }: LimitPlan): TierFile | undefined => {
    if (tier === undefined && Object.keys(limits ?? {}).length === 0) return undefined;
    read ??= readTiers();
    if (tier !== undefined && findTier(read, tier) === undefined) throw new BadLimits(unknownTier(tier, read));
    return read;
  };
  return {
    rateLimiter(plan, stores) {
      const tiers = tiersFor(plan);
      return tiers === undefined ? undefined : createRateLimiter(plan, allowancesOf(plan, tiers), stores);
    },
    reported(tier) {
      let allowances: Allowances | undefined;
      return reportedLimits(() => {
        allowances ??= allowancesOf({ tier }, tiersFor({ tier }) as TierFile);
        return allowances;
      });
    },
    check: (plan) => void tiersFor(plan),
  };
}

function unknownTier(name: string, { tiers }: TierFile): string {
  const known = tiers.flatMap(({ id, also = [] }) => [id, ...also]);
  // Most names are a few edits from a single character.
  return `tier '${name}' is unknown; ${nameHint(name, known, name.length > 1 ? {} : { within: 0 })}`;
}

/** What limits a namespace, as a program or a client writes it. */
export const limitPlanSchema = z.strictObject({
  tier: z.union([z.string(), z.int()]).exactOptional(),
  limits: limitsSchema.exactOptional(),
});

/** A plan that a program or a request gives: `{ tier, limits }`. Throws a BadLimits. */
export function parseLimitPlan(given: unknown): LimitPlan {
  const read = readDocument('limits', JSON.stringify(given ?? {}), limitPlanSchema);
  if ('faults' in read) throw new BadLimits(read.faults.map(({ message }) => message).join('\n'));
  const { tier, limits } = read.value;
  return { tier: tier === undefined ? undefined : String(tier), limits };
}
