import { bundleProgram, ready, run } from '../support/program';
import { askForStream } from '../support/slow-stream';

beforeAll(bundleProgram);

describe('the command', () => {
  test('prints lines to paste, answers, and ends with 0 on SIGTERM', async () => {
    const running = run([], { PORT: '0' });
    const base = await ready(running);
    expect(running.out()).toContain(`export OPENAI_BASE_URL=${base}/v1 OPENAI_API_KEY=sk-any\n`);
    expect(running.out()).toContain(`export ANTHROPIC_BASE_URL=${base}/anthropic ANTHROPIC_API_KEY=sk-any\n`);
    expect(running.out()).toContain(`$env:OPENAI_BASE_URL='${base}/v1'; $env:OPENAI_API_KEY='sk-any'\n`);
    expect(running.out()).toContain(`$env:ANTHROPIC_BASE_URL='${base}/anthropic'; $env:ANTHROPIC_API_KEY='sk-any'\n`);
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
