import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..');
/** Test files run at the same time: each of the runner's processes has a build of its own. */
const BUILD = join(ROOT, 'dist-test', process.env['JEST_WORKER_ID'] ?? '1');
export const PROGRAM = join(BUILD, 'main.cjs');

/** Builds the command for tests that run it as a process. */
export const bundleProgram = (): Promise<unknown> =>
  promisify(execFile)(process.execPath, ['scripts/build.mjs', '--out', BUILD], { cwd: ROOT });

/** What a run of the command printed, and how it ended. */
export interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly ended: Promise<{ code: number | null; out: string; err: string }>;
}

/** Runs the command. */
export const run = (flags: readonly string[], env: Readonly<Record<string, string>> = {}): Run =>
  runProgram(process.execPath, [PROGRAM, ...flags], env);

/** Runs the command as a shell does, with its redirections. */
export const runInShell = (flags: string): Run =>
  runProgram('sh', ['-c', `exec "${process.execPath}" "${PROGRAM}" ${flags}`]);

function runProgram(file: string, words: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const child = spawn(file, words, { cwd: ROOT, env: { ...process.env, ...env } });
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { child, out: () => out, ended };
}

/** The base URL once the command says that it is ready. */
export function ready({ child, out }: Run): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const line = /llmulator is ready on (http:\S+)/.exec(out());
      if (line?.[1] !== undefined) resolve(line[1]);
    };
    child.stdout?.on('data', look);
    child.on('close', () => reject(new Error(`it ended before it was ready: ${out()}`)));
  });
}
