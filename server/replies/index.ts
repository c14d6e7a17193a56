export { parseState, stateValues } from './answering';
export { type Choice, type ChooseOptions, choose } from './choose';
export { type ComposeContext, compose } from './compose';
export { measure } from './count';
export { faultOf } from './fault';
export { withFiles } from './files';
export { FIT_ROWS, type FitLevel } from './fit';
export {
  arrangeFixtures,
  BadFixture,
  calledBy,
  defineFixture,
  defineScript,
  type Fixture,
  type FixtureFile,
  type FixtureReply,
  type FixtureSet,
  fixtureFileSchema,
  fixturesIn,
  parseFixtures,
  type WrittenFixture,
} from './fixture';
export { type Call, Ledger } from './ledger';
export { fixtureFor, kinOf } from './near';
export { type Overrides, overridden, overridesOf } from './overrides';
export type { Script } from './script';
export { Tally } from './tally';
