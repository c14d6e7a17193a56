import { llm } from 'llmulator/vitest';
import { afterEach, expect, test } from 'vitest';

let secondEnded;
const second = new Promise((resolve) => {
  secondEnded = resolve;
});
afterEach(({ task }) => {
  if (task.name === 'the second') secondEnded(task.result.errors[0].message);
});

test.concurrent('the first test has llm for itself, and the second is told why it has not', async () => {
  expect(await second).toMatch(
    /Tests of this file run at the same time, .* await llm\.start\(\{ namespace: 'file' \}\)/,
  );
  expect(llm.namespace).toContain('has-llm-for-itself');
});

test.concurrent
  .fails('the second', () => undefined);
