import { llm } from 'llmulator/jest';

test('in ES modules llm is the one that the configuration started', async () => {
  llm.fixtures.add({ when: { user: 'hi' }, reply: { text: 'hello' } });
  const response = await fetch(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'deepseek-r1', messages: [{ role: 'user', content: 'hi' }] }),
  });
  expect((await response.json()).choices[0].message.content).toBe('hello');
});
