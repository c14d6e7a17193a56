import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundleProgram } from '../support/program';
import { askForStream } from '../support/slow-stream';

const ROOT = join(__dirname, '..', '..');
const PROGRAM = join(ROOT, 'dist-test', 'main.cjs');

/** What a run of the command printed, and how it ended. */
interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly ended: Promise<{ code: number | null; out: string; err: string }>;
}

function run(flags: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
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
function ready({ child, out }: Run): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const line = /llmulator is ready on (http:\S+)/.exec(out());
      if (line?.[1] !== undefined) resolve(line[1]);
    };
    child.stdout?.on('data', look);
    child.on('close', () => reject(new Error(`it ended before it was ready: ${out()}`)));
  });
}

beforeAll(() => bundleProgram(ROOT, PROGRAM));

describe('the command', () => {
  test('prints lines to paste, answers, and ends with 0 on SIGTERM', async () => {
    const running = run([], { PORT: '0' });
    const base = await ready(running);
    expect(running.out()).toContain(`OPENAI_BASE_URL=${base}/v1`);
    expect(running.out()).toContain(`ANTHROPIC_BASE_URL=${base}/anthropic`);
    expect(running.out()).toContain(`curl ${base}/v1/chat/completions`);
    expect(running.out()).toContain(`${base}/_llmulator/`);
    const health = await fetch(`${base}/_llmulator/health`);
    expect(await health.json()).toMatchObject({ status: 'ok' });
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
  });

  test('a stream that runs when SIGINT comes is finished first', async () => {
    const running = run(['--port', '0', '--pace', '0,10']);
    const base = await ready(running);
    const response = await askForStream(`${base}/v1`);
    running.child.kill('SIGINT');
    expect(await response.text()).toMatch(/\[DONE\]\n\n$/);
    expect((await running.ended).code).toBe(0);
  });

  test.each([
    ['an unknown flag, with the nearest one', ['--prt', '1'], /unknown option '--prt'[\s\S]*--port/],
    ['a port that is no number', ['--port', 'many'], /--port: port is "many"; expected integer/],
    ['an unknown service', ['--service', 'gatway'], /did you mean gateway\?/],
    [
      'a config file with an unknown key',
      ['--config', 'test/embed/bad.config.yaml'],
      /bad\.config\.yaml:2:1: unknown key sede; did you mean seed\?/,
    ],
  ])('%s stops the start', async (_name, flags, words) => {
    const { code, err } = await run(flags).ended;
    expect(err).toMatch(words);
    expect(code).toBe(1);
  });

  test('check tells of good and bad files', async () => {
    const good = await run(['check', 'fixtures/services', 'fixtures/models/openai.yaml']).ended;
    expect(good).toMatchObject({
      code: 0,
      out: expect.stringMatching(/gateway\.yaml: service[\s\S]*openai\.yaml: models/),
    });
    const bad = await run(['check', 'test/embed/bad.config.yaml']).ended;
    expect(bad).toMatchObject({ code: 1, out: expect.stringContaining('bad.config.yaml:2:1: unknown key sede') });
  });

  test('a mistyped command is told from flags, with the nearest one', async () => {
    expect(await run(['chek']).ended).toMatchObject({
      code: 1,
      err: expect.stringContaining("command 'chek' is unknown; did you mean check?"),
    });
  });

  test('help is grouped by task', async () => {
    const { out } = await run(['serve', '--help']).ended;
    for (const group of ['Serving:', 'Behaviour:', 'Data:', 'Safety:']) expect(out).toContain(group);
    expect(out).toContain('LLMULATOR_SEED');
  });
});
