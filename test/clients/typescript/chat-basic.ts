import OpenAI from 'openai';

const client = new OpenAI();

const completion = await client.chat.completions.create({
  model: 'deepseek-r1',
  messages: [{ role: 'user', content: 'say 1' }],
});

console.log(JSON.stringify({ text: completion.choices[0]?.message.content }));
