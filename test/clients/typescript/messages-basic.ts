import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic();

const message = await client.messages.create({
  model: 'deepseek-r1',
  max_tokens: 1024,
  messages: [{ role: 'user', content: '请用简单的语言解释什么是机器学习' }],
});

const first = message.content[0];
console.log(JSON.stringify({ text: first?.type === 'text' ? first.text : undefined }));
