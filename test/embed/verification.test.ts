// A two-step tool loop and its verification; the README's style, runnable line for line.
import OpenAI from 'openai';
import { createEmulator } from '../../server';

test('looks the weather up before it answers', async () => {
  const emulator = await createEmulator({ port: 0 });
  emulator.fixtures.add([
    { when: { user: 'Weather in Oslo?' }, reply: { calls: [{ name: 'weather', arguments: { city: 'Oslo' } }] } },
    { when: { tool_result: 'weather' }, reply: { text: 'Rain, 4 °C.' } },
  ]);
  const openai = new OpenAI({ baseURL: emulator.urls.openai, apiKey: 'sk-any' });
  const tools = [{ type: 'function' as const, function: { name: 'weather' } }];
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'Weather in Oslo?' }];
  for (let said = ''; said === ''; ) {
    const answer = await openai.chat.completions.create({ model: 'gpt-4o', messages, tools });
    const [message] = answer.choices.map((choice) => choice.message);
    if (message !== undefined) messages.push(message);
    for (const { id } of message?.tool_calls ?? []) {
      messages.push({ role: 'tool', tool_call_id: id, content: '4 °C, rain' });
    }
    said = message?.content ?? '';
  }
  expect(messages.at(-1)?.content).toBe('Rain, 4 °C.');
  await emulator.journal.verify({ order: [{ reply: 'Oslo' }, { request: '4 °C, rain', status: 200 }] });
  await emulator.journal.verify({ match: { model: 'gpt-4o' }, exactly: 2 });
  await emulator.stop();
});
