// Requests per CPU second of llmulator beside a raw server, round by round, and its start-up beside Express's.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProgram, startServer } from '../scripts/start-server.mjs';
import { Generator, median } from './measure.mjs';
import { compareLateness, measureOpenStreams } from './paced.mjs';
import { bodyOf, requestBytes, START_GOAL, scenarios } from './scenarios.mjs';

const ROUNDS = 7;
const ROUND_MS = 700;
const WARM_UP_MS = 1_500;
const FLAGS = ['--service', 'vendor', '--fixtures', fileURLToPath(new URL('fixtures.yaml', import.meta.url))];
const READY = /ready on (http:\S+)/;
// Node's own; a server adds them by itself.
const OWN_HEADERS = new Set(['connection', 'keep-alive', 'date', 'transfer-encoding']);

const file = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'llmulator-bench-'));

/** What our server says to a scenario, in a file for the raw server to say again. */
async function capture(server, scenario) {
  const { name, path, headers } = scenario;
  const body = bodyOf(scenario, 0);
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  const response = await fetch(server.url + path, init);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${name}: ${response.status} ${text}`);
  const stream = /event-stream/.test(response.headers.get('content-type') ?? '');
  const kept = [...response.headers].filter(([header]) => !OWN_HEADERS.has(header));
  const capturedAt = join(folder, `${name[0]}.json`);
  writeFileSync(capturedAt, JSON.stringify({ status: 200, headers: Object.fromEntries(kept), body: text, stream }));
  return { capturedAt, bytes: Buffer.byteLength(text), events: stream ? text.match(/^data: /gm).length : 1 };
}

/** The median over rounds of our rate divided by the raw server's in the same round. */
async function compare(generator, server, scenario) {
  const { capturedAt, bytes, events } = await capture(server, scenario);
  const raw = await startProgram([file('raw-http.mjs'), capturedAt], { pattern: READY });
  const rounds = [];
  try {
    for (const each of [server, raw]) await generator.rate(each, scenario, WARM_UP_MS);
    for (let round = 0; round < ROUNDS; round += 1) {
      const ours = await generator.rate(server, scenario, ROUND_MS);
      rounds.push({ ours, theirs: await generator.rate(raw, scenario, ROUND_MS) });
    }
  } finally {
    await raw.stop();
  }
  return {
    scenario: scenario.name,
    'request KB': +(requestBytes(scenario, 0).length / 1024).toFixed(1),
    'reply KB': +(bytes / 1024).toFixed(1),
    events,
    'ours/CPU s': Math.round(median(rounds.map(({ ours }) => ours))),
    'raw/CPU s': Math.round(median(rounds.map(({ theirs }) => theirs))),
    ...verdict(median(rounds.map(({ ours, theirs }) => ours / theirs)), scenario.goal, (ratio, goal) => ratio >= goal),
  };
}

const verdict = (ratio, goal, reached) => ({
  ratio: +ratio.toFixed(2),
  goal,
  met: reached(ratio, goal) ? 'yes' : 'NO',
});

async function startTime(start) {
  const begun = performance.now();
  const started = await start();
  const taken = performance.now() - begun;
  await started.stop();
  return taken;
}

/** The median over rounds of our start to ready divided by bare Express's. */
async function compareStart() {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await startTime(() => startServer());
    rounds.push({ ours, theirs: await startTime(() => startProgram([file('raw-express.mjs')], { pattern: READY })) });
  }
  return {
    'start to ready': 'beside bare Express',
    'ours ms': Math.round(median(rounds.map(({ ours }) => ours))),
    'Express ms': Math.round(median(rounds.map(({ theirs }) => theirs))),
    ...verdict(median(rounds.map(({ ours, theirs }) => ours / theirs)), START_GOAL, (ratio, goal) => ratio <= goal),
  };
}

/** Letters of the scenarios that are wanted; `p` and `q` are those of paced streams. */
const wanted = process.argv[2];
const isWanted = (letter) => wanted === undefined || wanted.includes(letter);

async function compareThroughput() {
  const chosen = scenarios.filter(({ name }) => isWanted(name[0]));
  if (chosen.length === 0) return;
  const server = await startServer(FLAGS);
  const generator = new Generator();
  try {
    const rows = [];
    for (const scenario of chosen) rows.push(await compare(generator, server, scenario));
    console.table(rows);
    console.table([await compareStart()]);
  } finally {
    generator.stop();
    await server.stop();
  }
}

try {
  await compareThroughput();
  if (isWanted('p')) console.table(await compareLateness(FLAGS, folder));
  if (isWanted('q')) console.table(await measureOpenStreams(FLAGS, folder));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
