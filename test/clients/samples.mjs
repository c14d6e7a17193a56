import assert from 'node:assert/strict';

const CHINESE = /\p{Script=Han}{4}/u;
const BEIJING = { name: 'get_weather', input: { city: '北京' } };

const saysText = (pattern) => (said) => assert.match(said.text, pattern);

function streamsText(said) {
  assert.match(said.text, CHINESE);
  assert.ok(said.pieces > 3, `the text came in ${said.pieces} piece(s)`);
}

const callsWeather = (said) => assert.deepEqual(said.call, BEIJING);

/** The documented samples; each program prints as its last line, in JSON, what it got. */
export const samples = [
  { name: 'chat-basic', house: 'openai', expect: saysText(/1/) },
  { name: 'chat-stream', house: 'openai', expect: streamsText },
  { name: 'chat-tools', house: 'openai', expect: callsWeather },
  { name: 'responses-basic', house: 'openai', expect: saysText(CHINESE) },
  { name: 'messages-basic', house: 'anthropic', expect: saysText(CHINESE) },
  { name: 'messages-stream', house: 'anthropic', expect: streamsText },
  { name: 'messages-tools', house: 'anthropic', expect: callsWeather },
];

/** Base URLs below the server's own, as the gateway's document gives them; for Anthropic it gives two. */
export const baseUrls = { openai: ['/v1'], anthropic: ['/anthropic', '/v1'] };
