// A two-step tool loop, a fault on its second call, and a verification; the README's style, runnable line for line.
import OpenAI from 'openai';
import { createEmulator } from '../../server';

test('looks the weather up before it answers, though the service is overloaded in between', async () => {
  const emulator = await createEmulator({ port: 0 });
  emulator.fixtures.add([
    { when: { user: 'Weather in Oslo?' }, reply: { calls: [{ name: 'weather', arguments: { city: 'Oslo' } }] } },
    { when: { tool_result: 'weather' }, reply: { text: 'Rain, 4 °C.' } },
  ]);
  emulator.faults.add('overloaded;nth=2');
  const openai = new OpenAI({ baseURL: emulator.urls.openai, apiKey: 'sk-any' });
  const tools = [{ type: 'function' as const, function: { name: 'weather' } }];
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'Weather in Oslo?' }];
  while (messages.at(-1)?.role !== 'assistant') {
    const { choices } = await openai.chat.completions.create({ model: 'gpt-4o', messages, tools });
    messages.push(...choices.map((choice) => choice.message));
    for (const { id } of choices[0]?.message.tool_calls ?? []) {
      messages.push({ role: 'tool', tool_call_id: id, content: '4 °C, rain' });
    }
  }
  expect(messages.at(-1)?.content).toBe('Rain, 4 °C.');
  const asked = { request: '4 °C, rain' };
  await emulator.journal.verify({ order: [{ reply: 'Oslo' }, { ...asked, status: 503 }, { ...asked, status: 200 }] });
  await emulator.stop();
});
