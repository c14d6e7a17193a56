import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '..', '..');
/** Test files run at the same time: each of the runner's processes has a bundle of its own. */
export const PROGRAM = join(ROOT, 'dist-test', `main-${process.env['JEST_WORKER_ID'] ?? 1}.cjs`);

/** Bundles the command as the build does, for tests that run it as a process; it finds the built-in data beside itself. */
export function bundleProgram(): Promise<unknown> {
  linkData(join(dirname(PROGRAM), 'data'));
  return build({
    absWorkingDir: ROOT,
    entryPoints: ['server/main.ts'],
    outfile: PROGRAM,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['gpt-tokenizer', 'gpt-tokenizer/*', '@redis/client'],
    logLevel: 'error',
  });
}

/** Another test process may make the link at the same time. */
function linkData(link: string): void {
  mkdirSync(dirname(link), { recursive: true });
  try {
    symlinkSync(join(ROOT, 'server', 'data'), link);
  } catch (error) {
    if (!existsSync(link)) throw error;
  }
}

/** What a run of the command printed, and how it ended. */
export interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly ended: Promise<{ code: number | null; out: string; err: string }>;
}

/** Runs the command. */
export function run(flags: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const child = spawn(process.execPath, [PROGRAM, ...flags], { cwd: ROOT, env: { ...process.env, ...env } });
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
