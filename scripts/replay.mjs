// Compares every byte that the working tree and another revision send: `npm run replay -- REVISION [options]`.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareTranscripts, readExpected } from './replay/compare.mjs';
import { makeGroups } from './replay/tasks.mjs';
import { bundled, hasTranscripts, keepTranscripts, load, root, treeOf, workingTree } from './replay/trees.mjs';
import { runCommand } from './run-command.mjs';

const USAGE = `usage: npm run replay -- REVISION [--redis] [--allow FILE]
  REVISION      what the working tree is compared with, e.g. main
  --redis       both trees keep their namespaces in a redis-server that is started for them
  --allow FILE  differences that are intended (scripts/replay/expected.yaml)`;
const TASKS_SHOWN = 20;
const DIFFERENCES_SHOWN = 4;
const LIMIT_MS = 1_200_000;
/** Processes among which the requests to one tree are shared out. */
const SHARES = 2;

const parts = fileURLToPath(new URL('replay', import.meta.url));
const worker = join(parts, 'worker.mjs');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    redis: { type: 'boolean', default: false },
    allow: { type: 'string', default: join(parts, 'expected.yaml') },
  },
});
const [revision] = positionals;
if (revision === undefined || positionals.length > 1) {
  console.error(USAGE);
  process.exit(2);
}

/** Writes the requests of each share to a file; gives the files, and a digest of all that transcripts depend on. */
function writeShares(inputsFile, folder) {
  const groups = makeGroups(load(inputsFile), join(root, 'test/cases'));
  const code = readdirSync(parts).filter((name) => name.endsWith('.mjs'));
  const digest = createHash('sha256').update(readFileSync(inputsFile));
  for (const name of code) digest.update(readFileSync(join(parts, name)));
  const files = Array.from({ length: SHARES }, (_, share) => {
    const text = JSON.stringify(groups.filter(({ number }) => number % SHARES === share));
    const file = join(folder, `groups-${share}.json`);
    writeFileSync(file, text);
    digest.update(text);
    return file;
  });
  return { files, digest: digest.digest('hex').slice(0, 16) };
}

/** Runs jobs, as many at the same time as there are processors. */
async function runAll(jobs) {
  const waiting = [...jobs];
  const next = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await transcribe(job);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, next));
}

async function transcribe(job) {
  const file = `${job.transcriptFile}.job.json`;
  writeFileSync(file, JSON.stringify(job));
  const args = ['--max-semi-space-size=64', worker, file];
  process.stdout.write(await runCommand(process.execPath, args, { cwd: root, limitMs: LIMIT_MS }));
}

/** Starts a Redis server for each tree, if asked to. */
async function startServers(folder) {
  if (!values.redis) return [];
  const { startRedis } = load(await bundled('test/support/redis.ts', folder));
  return Promise.all([startRedis(), startRedis()]);
}

/** Sends all requests to both trees; gives the transcripts of each. Those of a revision are kept for the next run. */
async function transcribeBoth([working, other], { inputsFile, shares }, folder) {
  const kept = join(other, `transcripts-${shares.digest}`);
  const isKept = !values.redis && hasTranscripts(kept);
  const transcripts = (where, name) => shares.files.map((_, share) => join(where, `${name}${share}.jsonl`));
  const [mine, theirs] = [transcripts(folder, 'working-'), transcripts(folder, 'other-')];
  const servers = await startServers(folder);
  try {
    const jobs = [
      { tree: working, files: mine, redis: servers[0]?.url },
      ...(isKept ? [] : [{ tree: other, files: theirs, redis: servers[1]?.url }]),
    ].flatMap(({ tree, files, redis }) =>
      files.map((transcriptFile, at) => ({ tree, transcriptFile, redis, inputsFile, groupsFile: shares.files[at] })),
    );
    await runAll(jobs);
  } finally {
    for (const server of servers) await server.stop();
  }
  if (values.redis) return [mine, theirs];
  if (!isKept) keepTranscripts(other, theirs, kept);
  return [mine, transcripts(kept, '')];
}

function print({ id, differences }) {
  console.log(`\n${id}: ${differences.length} differ`);
  for (const { what, at, mine, theirs } of differences.slice(0, DIFFERENCES_SHOWN)) {
    console.log(`  ${what}, from character ${at}`);
    console.log(`    working tree  ${JSON.stringify(mine)}`);
    console.log(`    ${revision.padEnd(12)}  ${JSON.stringify(theirs)}`);
  }
}

const begun = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'llmulator-replay-'));
try {
  const rows = readExpected(values.allow);
  const building = Promise.all([workingTree(), treeOf(revision)]);
  const inputsFile = await bundled('scripts/replay/inputs.ts', folder);
  const shares = writeShares(inputsFile, folder);
  const [mine, theirs] = await transcribeBoth(await building, { inputsFile, shares }, folder);
  const results = [];
  for (const [at, file] of mine.entries()) results.push(await compareTranscripts(file, theirs[at], rows));
  const compared = results.reduce((sum, result) => sum + result.compared, 0);
  const different = results.flatMap((result) => result.different);
  for (const one of different.slice(0, TASKS_SHOWN)) print(one);
  for (const { id } of different.slice(TASKS_SHOWN)) console.log(`and ${id}`);
  for (const { what, pattern, uses } of rows) if (uses === 0) console.log(`unused row: ${what} ${pattern.source}`);
  const seconds = Math.round((performance.now() - begun) / 1_000);
  console.log(`\n${compared} compared, ${different.length} differ (${seconds} s)`);
  if (different.length > 0 || compared === 0) process.exitCode = 1;
} catch (error) {
  console.error(
    error.code === 'ENOENT' && values.redis ? `${error.message}: is redis-server installed?` : error.message,
  );
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
