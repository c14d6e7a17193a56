import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createEmulator, defineFixture } from 'llmulator';

const fixture = defineFixture({ when: { user: 'hi' }, reply: { text: 'hello' } });
const emulator = await createEmulator({ port: 0, fixtures: [fixture] });

const response = await fetch(`${emulator.urls.anthropic}/v1/messages`, {
  method: 'POST',
  headers: { 'x-api-key': 'sk-any', 'anthropic-version': '2023-06-01', 'content-type': 'application/json' },
  body: JSON.stringify({ model: 'deepseek-r1', max_tokens: 64, messages: [{ role: 'user', content: 'hi' }] }),
});
assert.equal(response.status, 200);
assert.equal((await response.json()).content[0].text, 'hello');
assert.equal(emulator.journal.entries().length, 1);
await emulator.stop();

// What the bundle holds is not installed beside it.
const installed = readdirSync('node_modules').filter((name) => !name.startsWith('.'));
assert.deepEqual(installed.sort(), ['@redis', 'llmulator', 'zod']);

// Both doors lead to one copy.
assert.equal(createRequire(import.meta.url)('llmulator').createEmulator, createEmulator);
