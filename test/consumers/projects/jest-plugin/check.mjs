// A test that fails in its afterEach cannot be written as one that is expected to fail: all runs are judged from outside.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { llm } from 'llmulator/jest';

function jest(project) {
  const args = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--ci', '--selectProjects', project];
  return spawnSync('node', args, { encoding: 'utf8' });
}

for (const project of ['one line', 'modules']) {
  const good = jest(project);
  assert.equal(good.status, 0, good.stderr);
}

const bad = jest('unmatched');
assert.equal(bad.status, 1, bad.stderr);
assert.match(
  bad.stderr,
  /Requests that no fixture answers:\s+#1 POST \/v1\/chat\/completions: No fixture for this request/,
);

assert.throws(
  () => llm.urls,
  /llmulator has not been started: name its plugin in the configuration of your test runner/,
);
await assert.rejects(llm.start(), /llmulator\/jest needs Jest's globals: name it in setupFilesAfterEnv/);
