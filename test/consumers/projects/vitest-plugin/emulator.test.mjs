import { llm } from 'llmulator/vitest';
import { expect, test } from 'vitest';

// Set before this file is loaded.
const base = process.env.ANTHROPIC_BASE_URL;

async function ask(content) {
  const response = await fetch(`${base}/v1/messages`, {
    method: 'POST',
    headers: {
      'x-api-key': process.env.ANTHROPIC_API_KEY,
      'anthropic-version': '2023-06-01',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ model: 'deepseek-r1', max_tokens: 64, messages: [{ role: 'user', content }] }),
  });
  return (await response.json()).content[0].text;
}

llm.fixtures.add({ when: { user: 'shared' }, reply: { text: 'for all' } });

test('a fixture answers, and the journal is that of this test', async () => {
  llm.fixtures.add({ when: { user: 'hi' }, reply: { text: 'hello' } });
  expect(await ask('hi')).toBe('hello');
  expect(await ask('shared')).toBe('for all');
  await llm.journal.verify({ match: {}, exactly: 2 });
});

test('the next test knows nothing of it', async () => {
  expect(await ask('hi')).not.toBe('hello');
  expect(await ask('shared')).toBe('for all');
  expect(llm.journal.entries()).toHaveLength(2);
});

test('a fault is met in this test alone', async () => {
  llm.faults.add('overloaded;nth=1');
  await expect(ask('hi')).rejects.toThrow();
  await llm.journal.verify({ match: { status: 529 }, exactly: 1 });
});
