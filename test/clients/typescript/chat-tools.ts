import OpenAI from 'openai';

const client = new OpenAI();

const completion = await client.chat.completions.create({
  model: 'deepseek-r1',
  messages: [{ role: 'user', content: '北京今天天气怎么样?' }],
  tools: [
    {
      type: 'function',
      function: {
        name: 'get_weather',
        description: '获取指定城市的天气',
        parameters: {
          type: 'object',
          properties: { city: { type: 'string', description: '城市名称' } },
          required: ['city'],
        },
      },
    },
  ],
  tool_choice: 'auto',
});

const call = completion.choices[0]?.message.tool_calls?.[0];
if (call?.type === 'function') {
  console.log(JSON.stringify({ call: { name: call.function.name, input: JSON.parse(call.function.arguments) } }));
}
