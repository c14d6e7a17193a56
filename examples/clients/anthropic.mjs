import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';

const anthropic = new Anthropic();
const messages = [{ role: 'user', content: 'say 1' }];
const request = { model: 'deepseek-r1', max_tokens: 64, messages };
assert.equal((await anthropic.messages.create(request)).content[0].text, '1');
assert.equal(await anthropic.messages.stream(request).finalText(), '1');
