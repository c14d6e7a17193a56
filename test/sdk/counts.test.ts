import type { MessageCountTokensParams, MessageParam } from '@anthropic-ai/sdk/resources/messages';
import { useTwins } from './twins';
import { weatherQuestion, weatherTool } from './weather';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type /Page>>endobj\n2 0 obj<</Type /Page>>endobj\n%%EOF').toString(
  'base64',
);

const MODEL = 'claude-sonnet-4-6';
const user = (content: MessageParam['content']): MessageParam => ({ role: 'user', content });
const image = {
  type: 'image' as const,
  source: { type: 'base64' as const, media_type: 'image/png' as const, data: PNG },
};
const prose = 'The harbour lay quiet in the morning light, and nobody had yet come down to the boats to begin the day.';

const asked: Readonly<Record<string, MessageCountTokensParams>> = {
  words: { model: MODEL, messages: [user(prose)] },
  'words for a newer tokenizer': { model: 'claude-sonnet-5-5', messages: [user(prose)] },
  'a system prompt of blocks': { model: MODEL, system: [{ type: 'text', text: prose }], messages: [user('hi')] },
  tools: { model: MODEL, tools: [weatherTool.messages], messages: [user('hi')] },
  'a tool that must be called': {
    model: MODEL,
    tools: [weatherTool.messages],
    tool_choice: { type: 'any' },
    messages: [user('hi')],
  },
  'a tool of the house': { model: MODEL, tools: [{ type: 'bash_20250124', name: 'bash' }], messages: [user('hi')] },
  'an image': { model: MODEL, messages: [user([image])] },
  'a text document': {
    model: MODEL,
    messages: [user([{ type: 'document', source: { type: 'text', media_type: 'text/plain', data: prose } }])],
  },
  'a document of blocks': {
    model: MODEL,
    messages: [
      user([{ type: 'document', source: { type: 'content', content: [image, { type: 'text', text: prose }] } }]),
    ],
  },
  'a PDF': {
    model: MODEL,
    messages: [user([{ type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: PDF } }])],
  },
  'a search result': {
    model: MODEL,
    messages: [user([{ type: 'search_result', source: 's', title: 't', content: [{ type: 'text', text: prose }] }])],
  },
  'a format': {
    model: MODEL,
    output_config: {
      format: { type: 'json_schema', schema: { type: 'object', properties: {}, additionalProperties: false } },
    },
    messages: [user('hi')],
  },
  'a marker for the cache': { model: MODEL, cache_control: { type: 'ephemeral' }, messages: [user(prose)] },
};

describe('anthropic.messages.countTokens', () => {
  const clientsIn = useTwins();

  test.each(Object.entries(asked))('%s: the number is that of usage', async (title, body) => {
    const [{ anthropic }] = clientsIn(`count ${title}`);
    const { input_tokens } = await anthropic.messages.countTokens(body);
    const { usage } = await anthropic.messages.create({ ...body, max_tokens: 64 });
    expect(input_tokens).toBe(usage.input_tokens);
    const { input_tokens: least } = await anthropic.messages.countTokens({ model: body.model, messages: [user('a')] });
    expect(input_tokens).toBeGreaterThan(least - 1);
  });

  test('thoughts count as long as their turn goes on, and no longer', async () => {
    const [{ anthropic }] = clientsIn('count thoughts');
    const settings = {
      model: 'claude-haiku-4-5',
      tools: [weatherTool.messages],
      thinking: { type: 'enabled' as const, budget_tokens: 1024 },
    };
    const question = user(weatherQuestion);
    const { content } = await anthropic.messages.create({ ...settings, max_tokens: 4096, messages: [question] });
    const call = content.find((block) => block.type === 'tool_use');
    const result = user([{ type: 'tool_result', tool_use_id: call?.id ?? '', content: '21 degrees' }]);
    const silent = content.filter(({ type }) => type !== 'thinking');
    const count = async (said: typeof content, ...later: MessageParam[]): Promise<number> => {
      const messages: MessageParam[] = [question, { role: 'assistant', content: said }, result, ...later];
      const { thinking: _thinking, ...unthinking } = settings;
      return (await anthropic.messages.countTokens({ ...unthinking, messages })).input_tokens;
    };
    expect(await count(content)).toBeGreaterThan(await count(silent));
    const later: MessageParam[] = [{ role: 'assistant', content: '21 degrees.' }, user('Thanks.')];
    expect(await count(content, ...later)).toBe(await count(silent, ...later));
  });
});
