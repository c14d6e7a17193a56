// What the emulator of the browser tests was asked: an agent with tools, streams, refusals, faults, retries and hostile texts.

const WEATHER = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Current weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};

const OPENAI = { 'content-type': 'application/json', authorization: 'Bearer sk-any' };
const ANTHROPIC = { 'content-type': 'application/json', 'x-api-key': 'sk-any', 'anthropic-version': '2023-06-01' };

/** Sends requests to an emulator, all to one namespace. */
export function clientOf(url, namespace) {
  const post = async (path, body, headers = {}) => {
    const own = path.startsWith('/anthropic') ? ANTHROPIC : OPENAI;
    const space = namespace === undefined ? {} : { 'x-llmulator-namespace': namespace };
    const reply = await fetch(url + path, {
      method: 'POST',
      headers: { ...own, ...space, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return reply.text().catch(() => '');
  };
  const control = async (path, body, method = 'POST') => {
    const query = namespace === undefined ? '' : `?namespace=${encodeURIComponent(namespace)}`;
    const reply = await fetch(`${url}/_llmulator${path}${query}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!reply.ok) throw new Error(await reply.text());
    return reply.json();
  };
  const chat = (content, more = {}, headers = {}) =>
    post('/v1/chat/completions', { model: 'gpt-4o-mini', messages: [{ role: 'user', content }], ...more }, headers);
  return { post, control, chat };
}

/** An agent that looks up the weather in three turns. */
async function runAgent({ post, control }) {
  const question = 'Should I take an umbrella to Lisbon today?';
  await control('/fixtures', [
    {
      name: 'ask the tool',
      when: { user: question },
      reply: { text: 'Let me look.', calls: [{ name: 'get_weather', arguments: { city: 'Lisbon' } }] },
    },
    {
      name: 'umbrella',
      when: { user: question, tool_result: 'get_weather' },
      reply: { text: 'Yes: 80 % chance of rain in Lisbon this afternoon, so an umbrella is a good idea.' },
    },
  ]);
  const messages = [
    { role: 'system', content: 'You are a travel assistant. Look up facts with the tools you have.' },
    { role: 'user', content: question },
  ];
  const ask = { model: 'gpt-4o', tools: [WEATHER], messages };
  const { choices } = JSON.parse(await post('/v1/chat/completions', ask));
  messages.push(choices[0].message, {
    role: 'tool',
    tool_call_id: choices[0].message.tool_calls[0].id,
    content: '{"city":"Lisbon","rain":0.8,"temperature_c":17}',
  });
  await post('/v1/chat/completions', { ...ask, stream: true, stream_options: { include_usage: true } });
  messages.push({ role: 'assistant', content: 'Yes, take one.' }, { role: 'user', content: 'And tomorrow?' });
  await post('/v1/chat/completions', ask);
}

/** Fills a namespace with exchanges of every kind. */
export async function fill(url, namespace) {
  const client = clientOf(url, namespace);
  const { post, control, chat } = client;
  await control('/pace', { pace: 'fast' });
  await chat('Write a haiku about rivers.', { stream: true });
  await runAgent(client);
  await post('/anthropic/v1/messages', {
    model: 'claude-sonnet-4-5',
    max_tokens: 300,
    stream: true,
    system: [{ type: 'text', text: 'Answer in one paragraph.', cache_control: { type: 'ephemeral' } }],
    messages: [{ role: 'user', content: 'Explain what a mutex is to a new colleague.' }],
  });
  await post('/v1/responses', {
    model: 'gpt-4o-mini',
    instructions: 'Be brief.',
    input: 'Name three rivers of Portugal.',
  });
  await post('/v1/embeddings', { model: 'text-embedding-3-small', input: 'the quick brown fox' });
  await chat('How hot may it get?', { temperature: 9 });
  await chat('Which model is this?', { model: 'gpt-9' });
  await control('/faults', ['rate-limited;first=1']);
  await chat('Count to three.');
  await chat('Count to three.', {}, { 'x-stainless-retry-count': '1' });
  await control('/faults', ['cut;after=6;first=1']);
  await chat('Tell me a longer story of the sea.', { stream: true }).catch(() => undefined);
  await chat('مرحبا، كيف حالك اليوم؟ 今日の天気はどうですか。');
  await control('/faults', undefined, 'DELETE');
}
