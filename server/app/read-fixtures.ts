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
  /** Leaves out the built-in ones. */
  readonly strict: boolean;
}

/** All fixtures of an emulator, the built-in ones last; the loader collects faults of files. */
export function readFixtures(loader: Loader, { paths, inline, strict }: FixtureSources): readonly FixtureSet[] {
  const own = loader.read(paths, fixtureFileSchema).flatMap(fixturesOf);
  const sets = [arrangeFixtures([...own, ...inline])];
  return strict ? sets : [...sets, builtIn('replies', fixtureFileSchema, arrangeBuiltIn)];
}

const arrangeBuiltIn = (files: readonly Loaded<FixtureFile>[]): FixtureSet =>
  arrangeFixtures(
    files.flatMap(({ value }) => fixturesIn(value).map(({ fixture }) => fixture)),
    { isBuiltIn: true, owner: 'built-in' },
  );

/** The fixtures of a file, each with its place in it and the text of the files that it names. */
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
