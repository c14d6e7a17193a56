import assert from 'node:assert/strict';
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, stepCountIs, tool } from 'ai';
import { z } from 'zod';

const openai = createOpenAI({ baseURL: process.env.OPENAI_BASE_URL, apiKey: process.env.OPENAI_API_KEY });
const asked = [];
const { text } = await generateText({
  model: openai.chat('gpt-4o'),
  prompt: '北京今天天气怎么样?',
  stopWhen: stepCountIs(3),
  tools: {
    get_weather: tool({
      description: 'The weather of a city',
      inputSchema: z.object({ city: z.string() }),
      execute: async ({ city }) => {
        asked.push(city);
        return '晴，20 度';
      },
    }),
  },
});
assert.deepEqual(asked, ['北京']);
assert.notEqual(text, '');
