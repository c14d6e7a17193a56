import {
  arrangeFixtures,
  type Fixture,
  type FixtureFile,
  type FixtureSet,
  fixtureFileSchema,
  fixturesIn,
  withFiles,
} from '../fixtures';
import { builtIn, type Loaded, type Loader } from './load';

/** Where fixtures come from. */
export interface FixtureSources {
  readonly paths: readonly string[];
  /** Written as objects; they go before those of files. */
  readonly inline: readonly Fixture[];
  /** Leaves out the built-in ones: who asks for strictness means the own fixtures. */
  readonly strict: boolean;
}

/** All fixtures of an emulator, the own ones first; faults of files are left with the loader. */
export function readFixtures(loader: Loader, { paths, inline, strict }: FixtureSources): readonly FixtureSet[] {
  const own = loader.read(paths, fixtureFileSchema).flatMap(fixturesOf);
  const canned = strict ? [] : loader.read([builtIn('replies')], fixtureFileSchema).flatMap(cannedOf);
  const sets = [arrangeFixtures([...own, ...inline])];
  return strict ? sets : [...sets, arrangeFixtures(canned, { isBuiltIn: true, owner: 'built-in' })];
}

/** The built-in fixtures: nobody looks for their lines. */
const cannedOf = ({ value }: Loaded<FixtureFile>): readonly Fixture[] =>
  fixturesIn(value).map(({ fixture }) => fixture);

/** The fixtures of a file, each with the place where it is written and the words of the files that it names. */
const fixturesOf = ({ value, origin, complain, beside }: Loaded<FixtureFile>): readonly Fixture[] =>
  fixturesIn(value).map(({ fixture, path }) => {
    const source = origin(path);
    try {
      return { ...withFiles(fixture, beside), source };
    } catch (error) {
      complain(path, (error as Error).message);
      return { ...fixture, source };
    }
  });
