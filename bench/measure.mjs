import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOAD = fileURLToPath(new URL('load.mjs', import.meta.url));
const CONNECTIONS = 4;
// Linux counts a process's CPU time in hundredths of a second.
const TICKS_PER_SECOND = 100;

/** CPU seconds that a process has used, its helper threads included. */
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** The middle of some numbers. */
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** A process that makes load. */
export class Generator {
  #child = fork(LOAD);

  /** Requests per CPU second of the server under load for `ms`. */
  async rate(server, { name }, ms) {
    const before = cpuSeconds(server.pid);
    this.#child.send({
      port: Number(new URL(server.url).port),
      scenario: name,
      connections: CONNECTIONS,
      ms,
    });
    const [{ count, error }] = await once(this.#child, 'message');
    if (error) throw new Error(error);
    return count / (cpuSeconds(server.pid) - before);
  }

  stop() {
    this.#child.kill();
  }
}
