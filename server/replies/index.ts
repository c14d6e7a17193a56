export { type Choice, type ChooseOptions, choose } from './choose';
export { type ComposeContext, compose } from './compose';
export { measure } from './count';
export {
  arrangeFixtures,
  BadFixture,
  defineFixture,
  type Fixture,
  type FixtureReply,
  type FixtureSet,
  fixtureFileSchema,
  parseFixtures,
} from './fixture';
