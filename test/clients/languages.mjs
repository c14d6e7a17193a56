import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { runCommand } from '../../scripts/run-command.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const INSTALL_LIMIT_MS = 240_000;

// openai 7 asks for Node 22.
const OPENAI = Number.parseInt(process.versions.node, 10) >= 22 ? 'openai@latest' : 'openai@6';

/** Python with the newest SDKs in an environment of its own, kept for the next run. */
async function preparePython() {
  const venv = join(here, '.venv');
  const python = join(venv, 'bin/python');
  if (!existsSync(python)) await runCommand('python3', ['-m', 'venv', venv]);
  const install = ['-m', 'pip', 'install', '--quiet', '--upgrade', 'openai', 'anthropic'];
  await runCommand(python, install, { limitMs: INSTALL_LIMIT_MS });
  return {
    commandOf: (sample) => [python, [join(here, 'python', `${sample.replaceAll('-', '_')}.py`)]],
    close: async () => undefined,
  };
}

/** TypeScript, compiled, beside the newest SDKs in a folder of its own. */
async function prepareTypeScript() {
  const folder = await mkdtemp(join(tmpdir(), 'llmulator-clients-'));
  const npm = [
    'install',
    '--prefix',
    folder,
    '--no-audit',
    '--no-fund',
    '--silent',
    OPENAI,
    '@anthropic-ai/sdk@latest',
  ];
  await runCommand('npm', npm, { limitMs: INSTALL_LIMIT_MS });
  const entryNames = '[name]';
  const entryPoints = [join(here, 'typescript/*.ts')];
  await build({ entryPoints, entryNames, outdir: folder, format: 'esm', outExtension: { '.js': '.mjs' } });
  return {
    commandOf: (sample) => [process.execPath, [join(folder, `${sample}.mjs`)]],
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What the samples are written in. The TypeScript SDKs meet faults in test/sdk. */
export const languages = [
  { name: 'python', prepare: preparePython, meetsFaults: true },
  { name: 'typescript', prepare: prepareTypeScript, meetsFaults: false },
];
