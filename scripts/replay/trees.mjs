// Builds the two trees that are compared.
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
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
  // Renamed when complete: a run that was interrupted leaves nothing that looks built.
  renameSync(unfinished, folder);
  return folder;
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
