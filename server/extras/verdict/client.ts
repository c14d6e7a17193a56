import { type ChildProcess, spawn } from 'node:child_process';
import type { Clock } from '../../lib';

/** A client that cannot be judged: it cannot be run, fails without any fault, or never asks. */
export class Unjudgeable extends Error {
  override readonly name = 'Unjudgeable';
}

/** Where a client shall send its requests, as environment variables that the official SDKs read. */
export type ClientEnv = Readonly<Record<string, string>>;

/** A client under trial: a command, or a function that ends well or rejects. */
export type Client = readonly string[] | ((env: ClientEnv) => Promise<unknown>);

/** How a client ended. */
export interface ClientEnding {
  /** 0 is well; undefined where it had to be ended. */
  readonly code: number | undefined;
  /** The end of what it said of it. */
  readonly output: string;
  /** Unix milliseconds. */
  readonly at: number;
}

/** How long a client may take. */
export interface ClientTimeLimit {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly limit: number;
}

/** Characters kept of what a client says. */
const KEPT = 2_000;

/** Variables of the real services that would lead a client astray. */
const ASTRAY = ['ANTHROPIC_AUTH_TOKEN', 'OPENAI_ORG_ID', 'OPENAI_PROJECT_ID'];

/** Runs a client once. */
export function runClient(client: Client, env: ClientEnv, patience: ClientTimeLimit): Promise<ClientEnding> {
  return typeof client === 'function' ? runFunction(client(env), patience) : runCommand(client, env, patience);
}

function runFunction(running: Promise<unknown>, { clock, limit }: ClientTimeLimit): Promise<ClientEnding> {
  return new Promise((resolve) => {
    const end = (code: number | undefined, told: string) => {
      callOff();
      resolve({ code, output: told.slice(-KEPT), at: clock.now() });
    };
    const callOff = clock.wake(clock.now() + limit, () => end(undefined, ''));
    running.then(
      () => end(0, ''),
      (error: unknown) => end(1, String(error)),
    );
  });
}

/** Ends a process and what it has started; Windows knows no groups. */
function endAll(child: ChildProcess): void {
  if (child.pid === undefined || process.platform === 'win32') child.kill('SIGKILL');
  else process.kill(-child.pid, 'SIGKILL');
}

function runCommand(
  [program = '', ...args]: readonly string[],
  env: ClientEnv,
  patience: ClientTimeLimit,
): Promise<ClientEnding> {
  const { clock, limit } = patience;
  const inherited = Object.entries(process.env).filter(([name]) => !ASTRAY.includes(name));
  return new Promise((resolve, reject) => {
    // A group of its own, so that all that it started ends with it.
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...Object.fromEntries(inherited), ...env },
    });
    const said = { out: '', err: '' };
    const hear = (where: keyof typeof said) => (text: Buffer) => {
      said[where] = `${said[where]}${text.toString()}`.slice(-KEPT);
    };
    child.stdout.on('data', hear('out'));
    child.stderr.on('data', hear('err'));
    let isOver = false;
    const callOff = clock.wake(clock.now() + limit, () => {
      isOver = true;
      endAll(child);
    });
    child.on('error', (error) => {
      callOff();
      reject(new Unjudgeable(`${program} cannot be run: ${error.message}`));
    });
    child.on('close', (code) => {
      callOff();
      const told = said.err.trim() === '' ? said.out : said.err;
      resolve({ code: isOver ? undefined : (code ?? 1), output: told, at: clock.now() });
    });
  });
}
