// Compares every byte that the working tree and another revision send: `npm run replay -- REVISION [--redis] [--allow FILE] [--keep]`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareTranscripts, readExpected } from './replay/compare.mjs';
import { makeGroups } from './replay/tasks.mjs';
import { bundled, load, root, treeOf, workingTree } from './replay/trees.mjs';
import { runCommand } from './run-command.mjs';

const TASKS_SHOWN = 20;
const DIFFERENCES_SHOWN = 4;
const LIMIT_MS = 600_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    redis: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    allow: { type: 'string', default: fileURLToPath(new URL('replay/expected.yaml', import.meta.url)) },
  },
});
const [revision] = positionals;
if (revision === undefined || positionals.length > 1) {
  console.error('usage: npm run replay -- REVISION [--redis] [--allow FILE] [--keep]');
  process.exit(2);
}

const worker = fileURLToPath(new URL('replay/worker.mjs', import.meta.url));

/** Runs all tasks on one tree; gives the file of its transcript. */
async function transcribe(job, folder) {
  const jobFile = join(folder, `${job.name}.json`);
  const transcriptFile = join(folder, `${job.name}.jsonl`);
  writeFileSync(jobFile, JSON.stringify({ ...job, transcriptFile }));
  const said = await runCommand(process.execPath, [worker, jobFile], { cwd: root, limitMs: LIMIT_MS });
  process.stdout.write(said);
  return transcriptFile;
}

/** Runs both trees at the same time, each with a Redis of its own if asked to. */
async function transcribeBoth(trees, parts, folder) {
  const servers = [];
  try {
    if (values.redis) {
      const { startRedis } = load(await bundled('test/support/redis.ts', folder));
      for (const _ of Object.keys(trees)) servers.push(await startRedis());
    }
    const jobs = Object.entries(trees).map(([name, tree], at) => ({ ...parts, name, tree, redis: servers[at]?.url }));
    return await Promise.all(jobs.map((job) => transcribe(job, folder)));
  } finally {
    for (const server of servers) await server.stop();
  }
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
  const [working, other] = await Promise.all([workingTree(), treeOf(revision)]);
  const inputsFile = await bundled('scripts/replay/inputs.ts', folder);
  const groups = makeGroups(load(inputsFile), join(root, 'test/cases'));
  const groupsFile = join(folder, 'groups.json');
  writeFileSync(groupsFile, JSON.stringify(groups));
  const [mine, theirs] = await transcribeBoth({ working, other }, { inputsFile, groupsFile }, folder);
  const { compared, different } = await compareTranscripts(mine, theirs, rows);
  for (const one of different.slice(0, TASKS_SHOWN)) print(one);
  if (different.length > TASKS_SHOWN) console.log(`\nand ${different.length - TASKS_SHOWN} more:`);
  for (const { id } of different.slice(TASKS_SHOWN)) console.log(`  ${id}`);
  for (const { what, pattern, uses } of rows) if (uses === 0) console.log(`unused row: ${what} ${pattern.source}`);
  const seconds = Math.round((performance.now() - begun) / 1_000);
  console.log(`\n${compared} compared, ${different.length} differ (${seconds} s)`);
  if (different.length > 0 || compared === 0) process.exitCode = 1;
} finally {
  if (values.keep) console.log(`transcripts are kept in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
