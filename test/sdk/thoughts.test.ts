import { BadRequestError } from '@anthropic-ai/sdk';
import type {
  ContentBlock,
  MessageCreateParamsNonStreaming,
  MessageParam,
  ThinkingBlock,
} from '@anthropic-ai/sdk/resources/messages';
import { createEmulator } from '../../server';
import { NOW } from '../support/start';
import { clientsOf, useTwins } from './twins';
import { weatherQuestion, weatherTool } from './weather';

type Asked = Omit<MessageCreateParamsNonStreaming, 'messages'>;

const tools = [weatherTool.messages];

/** Models that show their thoughts, that keep them back, and one of another provider. */
const askers: Readonly<Record<string, Asked>> = {
  'a budget of thoughts': {
    model: 'claude-haiku-4-5',
    max_tokens: 4096,
    tools,
    thinking: { type: 'enabled', budget_tokens: 1024 },
  },
  'omitted thoughts': { model: 'claude-sonnet-5-5', max_tokens: 4096, tools, thinking: { type: 'adaptive' } },
  'summarized thoughts': {
    model: 'claude-opus-5-5',
    max_tokens: 4096,
    tools,
    thinking: { type: 'adaptive', display: 'summarized' },
  },
  'a reasoning model': {
    model: 'deepseek-r1',
    max_tokens: 4096,
    tools,
    thinking: { type: 'enabled', budget_tokens: 1024 },
  },
};

const question: MessageParam = { role: 'user', content: weatherQuestion };

/** What a client sends after the first reply: the reply as it came, and the tool's result. */
function continued(content: readonly ContentBlock[]): MessageParam[] {
  const results = content.flatMap((block) =>
    block.type === 'tool_use' ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: '21 degrees' }] : [],
  );
  return [question, { role: 'assistant', content: [...content] }, { role: 'user', content: results }];
}

const withThought = (content: readonly ContentBlock[], change: (thought: ThinkingBlock) => object): ContentBlock[] =>
  content.map((block) => (block.type === 'thinking' ? ({ ...block, ...change(block) } as ContentBlock) : block));

/** The same text with one letter replaced. */
const bent = (text: string): string => text.slice(0, 60) + (text[60] === 'A' ? 'B' : 'A') + text.slice(61);

describe('thoughts that are sent back', () => {
  const clientsIn = useTwins();

  test.each(Object.entries(askers))('with %s a tool loop goes through, streamed or not', async (title, asked) => {
    const [streaming, plain] = clientsIn(`loop ${title}`);
    const first = await plain.anthropic.messages.create({ ...asked, messages: [question] });
    expect(first.content[0]).toMatchObject({ type: 'thinking', signature: expect.stringMatching(/^CAQS/) });
    const second = await plain.anthropic.messages.create({ ...asked, messages: continued(first.content) });
    expect(second.content.at(-1)).toMatchObject({ type: 'text', text: expect.stringMatching(/\S/) });
    const streamed = await streaming.anthropic.messages.stream({ ...asked, messages: [question] }).finalMessage();
    const followed = await streaming.anthropic.messages
      .stream({ ...asked, messages: continued(streamed.content) })
      .finalMessage();
    expect(followed.stop_reason).toBe('end_turn');
  });

  test.each(Object.entries(askers))('with %s a bent signature is refused', async (title, asked) => {
    const [{ anthropic }] = clientsIn(`signature ${title}`);
    const { content } = await anthropic.messages.create({ ...asked, messages: [question] });
    const messages = continued(withThought(content, ({ signature }) => ({ signature: bent(signature) })));
    await expect(anthropic.messages.create({ ...asked, messages })).rejects.toThrow(
      'messages.1.content.0: Invalid `signature` in `thinking` block',
    );
    await expect(anthropic.messages.countTokens({ model: asked.model, tools, messages })).rejects.toThrow(
      BadRequestError,
    );
  });

  test.each(Object.entries(askers))('with %s one letter more is refused', async (title, asked) => {
    const [{ anthropic }] = clientsIn(`words ${title}`);
    const { content } = await anthropic.messages.create({ ...asked, messages: [question] });
    const changed = withThought(content, ({ thinking }) => ({ thinking: `${thinking}.` }));
    await expect(anthropic.messages.create({ ...asked, messages: continued(changed) })).rejects.toThrow(
      'messages.1.content.0: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified.',
    );
    const later: MessageParam[] = [
      ...continued(changed),
      { role: 'assistant', content: '21 degrees.' },
      { role: 'user', content: 'Thanks.' },
    ];
    await expect(anthropic.messages.create({ ...asked, messages: later })).rejects.toThrow(
      'messages.1.content.0: Invalid `signature` in `thinking` block',
    );
  });

  test('a thought is read by any other emulator, whatever its seed', async () => {
    const [{ anthropic }] = clientsIn('elsewhere');
    const asked = askers['omitted thoughts'] as Asked;
    const { content } = await anthropic.messages.create({ ...asked, messages: [question] });
    const other = await createEmulator({ port: 0, clock: { frozen: NOW }, service: 'vendor', seed: 99 });
    try {
      const reply = await clientsOf(other).anthropic.messages.create({ ...asked, messages: continued(content) });
      expect(reply.stop_reason).toBe('end_turn');
    } finally {
      await other.stop();
    }
  });

  test('a thought of a model that binds it is not read under another system prompt', async () => {
    const [{ anthropic }] = clientsIn('bound');
    const asked = { ...(askers['omitted thoughts'] as Asked), system: 'You are terse.' };
    const { content } = await anthropic.messages.create({ ...asked, messages: [question] });
    const messages = continued(content);
    await expect(anthropic.messages.create({ ...asked, system: 'You are kind.', messages })).rejects.toThrow(
      'The `system` prompt differs from the one this block was created with.',
    );
    const marked = [{ type: 'text' as const, text: asked.system, cache_control: { type: 'ephemeral' as const } }];
    await expect(anthropic.messages.create({ ...asked, system: marked, messages })).resolves.toBeDefined();
  });

  test('a thought that is kept back comes and goes as data', async () => {
    const [streaming, plain] = clientsIn('redacted');
    const asked = askers['a budget of thoughts'] as Asked;
    const trigger =
      'ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB';
    const messages: MessageParam[] = [{ role: 'user', content: trigger }];
    const { content } = await plain.anthropic.messages.create({ ...asked, messages });
    const streamed = await streaming.anthropic.messages.stream({ ...asked, messages }).finalMessage();
    expect(streamed.content).toEqual(content);
    expect(content[0]).toMatchObject({ type: 'redacted_thinking' });
    const next = (blocks: ContentBlock[]) =>
      plain.anthropic.messages.create({
        ...asked,
        messages: [...messages, { role: 'assistant', content: blocks }, { role: 'user', content: 'Go on.' }],
      });
    await expect(next(content)).resolves.toBeDefined();
    const broken = content.map((block) =>
      block.type === 'redacted_thinking' ? { ...block, data: bent(block.data) } : block,
    );
    await expect(next(broken)).rejects.toThrow('messages.1.content.0: Invalid `data` in `redacted_thinking` block');
  });
});
