import type {
  Content,
  JsonObject,
  Message,
  OutputFormat,
  Part,
  Profile,
  Prompt,
  ReadSource,
  Tokenizer,
  ToolChoice,
  ToolSpec,
} from '../../../core';
import { contentMeasure, separateMessageTokens, textOf } from '../../../core';
import type { ChatBody, ChatMessage } from './schema';

/** The thinking switch of DeepSeek's own dialect, which no schema of the provider knows. */
export const isThinking = (body: ChatBody): boolean => {
  const { thinking } = body as { readonly thinking?: { readonly type?: unknown } | null };
  return thinking?.type !== 'disabled';
};

/** Does the model reason about this request? Some can be told not to. */
export function reasons(body: ChatBody, { reasoning, values }: Profile): boolean {
  const { reasoning_effort } = body;
  if (reasoning === 'open' && !isThinking(body)) return false;
  return reasoning !== 'none' && (reasoning_effort ?? values['default_effort']?.[0]) !== 'none';
}

/** Does the request use the deprecated functions instead of tools? */
export const isLegacy = ({ tools, functions }: ChatBody): boolean => !tools && Boolean(functions);

/** A chat request in neutral words. */
export function read(body: ChatBody, profile: Profile, { tokenizer }: ReadSource): Prompt {
  const system = body.messages.filter(isSystem).map(({ content }) => textOf(contentOf(content)));
  const tools = toolsOf(body);
  const maxOutput = body.max_completion_tokens ?? body.max_tokens;
  return {
    model: body.model,
    ...(system.length === 0 ? {} : { system: system.join('\n\n') }),
    messages: messagesOf(body.messages),
    tools,
    toolChoice: tools.length === 0 ? { type: 'none' } : toolChoiceOf(body),
    parallelTools: body.parallel_tool_calls !== false && !isLegacy(body),
    output: outputOf(body.response_format),
    limits: {
      ...(maxOutput ? { maxOutput } : {}),
      stop: typeof body.stop === 'string' ? [body.stop] : (body.stop ?? []),
    },
    choices: body.n ?? 1,
    stream: body.stream === true,
    reasoning: reasons(body, profile),
    thoughts: contentMeasure(body.reasoning_effort),
    words: contentMeasure(body.verbosity),
    ...seedOf(body),
    overhead: separateMessageTokens(system, profile, tokenizer) + namesOf(body, tokenizer),
  };
}

/** Without temperature the likeliest word is said, whatever the seed. */
const seedOf = ({ seed, temperature }: ChatBody): Pick<Prompt, 'seed'> =>
  seed == null || temperature === 0 ? {} : { seed };

/** A participant's name costs its tokens and one more (counting guide of OpenAI's cookbook). */
const namesOf = ({ messages }: ChatBody, { count }: Tokenizer): number =>
  messages.reduce((sum, message) => {
    const name = message.role === 'function' || message.role === 'tool' ? undefined : message.name;
    return sum + (name == null ? 0 : 1 + count(name));
  }, 0);

const isSystem = ({ role }: ChatMessage): boolean => role === 'system' || role === 'developer';

function messagesOf(messages: readonly ChatMessage[]): Message[] {
  const callers = new Map<string, string>();
  return messages.flatMap((message): Message[] => {
    switch (message.role) {
      case 'user':
        return [{ role: 'user', content: contentOf(message.content) }];
      case 'assistant': {
        const parts = earlierParts(message);
        for (const part of parts)
          if (part.type === 'tool-call' && part.id !== undefined) callers.set(part.id, part.name);
        return [{ role: 'assistant', parts }];
      }
      case 'tool': {
        const name = callers.get(message.tool_call_id);
        return [toolMessage(message.tool_call_id, name, message.content)];
      }
      case 'function':
        return [toolMessage(message.name, message.name, message.content)];
      default:
        return [];
    }
  });
}

const toolMessage = (callId: string, name: string | undefined, content: ChatMessage['content']): Message => ({
  role: 'tool',
  callId,
  ...(name === undefined ? {} : { name }),
  content: contentOf(content),
});

function contentOf(content: ChatMessage['content']): Content[] {
  if (!content) return [];
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return content.flatMap((part): Content[] => {
    switch (part.type) {
      case 'text':
        return [{ type: 'text', text: part.text }];
      case 'image_url': {
        const { url, detail } = part.image_url;
        return [{ type: 'image', source: url, ...(detail ? { detail } : {}) }];
      }
      case 'input_audio':
        return [{ type: 'audio', format: part.input_audio.format }];
      case 'file':
        return [{ type: 'file', ...(part.file.filename ? { name: part.file.filename } : {}) }];
      case 'refusal':
        return [{ type: 'text', text: part.refusal }];
      default:
        return [];
    }
  });
}

/** What an assistant said in an earlier turn. */
function earlierParts(message: Extract<ChatMessage, { role: 'assistant' }>): Part[] {
  const { content, refusal, tool_calls: calls, function_call: call } = message;
  const said = contentOf(content).flatMap((piece): Part[] => (piece.type === 'text' ? [piece] : []));
  const refused: Part[] = refusal ? [{ type: 'refusal', text: refusal }] : [];
  const called = (calls ?? []).map((made): Part => {
    const [kind, { name }, input] =
      made.type === 'function'
        ? (['function', made.function, made.function.arguments] as const)
        : (['custom', made.custom, made.custom.input] as const);
    return { type: 'tool-call', kind, name, input, id: made.id };
  });
  const legacy: Part[] = call ? [{ type: 'tool-call', kind: 'function', name: call.name, input: call.arguments }] : [];
  return [...said, ...refused, ...called, ...legacy];
}

type ChatFunction = NonNullable<ChatBody['functions']>[number];

const functionSpec = ({ name, description, parameters, strict }: ChatFunction): ToolSpec => ({
  kind: 'function',
  name,
  ...(description ? { description } : {}),
  ...(parameters ? { schema: parameters as JsonObject } : {}),
  ...(typeof strict === 'boolean' ? { strict } : {}),
});

function toolsOf({ tools, functions }: ChatBody): ToolSpec[] {
  if (!tools) return (functions ?? []).map(functionSpec);
  return tools.map((tool): ToolSpec => {
    if (tool.type === 'function') return functionSpec(tool.function);
    const { name, description, format } = tool.custom;
    const grammar = format?.type === 'grammar' ? { grammar: format.grammar } : {};
    return { kind: 'custom', name, ...(description ? { description } : {}), ...grammar };
  });
}

function toolChoiceOf(body: ChatBody): ToolChoice {
  const choice = (isLegacy(body) ? body.function_call : body.tool_choice) ?? 'auto';
  if (typeof choice === 'string') return { type: choice };
  if ('name' in choice) return { type: 'named', name: choice.name };
  const { type, allowed_tools: allowed } = choice;
  if (type === 'allowed_tools' && allowed) {
    const names = allowed.tools.flatMap((tool) => tool.function?.name ?? tool.custom?.name ?? []);
    return { type: 'allowed', mode: allowed.mode, names };
  }
  return { type: 'named', name: (type === 'custom' ? choice.custom : choice.function)?.name ?? '' };
}

function outputOf(format: ChatBody['response_format']): OutputFormat {
  if (format?.type === 'json_object') return { type: 'json' };
  if (format?.type !== 'json_schema') return { type: 'text' };
  const { name, schema, strict } = format.json_schema;
  return { type: 'json-schema', name, schema: (schema ?? {}) as JsonObject, strict: strict === true };
}
