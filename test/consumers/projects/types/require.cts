import llmulator = require('llmulator');

export async function start(): Promise<string> {
  const emulator = await llmulator.createEmulator({ listen: false });
  emulator.fixtures.add({ when: { user: 'hi' }, reply: { text: 'hello' } });
  await emulator.reset();
  await emulator.stop();
  return emulator.urls.anthropic;
}
