import OpenAI from 'openai';

const client = new OpenAI();

const response = await client.responses.create({
  model: 'deepseek-r1',
  input: '请用简单的语言解释什么是机器学习',
});

console.log(JSON.stringify({ text: response.output_text }));
