export { type Asker, type Due, Faults, type PlanView, sharedPlans, type Wish } from './faults';
export type { Effect, FaultKind, TurnFault } from './kind';
export {
  BadPlan,
  type Plan,
  type PlanOption,
  parsePlans,
  planFromText,
  planSchema,
  type Surroundings,
  whyNoPlan,
} from './plan';
export { type FaultId, faultKinds } from './table';
export { FAULT_HEADER, modelWish, wishesOf } from './wishes';
