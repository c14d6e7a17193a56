// The README's test, line for line.
import OpenAI from 'openai';
import { createEmulator } from '../../server';

test('asks the model for the weather', async () => {
  const emulator = await createEmulator({ port: 0 });
  emulator.fixtures.add({ when: { user: 'Weather in Oslo?' }, reply: { text: 'Rain, 4 °C.' } });
  const openai = new OpenAI({ baseURL: emulator.urls.openai, apiKey: 'sk-any' });
  const messages = [{ role: 'user' as const, content: 'Weather in Oslo?' }];
  const answer = await openai.chat.completions.create({ model: 'deepseek-r1', messages });
  expect(answer.choices[0]?.message.content).toBe('Rain, 4 °C.');
  await emulator.stop();
});
