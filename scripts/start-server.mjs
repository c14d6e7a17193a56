import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../dist/main.cjs', import.meta.url));
const READY = /llmulator is ready on (http:\/\/[^\s]+)/;
const START_LIMIT_MS = 20_000;

/** The address a program prints when it can answer; fails when it ends or stays silent. */
function readyLine(child, pattern) {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why) => reject(new Error(`The server ${why}. It said:\n${said}`));
    const timer = setTimeout(fail, START_LIMIT_MS, `was not ready after ${START_LIMIT_MS} ms`);
    const read = (chunk) => {
      said += chunk;
      const found = pattern.exec(said);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('exit', (code) => fail(`ended with ${code} before it was ready`));
  });
}

/** Runs a Node program until it says that it is ready; `stop` ends exactly that process. */
export async function startProgram(args, { pattern = READY, env = process.env } = {}) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  const ended = once(child, 'exit').catch(() => undefined);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(timer);
  };
  try {
    return { url: await readyLine(child, pattern), pid: child.pid, stop };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** Node's own flags of `npm start`: what is measured and tested is what users run. */
export function nodeFlags() {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

/** Starts the built command on a free port, as `npm start` does. */
export const startServer = (flags = []) => startProgram([...nodeFlags(), COMMAND, '--port', '0', ...flags]);
