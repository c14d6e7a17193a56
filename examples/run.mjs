// Runs every example against the built command. Clients are installed into a temporary folder.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../scripts/run-command.mjs';
import { startServer } from '../scripts/start-server.mjs';
import { Tally } from '../scripts/tally.mjs';
import { clients } from './clients/list.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const INSTALL_LIMIT_MS = 240_000;
const RUN_LIMIT_MS = 60_000;

/** The caller's environment, with the emulator's addresses and keys of a namespace of the example's own. */
const environment = (url, namespace) => ({
  ...process.env,
  LLMULATOR_URL: url,
  OPENAI_BASE_URL: `${url}/v1`,
  OPENAI_API_KEY: `sk-any@${namespace}`,
  ANTHROPIC_BASE_URL: `${url}/anthropic`,
  ANTHROPIC_API_KEY: `sk-any@${namespace}`,
  NO_PROXY: '127.0.0.1',
  no_proxy: '127.0.0.1',
  PYTHONIOENCODING: 'utf-8',
});

const firstLine = ({ message }) => message.split('\n').find((line) => line.trim() !== '');

async function runClient({ name, installs }, { url, folder, tally }) {
  const cwd = join(folder, name);
  await cp(join(here, 'clients', `${name}.mjs`), join(cwd, 'main.mjs'));
  await writeFile(join(cwd, 'package.json'), JSON.stringify({ name: `example-${name}`, private: true }));
  try {
    const quiet = ['--no-audit', '--no-fund', '--loglevel', 'error'];
    await runCommand('npm', ['install', ...quiet, ...installs], { cwd, limitMs: INSTALL_LIMIT_MS });
  } catch (error) {
    tally.skip(name, 1, `its packages cannot be had here (${firstLine(error)})`);
    return;
  }
  const options = { cwd, env: environment(url, name), limitMs: RUN_LIMIT_MS };
  await tally.check(name, () => runCommand(process.execPath, ['main.mjs'], options));
}

async function runPython(url, tally) {
  try {
    await runCommand('python3', ['--version']);
  } catch (error) {
    tally.skip('python', 1, `there is no python3 here (${firstLine(error)})`);
    return;
  }
  const options = { env: environment(url, 'python'), limitMs: RUN_LIMIT_MS };
  await tally.check('python tool loop', () => runCommand('python3', [join(here, 'python/tool_loop.py')], options));
}

const tally = new Tally();
const folder = await mkdtemp(join(tmpdir(), 'llmulator-examples-'));
const server = await startServer();
try {
  await runPython(server.url, tally);
  for (const client of clients) await runClient(client, { url: server.url, folder, tally });
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
tally.close();
