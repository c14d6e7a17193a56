import { isRecord, listOf, type Message, type MessagePart, parsedOrText, textOrEmpty } from './message';
import { readContent, readPart } from './read-part';

/** What a request asks, as one would read it. */
export interface ReadRequest {
  readonly messages: readonly Message[];
  /** Tools that the model may call. */
  readonly tools: readonly { readonly name: string; readonly description: string; readonly definition: unknown }[];
}

/** Reads the body of a request of any surface. */
export function readRequest(body: unknown): ReadRequest {
  if (!isRecord(body)) return { messages: [], tools: [] };
  const { system, instructions, messages, input, prompt } = body;
  const leading = system ?? instructions;
  const given = messages ?? input ?? prompt;
  return {
    messages: [
      ...(leading === undefined ? [] : [{ role: 'system', parts: readContent(leading) }]),
      ...(Array.isArray(given) ? given.map(readMessage) : given === undefined ? [] : [readMessage(given)]),
    ],
    tools: listOf(body['tools']).map(readTool),
  };
}

function readTool(tool: unknown): ReadRequest['tools'][number] {
  const outer = isRecord(tool) ? tool : {};
  const inner = isRecord(outer['function']) ? outer['function'] : outer;
  return {
    name: textOrEmpty(inner['name']) || textOrEmpty(outer['type']) || 'tool',
    description: textOrEmpty(inner['description']),
    definition: tool,
  };
}

const ROLES: Readonly<Record<string, string>> = {
  function_call: 'assistant',
  custom_tool_call: 'assistant',
  reasoning: 'assistant',
  function_call_output: 'tool',
  custom_tool_call_output: 'tool',
};

/** Reads a message of Chat Completions or Messages, or an item of Responses. */
export function readMessage(message: unknown): Message {
  if (!isRecord(message)) return { role: 'user', parts: readContent(message) };
  const type = textOrEmpty(message['type']);
  if (message['role'] === undefined && type !== 'message') {
    return { role: ROLES[type] ?? 'user', parts: [readPart(message)] };
  }
  const role = textOrEmpty(message['role']) || 'assistant';
  const content = readContent(message['content']);
  if (role === 'tool') {
    return { role, parts: [{ kind: 'result', id: textOrEmpty(message['tool_call_id']), parts: content }] };
  }
  return { role, parts: [...thinkingOf(message), ...content, ...refusalOf(message), ...callsOf(message)] };
}

const thinkingOf = (message: Readonly<Record<string, unknown>>): readonly MessagePart[] => {
  const text = textOrEmpty(message['reasoning_content'] ?? message['reasoning']);
  return text === '' ? [] : [{ kind: 'thinking', text }];
};

const refusalOf = (message: Readonly<Record<string, unknown>>): readonly MessagePart[] => {
  const text = textOrEmpty(message['refusal']);
  return text === '' ? [] : [{ kind: 'refusal', text }];
};

/** Tool calls of Chat Completions. */
function callsOf(message: Readonly<Record<string, unknown>>): readonly MessagePart[] {
  const old = isRecord(message['function_call']) ? [{ function: message['function_call'] }] : [];
  return [...listOf(message['tool_calls']), ...old].filter(isRecord).map((call) => {
    const made = isRecord(call['function']) ? call['function'] : isRecord(call['custom']) ? call['custom'] : {};
    return {
      kind: 'call',
      name: textOrEmpty(made['name']),
      id: textOrEmpty(call['id']),
      input: parsedOrText(made['arguments'] ?? made['input'] ?? ''),
    };
  });
}
