// Paced streams: how late their frames come beside a raw server's, and what an open stream costs in memory.
import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProgram, startServer } from '../scripts/start-server.mjs';
import { median } from './measure.mjs';
import { OVER_RAW_GOAL, PACED_GOAL, pacedScenario, requestBytes, scenarios } from './scenarios.mjs';

const READY = /ready on (http:\S+)/;
const file = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Resident memory of a process, in KiB. */
const residentOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

/** Opens streams at a server; `whenOpen` is called once all are. */
function load(server, order, whenOpen = () => undefined) {
  const child = fork(file('paced-load.mjs'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.on('message', (told) => {
      if (told.open !== undefined) return whenOpen();
      resolve(told);
      child.kill();
    });
    child.send({ ...order, port: Number(new URL(server.url).port) });
  });
}

const asked = (name) => scenarios.find((scenario) => scenario.name.startsWith(name));

/** Starts our server and the raw one with the same frames. */
async function start(flags, { folder, scenario, gap }) {
  const ours = await startServer([...flags, '--pace', `0,${gap}`, '--journal', '10']);
  const init = { method: 'POST', body: JSON.stringify(scenario.body) };
  const headers = { 'content-type': 'application/json', ...scenario.headers };
  const response = await fetch(ours.url + scenario.path, { ...init, headers });
  const capturedAt = join(folder, 'paced.json');
  const kept = { 'content-type': response.headers.get('content-type') };
  writeFileSync(capturedAt, JSON.stringify({ headers: kept, body: await response.text(), gap }));
  return { ours, raw: await startProgram([file('raw-paced.mjs'), capturedAt], { pattern: READY }) };
}

/** The middle of each figure over some runs; streams that were lost in any are missing. */
function middle(server, runs) {
  const of = (key) => +median(runs.map((run) => run[key])).toFixed(2);
  const whole = Math.min(...runs.map((run) => run.whole));
  return {
    server,
    whole,
    frames: runs[0].frames,
    'median ms': of('median'),
    'p99 ms': of('p99'),
    'latest ms': of('last'),
  };
}

/** Lateness of many streams, ours beside the raw server's, round by round. */
export async function compareLateness(flags, folder) {
  const { gap, streams, ramp, rounds } = pacedScenario;
  const scenario = asked('c');
  const { ours, raw } = await start(flags, { folder, scenario, gap });
  const order = { request: requestBytes(scenario, 0).toString('base64'), gap, streams, ramp };
  try {
    const runs = { theirs: [], own: [] };
    for (let round = 0; round < rounds; round += 1) {
      runs.theirs.push(await load(raw, order));
      runs.own.push(await load(ours, order));
    }
    const theirs = middle('raw node:http', runs.theirs);
    const own = middle('llmulator', runs.own);
    const within = (key) => own[key] <= Math.max(theirs[key] * PACED_GOAL, 1);
    const met = {
      server: `met (at most ${PACED_GOAL} times)`,
      'median ms': within('median ms'),
      'p99 ms': within('p99 ms'),
    };
    return [theirs, own, met];
  } finally {
    await Promise.all([ours.stop(), raw.stop()]);
  }
}

/** Resident memory before streams are opened and while all are open, in KiB. */
async function fill(server, order) {
  await load(server, { ...order, gap: 1, streams: 20, ramp: 0 });
  const idle = residentOf(server.pid);
  let open = idle;
  const { whole } = await load(server, order, () => {
    open = residentOf(server.pid);
  });
  return {
    streams: order.streams,
    whole,
    'KiB idle': idle,
    'KiB open': open,
    'KiB a stream': (open - idle) / order.streams,
  };
}

/** Many open streams: how many end whole, and how much memory each takes while it is open, beside a raw server's. */
export async function measureOpenStreams(flags, folder) {
  const { many, wideGap, wideRamp } = pacedScenario;
  const scenario = asked('c');
  const { ours, raw } = await start(flags, { folder, scenario, gap: wideGap });
  const request = requestBytes(scenario, 0).toString('base64');
  const order = { request, gap: wideGap, streams: many, ramp: wideRamp };
  try {
    const theirs = { server: 'raw node:http', ...(await fill(raw, order)) };
    const own = { server: 'llmulator', ...(await fill(ours, order)) };
    const over = own['KiB a stream'] - theirs['KiB a stream'];
    const rows = [
      theirs,
      own,
      { server: `over raw (at most ${OVER_RAW_GOAL}: ${over <= OVER_RAW_GOAL ? 'met' : 'NO'})`, 'KiB a stream': over },
    ];
    return rows.map((row) => ({ ...row, 'KiB a stream': +row['KiB a stream'].toFixed(1) }));
  } finally {
    await Promise.all([ours.stop(), raw.stop()]);
  }
}
