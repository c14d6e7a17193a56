const QUESTION = 'Tell me about the bench.';
// Anthropic's deltas are longer than a token, so a stream of 100 needs a longer text.
const LONG_QUESTION = 'Tell me about the long bench.';
const LONG_TEXT = 'The harbour keeps its own slow time, and every boat answers to the tide. ';

const say = (content) => [{ role: 'user', content }];

const toolsOf = (count) =>
  Array.from({ length: count }, (_, index) => ({
    type: 'function',
    function: {
      name: `tool_${index}`,
      description: LONG_TEXT.repeat(7),
      parameters: {
        type: 'object',
        properties: {
          path: { type: 'string', description: LONG_TEXT },
          depth: { type: 'integer', minimum: 0 },
          mode: { type: 'string', enum: ['read', 'write', 'append'] },
        },
        required: ['path'],
      },
    },
  }));

/** Forty turns and fifty tools: an agent late in its work, 200 KB. `mark` differs the history, `last` the last message. */
function agentBody({ mark = '', last = '' } = {}) {
  const messages = Array.from({ length: 39 }, (_, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content: `${index}${mark}: ${LONG_TEXT.repeat(54)}`,
  }));
  return {
    model: 'gpt-4o-mini',
    messages: [...messages, ...say(QUESTION + last)],
    tools: toolsOf(50),
    tool_choice: 'none',
  };
}

const WORDS =
  'harbour tide boat rope mast anchor gull fog pier lamp net crew chart buoy keel deck sail wind salt storm'.split(' ');

/** A sentence of twelve words that no other number has. */
const sentence = (n) =>
  `${Array.from({ length: 12 }, (_, at) => WORDS[(n * (at + 3) + at * at + (n >> at)) % WORDS.length]).join(' ')} ${n}`;

const TURNS = 20;

/** Turn `n % 20` of conversation `n / 20`: the history grows by a call and its result each turn, the ten tools stay. */
function loopBody(n) {
  const conversation = Math.floor(n / TURNS);
  const rounds = Array.from({ length: n % TURNS }, (_, turn) => {
    const id = `call_${conversation}_${turn}`;
    const call = { name: 'tool_1', arguments: JSON.stringify({ path: `notes/${conversation}/${turn}.md` }) };
    return [
      { role: 'assistant', content: null, tool_calls: [{ id, type: 'function', function: call }] },
      { role: 'tool', tool_call_id: id, content: `${sentence(n + turn)}. ${LONG_TEXT.repeat(4)}` },
    ];
  });
  return {
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: LONG_TEXT.repeat(20) },
      ...say(`Tell me about the bench and ${sentence(conversation)}.`),
      ...rounds.flat(),
    ],
    tools: toolsOf(10),
  };
}

const openai = { authorization: 'Bearer sk-any' };
const anthropic = { 'x-api-key': 'sk-any', 'anthropic-version': '2023-06-01' };
const CLAUDE = { model: 'claude-sonnet-4-6', max_tokens: 1024 };

/**
 * What is asked, and the least share of the raw server's requests per CPU second.
 * `body` is sent again and again, `bodyOf(n)` differs with each number.
 */
export const scenarios = [
  {
    name: 'a small chat JSON',
    goal: 0.65,
    path: '/v1/chat/completions',
    headers: openai,
    body: { model: 'gpt-4o-mini', messages: say('hi') },
  },
  {
    name: 'b small messages JSON',
    goal: 0.65,
    path: '/anthropic/v1/messages',
    headers: anthropic,
    body: { ...CLAUDE, messages: say('hi') },
  },
  {
    name: 'c chat stream, 100 deltas',
    goal: 0.55,
    path: '/v1/chat/completions',
    headers: openai,
    body: { model: 'gpt-4o-mini', messages: say(QUESTION), stream: true },
  },
  {
    name: 'd responses stream, 100 deltas',
    goal: 0.4,
    path: '/v1/responses',
    headers: openai,
    body: { model: 'gpt-4o-mini', input: QUESTION, stream: true },
  },
  {
    name: 'e messages stream, 100 deltas',
    goal: 0.4,
    path: '/anthropic/v1/messages',
    headers: anthropic,
    body: { ...CLAUDE, messages: say(LONG_QUESTION), stream: true },
  },
  { name: 'f chat of 200 KB, 50 tools', goal: 0.65, path: '/v1/chat/completions', headers: openai, body: agentBody() },
  {
    name: 'g small chat, each different',
    goal: 0.3,
    path: '/v1/chat/completions',
    headers: openai,
    bodyOf: (n) => ({ model: 'gpt-4o-mini', messages: say(`Tell me about the bench and ${sentence(n)}.`) }),
  },
  {
    name: 'h small message, each different',
    goal: 0.3,
    path: '/anthropic/v1/messages',
    headers: anthropic,
    bodyOf: (n) => ({ ...CLAUDE, messages: say(`Tell me about the bench and ${sentence(n)}.`) }),
  },
  {
    name: 'i chat, each different, no fixture',
    goal: 0.3,
    path: '/v1/chat/completions',
    headers: openai,
    bodyOf: (n) => ({ model: 'gpt-4o-mini', messages: say(`Say more of ${sentence(n)}.`) }),
  },
  {
    name: 'j agent loop, 20 turns, 10 tools',
    goal: 0.4,
    path: '/v1/chat/completions',
    headers: openai,
    bodyOf: loopBody,
  },
  {
    name: 'k chat of 200 KB, last message new',
    goal: 0.5,
    path: '/v1/chat/completions',
    headers: openai,
    bodyOf: (n) => agentBody({ last: ` ${n}` }),
  },
  {
    name: 'l chat of 200 KB, all new',
    goal: 0.35,
    path: '/v1/chat/completions',
    headers: openai,
    bodyOf: (n) => agentBody({ mark: ` of ${n}`, last: ` ${n}` }),
  },
  {
    name: 'm chat stream, each different',
    goal: 0.3,
    path: '/v1/chat/completions',
    headers: openai,
    bodyOf: (n) => ({ model: 'gpt-4o-mini', messages: say(`${QUESTION} ${sentence(n)}`), stream: true }),
  },
];

/** The body of a scenario's request of this number. */
export const bodyOf = ({ body, bodyOf: make }, n) => body ?? make(n);

/** A scenario's request of this number as it goes over the wire. */
export function requestBytes(scenario, n) {
  const { path, headers } = scenario;
  const payload = Buffer.from(JSON.stringify(bodyOf(scenario, n)));
  const fields = {
    host: '127.0.0.1',
    'content-type': 'application/json',
    'content-length': payload.length,
    ...headers,
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${head.join('')}\r\n`), payload]);
}

/** Paced streams: many at a short gap for lateness, very many at a wide one for memory. Times in milliseconds. */
export const pacedScenario = {
  streams: 2_000,
  gap: 20,
  ramp: 1_500,
  rounds: 5,
  many: 10_000,
  wideGap: 400,
  wideRamp: 12_000,
};

/** Lateness, median and 99th percentile, as a multiple of a raw server's: at most this. */
export const PACED_GOAL = 1.5;

/** KiB of memory that an open stream may take over a raw server's. */
export const OVER_RAW_GOAL = 30;

/** Start to ready, as a multiple of a bare Express application: at most this. */
export const START_GOAL = 2.5;
