import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Editors write a file in several steps; all within so many milliseconds are one change. */
const CALM = 100;

/** Calls back once files or folders have changed and been left alone for a moment; the function given ends it. */
export function watchPaths(paths: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, CALM);
    timer.unref();
  };
  // Folders, for an editor that replaces a file leaves its watcher with the old one.
  const folders = new Set(paths.map((path) => folderOf(resolve(path))));
  const watchers: readonly FSWatcher[] = [...folders].map((folder) => watch(folder, { persistent: false }, later));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

const folderOf = (path: string): string => (statSync(path).isDirectory() ? path : dirname(path));
