const { createEmulator } = require('llmulator');

let emulator;

beforeAll(async () => {
  emulator = await createEmulator({ port: 0, fixtures: [{ when: { user: 'hi' }, reply: { text: 'hello' } }] });
});

afterAll(() => emulator.stop());

test('a scripted reply comes back over HTTP', async () => {
  const response = await fetch(`${emulator.urls.openai}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-any', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'deepseek-r1', messages: [{ role: 'user', content: 'hi' }] }),
  });
  expect(response.status).toBe(200);
  expect((await response.json()).choices[0].message.content).toBe('hello');
});
