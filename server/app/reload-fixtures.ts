import { FileFaults } from '../contract';
import type { App } from '../pipeline';
import { Loader } from './load';
import { type FixtureSources, readFixtures } from './read-fixtures';
import { watchPaths } from './watch';

/** Reads the fixtures anew; where a file is bad all faults are thrown, and the old ones stay. */
function reloadFixtures(kit: App, sources: FixtureSources): number {
  const loader = new Loader();
  const fixtures = readFixtures(loader, sources);
  loader.finish();
  kit.fixtures = fixtures;
  for (const estate of kit.namespaces.all()) estate.clearPrepared();
  return fixtures.filter(({ isBuiltIn }) => !isBuiltIn).reduce((sum, { all }) => sum + all.length, 0);
}

/** Reads the fixtures anew whenever their files change, and tells what came of it; the function given ends that. */
export const watchFixtures = (kit: App, sources: FixtureSources, report: (message: string) => void): (() => void) =>
  watchPaths(sources.paths, () => {
    try {
      report(`read the fixtures anew: ${reloadFixtures(kit, sources)} of them`);
    } catch (error) {
      if (!(error instanceof FileFaults)) throw error;
      report(`kept the old fixtures, for the new ones are bad:\n${error.message}`);
    }
  });
