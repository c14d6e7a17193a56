import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { FileFaults } from '../contract';
import type { App } from '../pipeline';
import { Loader } from './load';
import { type FixtureSources, readFixtures } from './read-fixtures';

/** Editors write a file in several steps: changes within this many milliseconds are one. */
const QUIET_MS = 100;

/** Calls back once files or folders have changed; the returned function ends the watch. */
function watchPaths(paths: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET_MS);
    timer.unref();
  };
  // Folders, because a watcher of a file stays with the old one when an editor replaces it.
  const folders = new Set(paths.map((path) => folderOf(resolve(path))));
  const watchers: readonly FSWatcher[] = [...folders].map((folder) => watch(folder, { persistent: false }, later));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

const folderOf = (path: string): string => (statSync(path).isDirectory() ? path : dirname(path));

/** Reads the fixtures again; a bad file throws all faults, and the old fixtures stay. */
function reloadFixtures(app: App, sources: FixtureSources): number {
  const loader = new Loader();
  const fixtures = readFixtures(loader, sources);
  loader.finish();
  app.fixtures = fixtures;
  for (const state of app.namespaces.all()) state.clearPrepared();
  return fixtures.filter(({ isBuiltIn }) => !isBuiltIn).reduce((sum, { all }) => sum + all.length, 0);
}

/** Reads the fixtures again whenever their files change, and reports the result; the returned function ends that. */
export const watchFixtures = (app: App, sources: FixtureSources): (() => void) =>
  watchPaths(sources.paths, () => {
    try {
      app.report(`read the fixtures anew: ${reloadFixtures(app, sources)} of them`);
    } catch (error) {
      if (!(error instanceof FileFaults)) throw error;
      app.report(`kept the old fixtures, for the new ones are bad:\n${error.message}`);
    }
  });
