import { type Content, type Message, type Prompt, type ToolSpec, textOf } from '../core';
import { normalise } from './text';

/** What matchers look at: one request, read once. */
export interface Subject {
  readonly prompt: Prompt;
  readonly surface: string;
  /** Words of the last user message, empty where there is none. */
  readonly user: string;
  /** The same words as exact criteria compare them. */
  readonly userKey: string;
  /** How many messages the user has written. */
  readonly turns: number;
  /** Tools that the reply may call. */
  readonly offered: readonly ToolSpec[];
  /** Names of the tools whose results end the conversation; undefined where a tool did not speak last. */
  readonly results: readonly string[] | undefined;
  /** Is the last message a user's? */
  readonly asked: boolean;
}

/** Reads what matchers need out of a prompt. */
export function subjectOf(prompt: Prompt, surface: string): Subject {
  const { messages } = prompt;
  const last = messages.at(-1);
  const user = textOf(messages.findLast((message) => message.role === 'user')?.content ?? []);
  return {
    prompt,
    surface,
    user,
    userKey: normalise(user),
    turns: messages.filter(({ role }) => role === 'user').length,
    offered: offeredTools(prompt),
    results: last?.role === 'tool' ? toolResults(messages).map(({ name }) => name) : undefined,
    asked: last?.role === 'user',
  };
}

/** The tools that a prompt lets the reply call. */
export function offeredTools({ tools, toolChoice }: Prompt): readonly ToolSpec[] {
  if (toolChoice.type === 'none') return [];
  if (toolChoice.type === 'named') return tools.filter(({ name }) => name === toolChoice.name);
  if (toolChoice.type === 'allowed') return tools.filter(({ name }) => toolChoice.names.includes(name));
  return tools;
}

/** One result of a tool, with the call that asked for it. */
export interface ToolResult {
  readonly name: string;
  /** Input of the call; empty where the call is not in the conversation. */
  readonly input: string;
  readonly content: readonly Content[];
}

/** The results of tools with which a conversation ends, in their order. */
export function toolResults(messages: readonly Message[]): readonly ToolResult[] {
  const start = messages.findLastIndex(({ role }) => role !== 'tool') + 1;
  const calls = messages.flatMap((message) => (message.role === 'assistant' ? message.parts : []));
  return messages.slice(start).flatMap((message) => {
    if (message.role !== 'tool') return [];
    const call = calls.findLast((part) => part.type === 'tool-call' && part.id === message.callId);
    const known = call?.type === 'tool-call' ? call : undefined;
    return [{ name: message.name ?? known?.name ?? '', input: known?.input ?? '', content: message.content }];
  });
}
