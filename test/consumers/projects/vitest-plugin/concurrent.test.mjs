import { llm } from 'llmulator/vitest';
import { expect, test } from 'vitest';

await llm.start({ namespace: 'file' });

for (const name of ['one', 'two', 'three']) {
  test.concurrent(`tests at the same time share a namespace and its journal: ${name}`, async () => {
    llm.fixtures.add({ when: { user: name }, reply: { text: `for ${name}` } });
    const response = await fetch(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'deepseek-r1', messages: [{ role: 'user', content: name }] }),
    });
    expect((await response.json()).choices[0].message.content).toBe(`for ${name}`);
    await llm.journal.verify({ match: { body: { messages: [{ content: name }] } }, exactly: 1 });
  });
}
