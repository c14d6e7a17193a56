// A test that fails in its afterEach cannot be written as one that is expected to fail: both runs are judged from outside.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

const jest = (project) => spawnSync('npx', ['jest', '--ci', '--selectProjects', project], { encoding: 'utf8' });

const good = jest('one line');
assert.equal(good.status, 0, good.stderr);

const bad = jest('unmatched');
assert.equal(bad.status, 1, bad.stderr);
assert.match(
  bad.stderr,
  /Requests that no fixture answers:\s+#1 POST \/v1\/chat\/completions: No fixture for this request/,
);
