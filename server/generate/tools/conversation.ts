import {
  isJsonObject,
  type Json,
  type Message,
  type Prompt,
  parseJson,
  type ToolCall,
  textOf,
  textOfPart,
} from '../../core';
import { remindersIn, saidMessages } from '../../matching';

/** Results that a client without messages for them tells as the user's words, as smolagents does. */
const TOLD = /^\s*(?:observation|(?:tool|function)[ _-](?:result|output|response|call result))s?\b[^:\n]{0,80}:\s*/iu;
const CALLED = /\bcalling tools?:\s*([[{][\s\S]*[\]}])/iu;
/** A name that a call with it in such words is known by. */
const TOLD_ID = 'told';

/** A prompt as the generator reads it: without a client's reminders, with told results as results. */
export function conversationOf(prompt: Prompt): HeardPrompt {
  const said = saidMessages(prompt.messages);
  const isPlain = prompt.tools.length === 0 || !said.some(isTold);
  const messages = isPlain ? said : said.flatMap((message, at) => heard(message, said, at));
  if (messages === prompt.messages) return prompt;
  const reminders = remindersIn(prompt.messages);
  return { ...prompt, messages, ...(reminders === '' ? {} : { reminders }) };
}

/** A prompt with what a client reminds the model of. */
export interface HeardPrompt extends Prompt {
  readonly reminders?: string;
}

function heard(message: Message, all: readonly Message[], at: number): readonly Message[] {
  const next = all[at + 1];
  const before = all[at - 1];
  if (message.role === 'assistant' && isTold(next)) {
    const calls = toldCalls(message.parts.map(textOfPart).join('\n'), at);
    return calls.length === 0 ? [message] : [{ role: 'assistant', parts: calls }];
  }
  if (!isTold(message) || before?.role !== 'assistant') return [message];
  const calls = toldCalls(before.parts.map(textOfPart).join('\n'), at - 1);
  const text = textOf(message.content).replace(TOLD, '');
  const result = (callId: string, words: string): Message => ({
    role: 'tool',
    callId,
    content: [{ type: 'text', text: words }],
  });
  // One text tells the results of all calls.
  if (calls.length === 0) return [result(TOLD_ID, text)];
  return calls.map(({ id }, place) => result(id ?? TOLD_ID, place === calls.length - 1 ? text : ''));
}

const isTold = (message: Message | undefined): message is Extract<Message, { role: 'user' }> =>
  message?.role === 'user' && TOLD.test(textOf(message.content));

/** Calls that an earlier turn wrote down as JSON, or as Python prints it. */
function toldCalls(text: string, at: number): readonly ToolCall[] {
  const written = CALLED.exec(text)?.[1];
  const value = written === undefined ? undefined : (parseJson(written) ?? parseJson(fromPython(written)));
  const list: readonly Json[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.flatMap((entry, place) => {
    const call = isJsonObject(entry) && isJsonObject(entry['function']) ? entry['function'] : entry;
    if (!isJsonObject(call) || typeof call['name'] !== 'string') return [];
    const input = call['arguments'] ?? {};
    return [
      {
        type: 'tool-call' as const,
        kind: 'function' as const,
        name: call['name'],
        input: typeof input === 'string' ? input : JSON.stringify(input),
        id: `${TOLD_ID}-${at}-${place}`,
      },
    ];
  });
}

const PYTHON = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\b(?:True|False|None)\b/gu;
const WORDS: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };

const fromPython = (text: string): string =>
  text.replace(PYTHON, (token) => WORDS[token] ?? JSON.stringify(token.slice(1, -1).replace(/\\(['"\\])/gu, '$1')));
