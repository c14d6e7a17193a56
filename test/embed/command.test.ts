import { bundleProgram, ready, run, runInShell } from '../support/program';
import { askForStream } from '../support/slow-stream';

beforeAll(bundleProgram);

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

  test('a second SIGINT ends it at once', async () => {
    const running = run(['--port', '0', '--pace', '0,60000', '--stop-timeout', '60000']);
    await askForStream(`${await ready(running)}/v1`);
    const interrupt = setInterval(() => running.child.kill('SIGINT'), 50);
    expect((await running.ended).code).toBe(130);
    clearInterval(interrupt);
  });

  test.each([
    [
      'no space for what it prints',
      'rules >/dev/full',
      'cannot write to standard output: no space left on device (ENOSPC)',
    ],
    [
      'no space for the first lines of a server',
      '--port 0 >/dev/full',
      'cannot write to standard output: no space left on device (ENOSPC)',
    ],
    [
      'a folder that cannot be made',
      'init package.json',
      'cannot mkdir package.json/fixtures: not a directory (ENOTDIR)',
    ],
    ['a folder of the system', 'init /sys/llmulator', /^cannot mkdir \/sys\/llmulator\/fixtures: [a-z ]+ \(E[A-Z]+\)$/],
    [
      'a file that is not there',
      'explain nothing.json',
      'cannot open nothing.json: no such file or directory (ENOENT)',
    ],
    [
      'an address of another machine',
      '--port 0 --host 192.0.2.1',
      /^host 192\.0\.2\.1 is no address of this machine; choose/,
    ],
    ['a name without an address', '--port 0 --host nothing.invalid', /^host nothing\.invalid has no address; choose/],
    ['a command that is none', 'verdict -- ./nothing', /^\.\/nothing cannot be run: .*ENOENT$/],
  ])('%s is told in one line', async (_name, flags, line) => {
    const { code, err, out } = await runInShell(flags).ended;
    expect({ code: code === 0, out, lines: err.trimEnd().split('\n').length }).toEqual({
      code: false,
      out: '',
      lines: 1,
    });
    expect(err.trimEnd()).toEqual(typeof line === 'string' ? line : expect.stringMatching(line));
  });

  test('a reader that closes standard output ends it', async () => {
    const { child, ended } = run(['rules']);
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 1, err: 'standard output was closed by its reader (EPIPE)\n' });
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
    const good = await run(['check', 'server/data/services', 'server/data/models/openai.yaml']).ended;
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
