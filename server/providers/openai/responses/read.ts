import type { z } from 'zod';
import {
  type Content,
  contentMeasure,
  type JsonObject,
  type Message,
  type OutputFormat,
  type Part,
  type Profile,
  type Prompt,
  type ReadSource,
  separateMessageTokens,
  type ToolChoice,
  type ToolSpec,
} from '../../../core';
import { effectiveSchema } from '../dialect/strict-schema';
import { reasons } from './effort';
import { allItems } from './history';
import { isMessage, isToolOutput } from './items';
import { callableTools } from './offered-tools';
import type { inputTokensSchema, ResponsesBody } from './schema';
import type { InputContentPart } from './schema/content-parts';
import type { InputItem } from './schema/input-items';
import { type FunctionTool, isStrict, type RequestTool, type ResponsesCustomTool } from './schema/tools';

/** What counting and answering read alike. */
type ReadableBody = z.infer<typeof inputTokensSchema> &
  Partial<Pick<ResponsesBody, 'stream' | 'background' | 'max_output_tokens'>>;

/** What was asked, without this surface's words. */
export function read(body: ReadableBody, profile: Profile, { loaded, tokenizer }: ReadSource): Prompt {
  const tools = callableTools(body, loaded).flatMap(specsOf);
  const items = allItems(body, loaded);
  const systems = systemsOf(body, items);
  const system = systems.join('\n\n');
  const messages = messagesOf(items);
  return {
    model: body.model,
    ...(system === '' ? {} : { system }),
    messages,
    tools,
    toolChoice: choiceOf(body, tools),
    parallelTools: body.parallel_tool_calls !== false,
    output: outputOf(body),
    limits: { stop: [], ...(body.max_output_tokens == null ? {} : { maxOutput: body.max_output_tokens }) },
    choices: 1,
    stream: body.stream === true,
    ...(body.background === true ? { background: true } : {}),
    reasoning: reasons(body, profile),
    thoughts: contentMeasure(body.reasoning?.effort),
    words: contentMeasure(body.text?.verbosity),
    overhead: separateMessageTokens(systems, profile, tokenizer) + proTokens(body, profile, messages),
    countedAs: 'responses',
    ...(profile.framing.item === undefined ? {} : { ending: profile.framing.item }),
  };
}

/** What reasoning in the mode `pro` adds to the count of a prompt. */
function proTokens({ reasoning }: ReadableBody, { limits }: Profile, messages: readonly Message[]): number {
  if (reasoning?.mode !== 'pro') return 0;
  const turns = messages.filter(({ role }) => role === 'assistant').length;
  return (limits['pro_prompt'] ?? 0) + (limits['pro_turn'] ?? 0) * turns;
}

/** Instructions come first, then system and developer messages in their order. */
function systemsOf(body: ReadableBody, items: readonly InputItem[]): readonly string[] {
  const said = items.flatMap((item) =>
    isMessage(item) && (item.role === 'system' || item.role === 'developer') ? [wordsOf(item.content)] : [],
  );
  return [body.instructions ?? '', ...said].filter((text) => text !== '');
}

const wordsOf = (content: string | readonly InputContentPart[]): string =>
  typeof content === 'string'
    ? content
    : content.flatMap((part) => ('text' in part ? [String(part.text)] : [])).join('\n');

/** What the model said between two messages of others is one turn. */
function messagesOf(items: readonly InputItem[]): Message[] {
  const names = new Map<string, string>();
  const messages: Message[] = [];
  let turn: Part[] = [];
  for (const item of items) {
    if (item.type === 'function_call' || item.type === 'custom_tool_call') names.set(item.call_id, item.name);
    const said = partsOf(item);
    turn.push(...said);
    const other = otherOf(item, names);
    if (other === undefined) continue;
    if (turn.length > 0) messages.push({ role: 'assistant', parts: turn });
    turn = [];
    messages.push(other);
  }
  if (turn.length > 0) messages.push({ role: 'assistant', parts: turn });
  return messages;
}

