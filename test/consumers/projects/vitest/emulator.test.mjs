import { createEmulator } from 'llmulator';
import { afterAll, beforeAll, expect, test } from 'vitest';

let emulator;

beforeAll(async () => {
  emulator = await createEmulator({ port: 0 });
  emulator.fixtures.add({ when: { user: 'hi' }, reply: { text: 'hello' } });
});

afterAll(() => emulator.stop());

test('a scripted reply comes back over HTTP', async () => {
  const response = await fetch(`${emulator.urls.openai}/responses`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-any', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'deepseek-r1', input: 'hi' }),
  });
  expect(response.status).toBe(200);
  const { output } = await response.json();
  expect(output.at(-1).content[0].text).toBe('hello');
});
