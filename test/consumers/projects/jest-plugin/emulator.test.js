const { llm } = require('llmulator/jest');

// Set before this file is loaded.
const base = process.env.OPENAI_BASE_URL;

async function ask(content) {
  const response = await fetch(`${base}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'deepseek-r1', messages: [{ role: 'user', content }] }),
  });
  return (await response.json()).choices[0].message.content;
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
  expect(llm.namespace).toContain('emulator.test.js-the-next-test-knows-nothing-of-it');
});

test('a fault is met in this test alone', async () => {
  llm.faults.add('overloaded;nth=1');
  await expect(ask('hi')).rejects.toThrow();
  await llm.journal.verify({ match: { status: 503 }, exactly: 1 });
});
