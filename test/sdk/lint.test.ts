import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { createEmulator, type Emulator } from '../../server';

const parameters = { type: 'object' as const, properties: { city: { type: 'string' } }, required: ['city'] };

/** Tool loops as the SDKs run them: nothing is to be said against them. */
const loops: Readonly<Record<string, (emulator: Emulator) => Promise<unknown>>> = {
  chat({ urls }) {
    const tool = { name: 'get_weather', description: 'Weather', parameters, parse: JSON.parse, function: () => 'Rain' };
    return new OpenAI({ baseURL: urls.openai, apiKey: 'sk-any' }).chat.completions
      .runTools({
        model: 'deepseek-r1',
        stream: true,
        messages: [{ role: 'user', content: 'weather in Oslo' }],
        tools: [{ type: 'function', function: tool }],
      })
      .finalContent();
  },
  async messages({ urls }) {
    const client = new Anthropic({ baseURL: urls.anthropic, apiKey: 'sk-any' });
    const asked = {
      model: 'claude-sonnet-4-6',
      max_tokens: 4_000,
      thinking: { type: 'enabled' as const, budget_tokens: 1_024 },
      tools: [{ name: 'get_weather', input_schema: parameters }],
    };
    const messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'weather in Oslo' }];
    for (let stop = ''; stop !== 'end_turn'; ) {
      const { content, stop_reason } = await client.messages.stream({ ...asked, messages }).finalMessage();
      const calls = content.filter((block) => block.type === 'tool_use');
      messages.push({ role: 'assistant', content });
      messages.push({
        role: 'user',
        content: calls.map(({ id }) => ({ type: 'tool_result' as const, tool_use_id: id, content: 'Rain' })),
      });
      stop = stop_reason ?? '';
    }
  },
};

test.each(Object.entries(loops))(
  'nothing is held against a tool loop of the SDK on %s, nor against its retries',
  async (_id, loop) => {
    const emulator = await createEmulator({ port: 0 });
    emulator.faults.add(['rate-limited;first=1;ms=20', 'server-error;nth=2']);
    await loop(emulator);
    expect(emulator.journal.entries({ outcome: 'answered' })).toHaveLength(2);
    expect(emulator.journal.entries({ outcome: 'refused' })).toHaveLength(2);
    expect(emulator.lint().findings).toEqual([]);
    await emulator.stop();
  },
);
