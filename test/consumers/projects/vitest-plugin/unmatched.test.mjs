import { llm } from 'llmulator/vitest';
import { test } from 'vitest';

await llm.start({ unmatched: 'fail' });

// What a test of yours would see fail is expected to fail here.
test.fails('a request that no fixture answers fails its test, though the code swallows the error', async () => {
  await fetch(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'deepseek-r1', messages: [{ role: 'user', content: 'hi' }] }),
  });
});
