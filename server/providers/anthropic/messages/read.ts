import {
  type Content,
  type ContentMeasure,
  contentMeasure,
  type JsonObject,
  type Message,
  type OutputFormat,
  type Part,
  type Profile,
  type Prompt,
  type ReadSource,
  type ToolChoice,
  type ToolSpec,
} from '../../../core';
import { imageTokens, pdfTokens, toolOverhead } from './input-tokens';
import { withFileContents } from './referenced-files';
import type { AnyMessagesBody } from './schema';
import { blocksOf, type ContentBlock, type ResultBlock } from './schema/blocks';
import { isCustomTool, type Tool, toolType } from './schema/tools';

type BodyMessage = AnyMessagesBody['messages'][number];

/** Puts what was asked into the neutral prompt. */
export function read(asked: AnyMessagesBody, profile: Profile, { loaded }: Pick<ReadSource, 'loaded'>): Prompt {
  const body = withFileContents(asked, loaded);
  const system = systemOf(body);
  const { max_tokens: maxOutput, stop_sequences: stop } = body;
  return {
    model: body.model,
    ...(system === '' ? {} : { system }),
    messages: messagesOf(body, profile),
    tools: (body.tools ?? []).flatMap(specOf),
    toolChoice: choiceOf(body),
    parallelTools: !isSerial(body),
    output: formatOf(body),
    limits: { ...(maxOutput === undefined ? {} : { maxOutput }), stop: stop ?? [] },
    choices: 1,
    stream: body.stream === true,
    reasoning: profile.reasoning !== 'none' && (asksForThinking(body) || thinksUnasked(body, profile)),
    thoughts: thoughtsOf(body),
    overhead: toolOverhead(body, profile),
    countedAs: 'messages',
  };
}

// A reader of the answer may rely on `content[0].text`, so a thought comes first only where it was asked for.
// Where a tool must be called, "thinking is skipped and the response begins with the tool call".
const asksForThinking = ({ thinking, tool_choice: choice }: AnyMessagesBody): boolean =>
  thinking?.type === 'enabled' || (thinking?.type === 'adaptive' && choice?.type !== 'any' && choice?.type !== 'tool');

/**
 * A model that thinks where nothing is said of thinking does so where the prompt is worth it: in 25 of 77 recordings of
 * claude-sonnet-5. Which prompts those are is a guess.
 */
function thinksUnasked({ thinking, tool_choice: choice, messages }: AnyMessagesBody, { traits }: Profile): boolean {
  if (thinking !== undefined || !traits.has('thinks-unasked') || choice?.type === 'any' || choice?.type === 'tool')
    return false;
  const last = messages.at(-1);
  if (last?.role !== 'user') return false;
  const text = textOfBlocks(last.content).join('\n');
  return text.length > LONG_QUESTION || /\b(?:prove|proof|step by step|derive|solve|puzzle|debug)\b/i.test(text);
}

/** Characters of a question that is worth a thought. */
const LONG_QUESTION = 2_000;

/** Thoughts of a smaller budget are brief, those of a greater one long; the sizes are a guess. */
const SMALL_BUDGET = 2_048;
const GREAT_BUDGET = 16_000;

/** An effort goes before a budget. */
function thoughtsOf({ thinking, output_config: config }: AnyMessagesBody): ContentMeasure {
  if (config?.effort != null || thinking?.type !== 'enabled') return contentMeasure(config?.effort);
  if (thinking.budget_tokens < SMALL_BUDGET) return 'brief';
  return thinking.budget_tokens < GREAT_BUDGET ? 'usual' : 'long';
}

const textOfBlocks = (content: BodyMessage['content']): string[] =>
  blocksOf(content).flatMap((block) => (block.type === 'text' ? [block.text] : []));

/** The system prompt, and what system messages say later on. */
function systemOf({ system = [], messages }: AnyMessagesBody): string {
  const head = typeof system === 'string' ? [system] : system.map(({ text }) => text);
  const later = messages.flatMap(({ role, content }) => (role === 'system' ? textOfBlocks(content) : []));
  return [...head, ...later].filter((text) => text !== '').join('\n\n');
}

