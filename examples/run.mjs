// Runs every example against the built command, each in a copy of its folder, with its packages beside it.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientEnvironment } from '../scripts/client-environment.mjs';
import { runCommand } from '../scripts/run-command.mjs';
import { startServer } from '../scripts/start-server.mjs';
import { Tally } from '../scripts/tally.mjs';
import { examples } from './list.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const command = fileURLToPath(new URL('../dist/main.cjs', import.meta.url));
const INSTALL_LIMIT_MS = 180_000;
const RUN_LIMIT_MS = 180_000;

/** Addresses, and keys of a namespace of the example's own; programs that it installs are found first. */
const environment = (url, name, cwd) => ({
  ...clientEnvironment(),
  PATH: [join(cwd, 'node_modules/.bin'), process.env.PATH].join(delimiter),
  LLMULATOR_URL: url,
  LLMULATOR_COMMAND: `node ${command}`,
  OPENAI_BASE_URL: `${url}/v1`,
  OPENAI_API_KEY: `sk-any@${name}`,
  ANTHROPIC_BASE_URL: `${url}/anthropic`,
  ANTHROPIC_API_KEY: `sk-any@${name}`,
});

/** Why an example cannot be tried here, once its folder is laid out; undefined when it can. */
async function obstacle({ needs = [], installs = [] }, options) {
  try {
    for (const program of needs) await runCommand('which', [program]);
    for (const [program, ...args] of installs) {
      await runCommand(program, args, { ...options, limitMs: INSTALL_LIMIT_MS });
    }
    return undefined;
  } catch ({ message }) {
    return message.trim().split('\n').slice(0, 4).join(' / ');
  }
}

async function runExample(example, { url, folder, tally }) {
  const { name, from, runs } = example;
  const cwd = join(folder, name.replaceAll(' ', '-'));
  await cp(join(here, from), cwd, { recursive: true });
  await writeFile(join(cwd, 'package.json'), JSON.stringify({ private: true, scripts: { test: 'node openai.mjs' } }));
  const options = { cwd, env: environment(url, name.replaceAll(' ', '-'), cwd), limitMs: RUN_LIMIT_MS };
  const why = await obstacle(example, options);
  if (why !== undefined) return tally.skip(name, 1, `what it needs cannot be had here: ${why}`);
  const [program, ...args] = runs;
  return tally.check(name, () => runCommand(program, args, options));
}

/** Takes examples until none is left: two at a time make the run half as long. */
async function work(left, place) {
  for (let example = left.shift(); example !== undefined; example = left.shift()) await runExample(example, place);
}

const tally = new Tally();
const folder = await mkdtemp(join(tmpdir(), 'llmulator-examples-'));
const server = await startServer();
try {
  const left = [...examples];
  const place = { url: server.url, folder, tally };
  await Promise.all([work(left, place), work(left, place)]);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
tally.close();
