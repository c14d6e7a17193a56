// Packs the package, installs it as other people's projects do, and runs those.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../../scripts/run-command.mjs';
import { Tally } from '../../scripts/tally.mjs';
import { projects } from './projects.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('projects', import.meta.url));
const INSTALL_LIMIT_MS = 240_000;
/** The declarations take a minute on a busy machine. */
const PACK_LIMIT_MS = 240_000;
const QUIET = ['--no-audit', '--no-fund', '--loglevel', 'error'];

/** The tarball that `npm publish` would send. */
async function pack(folder) {
  const printed = await runCommand('npm', ['pack', '--pack-destination', folder, '--loglevel', 'error'], {
    cwd: root,
    limitMs: PACK_LIMIT_MS,
  });
  return join(folder, printed.trim().split('\n').at(-1));
}

async function runProject({ name, installs, command }, folder, tarball) {
  const cwd = join(folder, name);
  await cp(join(here, name), cwd, { recursive: true });
  await writeFile(join(cwd, 'package.json'), JSON.stringify({ name: `consumer-${name}`, private: true }));
  await runCommand('npm', ['install', ...QUIET, tarball, ...installs], { cwd, limitMs: INSTALL_LIMIT_MS });
  await runCommand(...command, { cwd });
}

const folder = await mkdtemp(join(tmpdir(), 'llmulator-consumers-'));
const tally = new Tally();
try {
  const tarball = await pack(folder);
  for (const project of projects) await tally.check(project.name, () => runProject(project, folder, tarball));
} finally {
  await rm(folder, { recursive: true, force: true });
}
tally.close();
