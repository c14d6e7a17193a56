export { BadOption } from './app/config';
export {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type ExplainOptions,
  type NextOptions,
  type Urls,
} from './app/emulator';
export type { Explanation } from './app/explain';
export { runCommandLine } from './cli/program';
export { type FileFault, FileFaults } from './contract';
export { Unjudgeable, type VerdictOptions, type VerdictReport, type VerdictRow } from './extras/verdict';
export { BadPlan, type FaultPlan, type PlanView } from './faults';
export { BadFixture, defineFixture, defineScript, type FixtureInput as Fixture, type Script } from './fixtures';
export {
  BadQuery,
  type EntryFilter,
  type EntryQuery,
  type EntryView,
  type Expectation,
  VerificationError,
} from './journal';
export { BadLimits, type LimitPlan, type Limits } from './limits';
export type { FixtureReport, LintFinding, LintReport } from './operations';
export { BadPace, type PaceOption } from './pacing';
