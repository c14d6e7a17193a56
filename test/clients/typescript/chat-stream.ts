import OpenAI from 'openai';

const client = new OpenAI();

const stream = await client.chat.completions.create({
  model: 'deepseek-r1',
  messages: [{ role: 'user', content: '写一首关于春天的诗' }],
  stream: true,
});

const pieces: string[] = [];
for await (const chunk of stream) {
  const piece = chunk.choices[0]?.delta.content;
  if (piece) pieces.push(piece);
}

console.log(JSON.stringify({ text: pieces.join(''), pieces: pieces.length }));
