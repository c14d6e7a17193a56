import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

/** A Redis of a test's own, with nothing in it and nothing on disk. */
export interface OwnRedis {
  readonly url: string;
  /** Kills it at once. */
  stop(): Promise<void>;
  /** Starts it again on the same port, empty. */
  again(): Promise<void>;
}

/** Set where a missing Redis is a failure and no reason to skip, as in `.ci/run`. */
const REQUIRED = process.env['LLMULATOR_NEEDS_REDIS'] === '1';

const isInstalled = spawnSync('redis-server', ['--version']).status === 0;

/** `describe`, or a loud `describe.skip` where Redis is not installed and need not be. */
export const describeWithRedis = (title: string, tests: () => void): void =>
  (isInstalled || REQUIRED ? describe : describe.skip)(title, tests);

/** Told where Redis is not installed and need not be; undefined where tests can go on. */
export const whyNoRedis =
  isInstalled || REQUIRED
    ? undefined
    : 'redis-server is not installed; what needs it is skipped (apt-get install redis-server)';

if (whyNoRedis !== undefined) process.stderr.write(`${whyNoRedis}\n`);

/** A port that nobody uses now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function started(port: number): Promise<ChildProcess> {
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  return new Promise((resolve, reject) => {
    const child = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}:\n${said}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk);
      if (said.includes('Ready to accept connections')) resolve(child);
    });
  });
}

/** Starts one on a free port. */
export async function startRedis(): Promise<OwnRedis> {
  const port = await freePort();
  let child = await started(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
    async again() {
      child = await started(port);
    },
  };
}
