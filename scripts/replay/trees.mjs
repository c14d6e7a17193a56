// Builds the two trees that are compared.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { runCommand } from '../run-command.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(tmpdir(), 'llmulator-replay');

const buildIn = (cwd) => runCommand(process.execPath, ['scripts/build.mjs'], { cwd });

/** Builds the working tree; gives its folder. */
export async function workingTree() {
  await buildIn(root);
  return root;
}

/** Builds a revision in a folder named by its commit, which later runs use again; gives that folder. */
export async function treeOf(revision) {
  const commit = (await runCommand('git', ['rev-parse', '--verify', `${revision}^{commit}`], { cwd: root })).trim();
  const folder = join(cache, commit);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const archive = `${unfinished}.tar`;
  await runCommand('git', ['archive', '--output', archive, commit], { cwd: root });
  await runCommand('tar', ['-xf', archive, '-C', unfinished], { cwd: root });
  rmSync(archive);
  symlinkSync(realpathSync(join(root, 'node_modules')), join(unfinished, 'node_modules'));
  await buildIn(unfinished);
  complete(unfinished, folder);
  return folder;
}

/** Renames a folder once it is complete: a run that was interrupted leaves nothing that looks complete. */
function complete(unfinished, folder) {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another run has made the same folder in the meantime.
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true });
  }
}

const UNUSED_MS = 3_600_000;

/** Transcripts of a revision that an earlier run has kept, if there are any for these requests. */
export function hasTranscripts(kept) {
  if (!existsSync(kept)) return false;
  const now = new Date();
  utimesSync(kept, now, now);
  return true;
}

/** Keeps transcripts of a revision for the next run with the same requests, and forgets those that are unused for long. */
export function keepTranscripts(folder, files, kept) {
  for (const path of readdirSync(folder).map((name) => join(folder, name))) {
    const isOld = basename(path).startsWith('transcripts-') && Date.now() - statSync(path).mtimeMs > UNUSED_MS;
    if (isOld) rmSync(path, { recursive: true });
  }
  const unfinished = join(folder, `unfinished-${process.pid}`);
  mkdirSync(unfinished);
  for (const [at, file] of files.entries()) renameSync(file, join(unfinished, `${at}.jsonl`));
  complete(unfinished, kept);
}

/** Bundles a TypeScript file of the working tree into a folder; gives the path of the bundle. */
export async function bundled(entry, folder) {
  const outfile = join(folder, `${basename(entry, '.ts')}.cjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // Modules of the tests register hooks, which a replay does not run.
    banner: { js: 'for (const hook of ["beforeEach", "afterEach", "afterAll"]) globalThis[hook] ??= () => undefined;' },
  });
  return outfile;
}

export const load = createRequire(import.meta.url);
