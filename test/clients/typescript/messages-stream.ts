import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic();

const pieces: string[] = [];
await client.messages
  .stream({
    model: 'deepseek-r1',
    max_tokens: 1024,
    messages: [{ role: 'user', content: '写一首关于春天的诗' }],
  })
  .on('text', (text) => pieces.push(text))
  .finalMessage();

console.log(JSON.stringify({ text: pieces.join(''), pieces: pieces.length }));
