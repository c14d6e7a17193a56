export type { Effect, FaultKind, ModelOutputFault } from './fault-kind';
export { type ActiveFault, type FaultQuery, Faults, type PlanView, type RequestedFault, sharedPlans } from './faults';
export {
  BadPlan,
  type FaultPlan,
  type PlanContext,
  type PreparedPlan,
  parsePlans,
  planError,
  planFromText,
  planSchema,
} from './plan';
export { FAULT_HEADER, faultInModelName, requestedFaults } from './requested-faults';
export { type FaultId, faultKinds } from './table';
