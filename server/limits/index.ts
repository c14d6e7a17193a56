export { type Cost, estimateOf } from './cost';
export { BadLimits, createLimiter, type Limiter, limitPlanSchema, parseLimitPlan } from './limiter';
export type { LimitPlan } from './plan';
export { type Limits, limitsSchema, type TierFile, tierFile } from './tier-file';
export { type Asker, type Pass, type Turnstile, type TurnstileStores, turnstileStores } from './turnstile';
