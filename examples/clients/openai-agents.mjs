import assert from 'node:assert/strict';
import { Agent, run, setTracingDisabled, tool } from '@openai/agents';
import { z } from 'zod';

setTracingDisabled(true);
const asked = [];
const weather = tool({
  name: 'get_weather',
  description: 'The weather of a city',
  parameters: z.object({ city: z.string() }),
  execute: async ({ city }) => {
    asked.push(city);
    return '晴，20 度';
  },
});
const agent = new Agent({ name: 'Weather', model: 'gpt-4o', instructions: 'Answer briefly.', tools: [weather] });
const { finalOutput } = await run(agent, '北京今天天气怎么样?');
assert.deepEqual(asked, ['北京']);
assert.notEqual(finalOutput, '');
