export { BadOption } from './config';
export {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type ExplainOptions,
  type NextOptions,
  type Urls,
} from './emulator';
export type { Explanation } from './explain';
export { BadPlan, type PlanOption as FaultPlan, type PlanView } from './faults';
export type { FixtureReport } from './fixture-report';
export {
  BadQuery,
  type EntryFilter,
  type EntryQuery,
  type EntryView,
  type Expectation,
  VerificationError,
} from './journal';
export { BadLimits, type LimitPlan, type Limits } from './limits';
export type { LintFinding, LintReport } from './lint-report';
export { BadPace, type PaceOption } from './pacing';
export { BadFixture, defineFixture, defineScript, type Script, type WrittenFixture as Fixture } from './replies';
export { type FileFault, FileFaults } from './validation';
export { Unjudgeable, type VerdictOptions, type VerdictReport, type VerdictRow } from './verdict';
