const QUESTION = 'Tell me about the bench.';
// Anthropic's deltas are longer than a token, so a stream of 100 needs a longer text.
const LONG_QUESTION = 'Tell me about the long bench.';
const LONG_TEXT = 'The harbour keeps its own slow time, and every boat answers to the tide. ';

const say = (content) => [{ role: 'user', content }];

/** Forty turns and fifty tools: an agent late in its work, 200 KB. */
function agentBody() {
  const messages = Array.from({ length: 39 }, (_, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content: `${index}: ${LONG_TEXT.repeat(54)}`,
  }));
  const tools = Array.from({ length: 50 }, (_, index) => ({
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
  return { model: 'gpt-4o-mini', messages: [...messages, ...say(QUESTION)], tools, tool_choice: 'none' };
}

const openai = { authorization: 'Bearer sk-any' };
const anthropic = { 'x-api-key': 'sk-any', 'anthropic-version': '2023-06-01' };
const CLAUDE = { model: 'claude-sonnet-4-6', max_tokens: 1024 };

/** What is asked, and the least share of the raw server's requests per CPU second. */
export const scenarios = [
  {
    name: 'a small chat JSON',
    goal: 0.5,
    path: '/v1/chat/completions',
    headers: openai,
    body: { model: 'gpt-4o-mini', messages: say('hi') },
  },
  {
    name: 'b small messages JSON',
    goal: 0.5,
    path: '/anthropic/v1/messages',
    headers: anthropic,
    body: { ...CLAUDE, messages: say('hi') },
  },
  {
    name: 'c chat stream, 100 deltas',
    goal: 0.4,
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
  { name: 'f chat of 200 KB, 50 tools', goal: 0.5, path: '/v1/chat/completions', headers: openai, body: agentBody() },
];

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
