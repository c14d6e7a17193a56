import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProgram, PROGRAM } from '../support/program';

const ROOT = join(__dirname, '..', '..');

/** A client in a line of its own: asks once, and ends with 7 where that fails. */
const CLIENT = `
const answer = await fetch(process.env.ANTHROPIC_BASE_URL + '/v1/messages', {
  method: 'POST',
  headers: { 'x-api-key': process.env.ANTHROPIC_API_KEY, 'anthropic-version': '2023-06-01', 'content-type': 'application/json' },
  body: JSON.stringify({ model: 'claude-sonnet-4-6', max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] }),
});
if (!answer.ok) { console.error('Error: ' + answer.status); process.exit(7); }
`;

const folder = mkdtempSync(join(tmpdir(), 'verdict-'));
const client = join(folder, 'client.mjs');

beforeAll(async () => {
  writeFileSync(client, CLIENT);
  await bundleProgram();
});
afterAll(() => rmSync(folder, { recursive: true }));

const verdict = (...args: readonly string[]) =>
  spawnSync(process.execPath, [PROGRAM, 'verdict', ...args], { cwd: ROOT, encoding: 'utf8' });

describe('llmulator verdict -- COMMAND', () => {
  test('prints a table, a sentence for what is wrong, and ends with 1', () => {
    const { stdout, status } = verdict('--only', 'server-error,wrong-key', '--', process.execPath, client);
    expect(stdout.split('\n')).toEqual([
      'fault         what happened   sent  waited  ended   verdict',
      'server-error  500 once        once  -       with 7  bad',
      'wrong-key     401 every time  once  -       with 7  good',
      '',
      'server-error: It did not try again.',
      '',
      '1 good, 1 bad, 0 not met',
      '',
    ]);
    expect(status).toBe(1);
  }, 20_000);

  test('tells programs in JSON, and ends with 0 when nothing is bad', () => {
    const { stdout, status } = verdict('--json', '--only', 'resliced', '--', process.execPath, client);
    expect(JSON.parse(stdout)).toMatchObject({ good: true, rows: [{ trial: 'resliced', verdict: 'good', code: 0 }] });
    expect(status).toBe(0);
  }, 20_000);

  test('ends with 2 where there is nothing to judge', () => {
    const { stderr, status } = verdict('--', process.execPath, '-e', '0');
    expect(stderr).toContain('the client sent no request');
    expect(status).toBe(2);
  }, 20_000);
});