/** The conversation without system messages; neighbours of one role are read as one message. */
function messagesOf(body: AnyMessagesBody, profile: Profile): Message[] {
  const names = callNames(body);
  const thoughtsFrom = body.messages.findLastIndex(isUserTurn);
  const said: Message[] = [];
  for (const [index, { role, content }] of body.messages.entries()) {
    if (role === 'user') for (const message of userMessages(blocksOf(content), names, profile)) said.push(message);
    if (role === 'assistant') said.push({ role, parts: partsOf(blocksOf(content), index > thoughtsFrom) });
  }
  return merged(said);
}

/** A user message that is more than the results of tools. */
const isUserTurn = ({ role, content }: BodyMessage): boolean =>
  role === 'user' && (typeof content === 'string' || content.some(({ type }) => type !== 'tool_result'));

const callNames = ({ messages }: AnyMessagesBody): ReadonlyMap<string, string> =>
  new Map(
    messages.flatMap(({ content }) =>
      blocksOf(content).flatMap((block) => (block.type === 'tool_use' ? [[block.id, block.name] as const] : [])),
    ),
  );

/** Tool results become messages of their own; what stands between them is the user's. */
function userMessages(
  blocks: readonly ContentBlock[],
  names: ReadonlyMap<string, string>,
  profile: Profile,
): Message[] {
  const contentOf = (block: AnyBlock): readonly Content[] =>
    (readers[block.type] as BlockReader<AnyBlock>)(block, profile);
  return blocks.flatMap((block): Message[] => {
    if (block.type !== 'tool_result') return [{ role: 'user', content: contentOf(block) }];
    const { tool_use_id: callId, content = [] } = block;
    const name = names.get(callId);
    const pieces = typeof content === 'string' ? [{ type: 'text', text: content } as const] : content;
    return [{ role: 'tool', callId, ...(name === undefined ? {} : { name }), content: pieces.flatMap(contentOf) }];
  });
}

/** Neighbors of one role as one message. Their parts are joined once: a copy for each would cost the square of their number. */
function merged(messages: readonly Message[]): Message[] {
  const list: Message[] = [];
  for (let from = 0; from < messages.length; ) {
    const first = messages[from] as Message;
    let to = from + 1;
    while (first.role !== 'tool' && messages[to]?.role === first.role) to += 1;
    list.push(to - from === 1 ? first : joinedMessages(messages.slice(from, to)));
    from = to;
  }
  return list;
}

const joinedMessages = (run: readonly Message[]): Message =>
  run[0]?.role === 'assistant'
    ? { role: 'assistant', parts: run.flatMap((message) => (message.role === 'assistant' ? message.parts : [])) }
    : { role: 'user', content: run.flatMap((message) => (message.role === 'user' ? message.content : [])) };

type AnyBlock = ContentBlock | ResultBlock;

type BlockReader<Block> = (block: Block, profile: Profile) => readonly Content[];

const nothing = (): readonly Content[] => [];

/** What each block is to a reader; results of server tools say nothing that a client wrote. */
const readers: { readonly [Type in AnyBlock['type']]: BlockReader<Extract<AnyBlock, { type: Type }>> } = {
  text: ({ text }) => (text === '' ? [] : [{ type: 'text', text }]),
  image: (block, profile) => [imageOf(block, profile)],
  document: documentOf,
  search_result: ({ title, content }) => [
    { type: 'file', name: title, text: content.map(({ text }) => text).join('\n') },
  ],
  container_upload: ({ file_id: name }) => [{ type: 'file', name }],
  tool_reference: ({ tool_name: text }) => [{ type: 'text', text }],
  browser_state: ({ tabs }) => [{ type: 'text', text: tabs.map(({ url }) => url).join('\n') }],
  tool_result: nothing,
  tool_use: nothing,
  thinking: nothing,
  redacted_thinking: nothing,
  server_tool_use: nothing,
  bash_code_execution_tool_result: nothing,
  code_execution_tool_result: nothing,
  text_editor_code_execution_tool_result: nothing,
  tool_search_tool_result: nothing,
  web_fetch_tool_result: nothing,
  web_search_tool_result: nothing,
  advisor_tool_result: nothing,
  compaction: ({ content }) => (content == null ? [] : [{ type: 'text', text: content }]),
  fallback: nothing,
  mcp_tool_listing: nothing,
  mcp_tool_result: nothing,
  mcp_tool_use: nothing,
  tool_addition: nothing,
  tool_removal: nothing,
};

type ImageBlock = Extract<ContentBlock, { type: 'image' }>;
type ImageSource = ImageBlock['source'];

