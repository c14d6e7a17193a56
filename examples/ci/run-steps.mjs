// Runs the `run` lines of github-actions.yml in this folder, in order, as its job would. Needs LLMULATOR_URL.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const filled = readFileSync(new URL('github-actions.yml', import.meta.url), 'utf8')
  .replaceAll('http://127.0.0.1:4010', process.env.LLMULATOR_URL)
  .replaceAll(/\$\{\{ github\.run_id \}\}/g, '1');
const { env, steps } = parse(filled).jobs.test;
for (const { run } of steps) {
  const options = { stdio: 'inherit', env: { ...process.env, ...env } };
  if (run !== undefined) execFileSync('bash', ['-e', '-c', run], options);
}
