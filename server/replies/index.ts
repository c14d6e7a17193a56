export { choose, type Choice, type ChooseOptions } from './choose';
export { compose, type ComposeContext } from './compose';
export { countInput } from './count';
export {
  arrangeFixtures,
  BadFixture,
  defineFixture,
  type Fixture,
  fixtureFileSchema,
  type FixtureReply,
  type FixtureSet,
  parseFixtures,
} from './fixture';
