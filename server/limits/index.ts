export { type Cost, estimateOf } from './cost';
export type { LimitPlan } from './limit-plan';
export {
  BadLimits,
  createLimiterFactory,
  type LimiterFactory,
  limitPlanSchema,
  parseLimitPlan,
} from './limiter-factory';
export {
  type LimitedRequest,
  type RateLimiter,
  type RateLimiterStores,
  type Reservation,
  rateLimiterStores,
} from './rate-limiter';
export type { ReportedLimits } from './reported-limits';
export { type Limits, limitsSchema, type TierFile, tierFile } from './tier-file';
