import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic();

const message = await client.messages.create({
  model: 'deepseek-r1',
  max_tokens: 1024,
  tools: [
    {
      name: 'get_weather',
      description: '获取指定城市的天气',
      input_schema: {
        type: 'object',
        properties: { city: { type: 'string', description: '城市名称' } },
        required: ['city'],
      },
    },
  ],
  messages: [{ role: 'user', content: '北京今天天气怎么样?' }],
});

const call = message.content.find((block) => block.type === 'tool_use');
console.log(JSON.stringify({ call: { name: call?.name, input: call?.input } }));