/** What an item says for the model: nothing, where it is someone else's. */
function partsOf(item: InputItem): readonly Part[] {
  if (isMessage(item)) return item.role === 'assistant' ? assistantParts(item.content) : [];
  switch (item.type) {
    case 'reasoning':
      return [
        { type: 'reasoning', text: [...item.summary, ...(item.content ?? [])].map((part) => part.text).join('\n') },
      ];
    case 'function_call':
      return [{ type: 'tool-call', kind: 'function', name: item.name, input: item.arguments, id: item.call_id }];
    case 'custom_tool_call':
      return [{ type: 'tool-call', kind: 'custom', name: item.name, input: item.input, id: item.call_id }];
    default:
      return [];
  }
}

function assistantParts(content: string | readonly InputContentPart[]): readonly Part[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return content.flatMap((part): Part[] => {
    if (part.type === 'output_text') return [{ type: 'text', text: part.text }];
    return part.type === 'refusal' ? [{ type: 'refusal', text: part.refusal }] : [];
  });
}

/** The message of a user or of a tool that an item is, if it is one. */
function otherOf(item: InputItem, names: ReadonlyMap<string, string>): Message | undefined {
  if (isMessage(item)) return item.role === 'user' ? { role: 'user', content: contentOf(item.content) } : undefined;
  if (!isToolOutput(item)) return undefined;
  const name = names.get(item.call_id);
  return {
    role: 'tool',
    callId: item.call_id,
    content: contentOf(item.output),
    ...(name === undefined ? {} : { name }),
  };
}

const text = (words: string): Content => ({ type: 'text', text: words });

const contentOf = (content: string | readonly InputContentPart[]): readonly Content[] =>
  typeof content === 'string' ? [text(content)] : content.flatMap(pieceOf);

function pieceOf(part: InputContentPart): readonly Content[] {
  switch (part.type) {
    case 'input_text':
      return [text(part.text)];
    case 'input_image':
      return [
        {
          type: 'image',
          source: part.image_url ?? part.file_id ?? '',
          ...(part.detail == null ? {} : { detail: part.detail }),
        },
      ];
    case 'input_audio':
      return [{ type: 'audio', format: part.input_audio.format }];
    case 'input_file': {
      const name = part.filename ?? part.file_id ?? part.file_url;
      return [{ type: 'file', ...(name == null ? {} : { name }) }];
    }
    default:
      return [];
  }
}

const functionSpec = (tool: FunctionTool): ToolSpec => {
  const { name, description, parameters } = tool;
  const held = parameters == null ? undefined : effectiveSchema(parameters as JsonObject, tool.strict);
  return {
    kind: 'function',
    name,
    strict: held?.strict ?? isStrict(tool),
    ...(description == null ? {} : { description }),
    ...(held === undefined ? {} : { schema: held.schema }),
  };
};

const customSpec = ({ name, description, format }: ResponsesCustomTool): ToolSpec => ({
  kind: 'custom',
  name,
  ...(description == null ? {} : { description }),
  ...(format?.type === 'grammar' ? { grammar: { syntax: format.syntax, definition: format.definition } } : {}),
});

/** Tools that the client runs; hosted ones are the provider's own affair. */
function specsOf(tool: RequestTool): readonly ToolSpec[] {
  if (tool.type === 'function') return [functionSpec(tool)];
  if (tool.type === 'custom') return [customSpec(tool)];
  return tool.type === 'namespace' ? tool.tools.flatMap(specsOf) : [];
}

function choiceOf({ tool_choice: choice }: ReadableBody, tools: readonly ToolSpec[]): ToolChoice {
  if (choice === 'none' || tools.length === 0) return { type: choice === 'none' ? 'none' : 'auto' };
  if (choice == null || typeof choice === 'string') return { type: choice ?? 'auto' };
  const { type, name, mode } = choice;
  if ((type === 'function' || type === 'custom') && name != null) return { type: 'named', name };
  if (type !== 'allowed_tools') return { type: 'auto' };
  const names = (choice.tools ?? []).flatMap((tool) => (typeof tool['name'] === 'string' ? [tool['name']] : []));
  return { type: 'allowed', mode: mode ?? 'auto', names };
}

function outputOf({ text: asked }: ReadableBody): OutputFormat {
  const format = asked?.format;
  if (format?.type === 'json_object') return { type: 'json' };
  if (format?.type !== 'json_schema') return { type: 'text' };
  return {
    type: 'json-schema',
    name: format.name,
    schema: format.schema as JsonObject,
    strict: format.strict === true,
  };
}
