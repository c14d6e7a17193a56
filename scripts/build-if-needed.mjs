// Builds dist/ where it is missing or older than what it is made of.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The build writes it last. */
const DONE = join(root, 'dist/built');
const SOURCES = ['server', 'scripts', 'package.json', 'package-lock.json'];

/** When a file, or anything in a folder, was last changed, in milliseconds; a folder tells of files that are gone. */
function changedAt(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

const builtAt = statSync(DONE, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (SOURCES.some((name) => changedAt(join(root, name)) > builtAt)) await import('./build.mjs');
