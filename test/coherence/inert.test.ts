import type { Emulator } from '../../server';
import { inert } from '../../server/app/rule-catalog';
import { send } from '../support/http';
import { still } from '../support/start';

/** A request whose reply is generated: that follows from all that is asked. */
const asked: Readonly<Record<string, { path: string; body: Readonly<Record<string, unknown>> }>> = {
  chat: {
    path: '/v1/chat/completions',
    body: { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'What is a binary tree?' }] },
  },
  completions: { path: '/v1/completions', body: { model: 'gpt-3.5-turbo-instruct', prompt: 'What is a binary tree?' } },
  responses: { path: '/v1/responses', body: { model: 'gpt-4o-mini', input: 'What is a binary tree?' } },
  embeddings: { path: '/v1/embeddings', body: { model: 'text-embedding-3-small', input: 'What is a binary tree?' } },
  messages: {
    path: '/anthropic/v1/messages',
    body: { model: 'deepseek-r1', max_tokens: 99, messages: [{ role: 'user', content: 'What is a binary tree?' }] },
  },
};

/** A value of each parameter that a service takes. */
const samples: Readonly<Record<string, unknown>> = {
  temperature: 0.5,
  top_p: 0.5,
  top_k: 3,
  frequency_penalty: 1,
  presence_penalty: 1,
  logit_bias: { 50: 1 },
  prediction: { type: 'content', content: 'one' },
  store: true,
  metadata: { user_id: 'u' },
  client_metadata: { turn_id: 't' },
  user: 'u',
  safety_identifier: 'u',
  modalities: ['text'],
  audio: { voice: 'alloy', format: 'wav' },
  web_search_options: {},
  max_tool_calls: 3,
  service_tier: 'auto',
};

const rows = Object.entries(inert).flatMap(([surface, keys]) =>
  Object.keys(keys).map((key) => [surface, key] as const),
);

/** What a reply says: its words and its counts, whatever its ids and what it repeats of the request. */
function said(text: string): unknown {
  const { choices, output, content, data, usage, status } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const idless = (_key: string, value: unknown) =>
    typeof value === 'string' && /^(msg|rs|resp)_/.test(value) ? undefined : value;
  return JSON.parse(JSON.stringify({ choices, output, content, data, usage, status }, idless));
}

describe('what is told to have no visible effect has none', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    // Not every model takes every parameter, but that is the business of other rules.
    emulator = await still({ service: 'vendor', rules: { '*/*': 'off' } });
  });

  test.each(rows)('%s: %s', async (surface, key) => {
    const { path, body } = asked[surface] as (typeof asked)[string];
    expect(samples[key]).toBeDefined();
    const plain = await send(emulator, { path, body });
    const more = await send(emulator, { path, body: { ...body, [key]: samples[key] } });
    expect({ status: more.status, said: said(more.text) }).toEqual({ status: 200, said: said(plain.text) });
  });
});
