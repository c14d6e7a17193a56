import assert from 'node:assert/strict';
import OpenAI from 'openai';

const openai = new OpenAI();
const messages = [{ role: 'user', content: 'say 1' }];
const answer = await openai.chat.completions.create({ model: 'deepseek-r1', messages });
assert.equal(answer.choices[0].message.content, '1');

let streamed = '';
for await (const event of await openai.responses.create({ model: 'deepseek-r1', input: 'say 1', stream: true })) {
  if (event.type === 'response.output_text.delta') streamed += event.delta;
}
assert.equal(streamed, '1');