const imageOf = ({ source }: ImageBlock, profile: Profile): Content => ({
  type: 'image',
  source: sourceOf(source),
  tokens: imageTokens(source.type === 'base64' ? source.data : undefined, profile),
});

function documentOf(
  { source, title, context }: Extract<ContentBlock, { type: 'document' }>,
  profile: Profile,
): readonly Content[] {
  const name = title == null ? {} : { name: title };
  if (source.type === 'text') return [{ type: 'file', ...name, text: joined(context, source.data) }];
  if (source.type === 'content') {
    const blocks = typeof source.content === 'string' ? [] : source.content;
    const texts = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []));
    const text = typeof source.content === 'string' ? source.content : texts.join('\n');
    const images = blocks.flatMap((block) => (block.type === 'image' ? [imageOf(block, profile)] : []));
    return [{ type: 'file', ...name, text: joined(context, text) }, ...images];
  }
  const tokens = pdfTokens(source.type === 'base64' ? source.data : undefined, profile);
  return [{ type: 'file', ...name, text: context ?? '', tokens }];
}

const joined = (context: string | null | undefined, text: string): string =>
  context == null ? text : `${context}\n${text}`;

function sourceOf(source: ImageSource): string {
  if (source.type === 'base64') return `data:${source.media_type};base64,${source.data}`;
  return source.type === 'url' ? source.url : source.file_id;
}

/** An earlier turn; thoughts only of the turn that still goes on, for the service forgets older ones. */
function partsOf(blocks: readonly ContentBlock[], withThoughts: boolean): Part[] {
  return blocks.flatMap((block): Part[] => {
    switch (block.type) {
      case 'text':
        return textPart(block.text);
      // A summary stands for the turns that it sums up.
      case 'compaction':
        return textPart(block.content ?? '');
      case 'thinking':
        return withThoughts ? [{ type: 'reasoning', text: block.thinking, current: true }] : [];
      case 'tool_use': {
        const { id, name, input } = block;
        return [{ type: 'tool-call', kind: 'function', id, name, input: JSON.stringify(input) }];
      }
      default:
        return [];
    }
  });
}

const textPart = (text: string): Part[] => (text === '' ? [] : [{ type: 'text', text }]);

const command = { type: 'object', properties: { command: { type: 'string' } }, required: ['command'] } as const;
const commandAndPath = {
  type: 'object',
  properties: { command: { type: 'string' }, path: { type: 'string' } },
  required: ['command', 'path'],
} as const;
const action = { type: 'object', properties: { action: { type: 'string' } }, required: ['action'] } as const;

/** What a model must say to call a tool that the service has given a shape, by the name that the tool must bear. */
const CLIENT_TOOLS: Readonly<Record<string, JsonObject>> = {
  bash: command,
  computer: action,
  memory: commandAndPath,
  str_replace_editor: commandAndPath,
  str_replace_based_edit_tool: commandAndPath,
};

/** A tool that the client runs. Server tools and toolsets are the service's to run, so no reply calls them. */
function specOf(tool: Tool): ToolSpec[] {
  if (isCustomTool(tool)) {
    const { name, description, input_schema: schema, strict } = tool;
    return [
      {
        kind: 'function',
        name,
        ...(description === undefined ? {} : { description }),
        schema: schema as JsonObject,
        ...(strict === undefined ? {} : { strict }),
      },
    ];
  }
  const name = 'name' in tool ? String(tool.name) : '';
  const schema =
    Object.hasOwn(CLIENT_TOOLS, name) && !toolType(tool).includes('_toolset_') ? CLIENT_TOOLS[name] : undefined;
  return schema === undefined ? [] : [{ kind: 'function', name, schema }];
}

function choiceOf({ tool_choice: choice }: AnyMessagesBody): ToolChoice {
  if (choice === undefined) return { type: 'auto' };
  if (choice.type === 'tool') return { type: 'named', name: choice.name };
  return { type: choice.type === 'any' ? 'required' : choice.type };
}

const isSerial = ({ tool_choice: choice }: AnyMessagesBody): boolean =>
  choice !== undefined && choice.type !== 'none' && choice.disable_parallel_tool_use === true;

/** The format has no name on this surface. */
const FORMAT_NAME = 'response';

function formatOf({ output_config: config, output_format: old }: AnyMessagesBody): OutputFormat {
  const format = config?.format ?? old;
  if (format == null) return { type: 'text' };
  return { type: 'json-schema', name: FORMAT_NAME, schema: format.schema as JsonObject, strict: true };
}
