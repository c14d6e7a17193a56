import { type Content, type Message, type Prompt, type ToolSpec, textOf, textOfPart } from '../core';
import { saidMessages } from './reminders';
import { normalizeText } from './text';

/** Where a prompt came from, for criteria that look at more than the prompt. */
export interface Origin {
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The parsed body. */
  readonly body: unknown;
}

const NOWHERE: Origin = { headers: {}, body: undefined };

/** What matchers look at: one request. What few fixtures ask for is read when it is first asked for. */
export class Subject {
  /** Words of the last user message without a coding client's reminders, empty where there is none. */
  readonly user: string;
  /** The messages without such reminders. */
  readonly said: readonly Message[];
  /** Tools that the reply may call. */
  readonly offered: readonly ToolSpec[];
  /** Is the last message a user's? */
  readonly isUserTurn: boolean;
  readonly #keys = new Map<string, string>();
  #results: readonly ToolResult[] | undefined;
  #texts: readonly string[] | undefined;
  #earlier: readonly Subject[] | undefined;

  constructor(
    readonly prompt: Prompt,
    readonly surface: string,
    readonly origin: Origin,
  ) {
    this.said = saidMessages(prompt.messages);
    this.user = textOf(this.said.findLast((message) => message.role === 'user')?.content ?? []);
    this.offered = offeredTools(prompt);
    this.isUserTurn = this.said.at(-1)?.role === 'user';
  }

  /** The last user message with the reminders in it. */
  get userWithReminders(): string {
    return textOf(this.prompt.messages.findLast((message) => message.role === 'user')?.content ?? []);
  }

  /** A text of the request as exact criteria compare it. */
  keyOf(text: string): string {
    let key = this.#keys.get(text);
    if (key === undefined) {
      key = normalizeText(text);
      this.#keys.set(text, key);
    }
    return key;
  }

  /** The results with which the conversation ends; undefined where a tool did not speak last. */
  get results(): readonly ToolResult[] | undefined {
    if (this.said.at(-1)?.role !== 'tool') return undefined;
    this.#results ??= toolResults(this.said);
    return this.#results;
  }

  /** How many messages the user has written. */
  get turns(): number {
    return this.said.filter(({ role }) => role === 'user').length;
  }

  /** The words of each message. */
  get texts(): readonly string[] {
    this.#texts ??= this.prompt.messages.map((message) =>
      message.role === 'assistant' ? message.parts.map(textOfPart).join('\n') : textOf(message.content),
    );
    return this.#texts;
  }

  /** The conversation as it stood before each answer that the model has given, oldest first. */
  get earlier(): readonly Subject[] {
    const { messages } = this.prompt;
    this.#earlier ??= messages.flatMap((message, at) =>
      message.role === 'assistant' && at > 0 && messages[at - 1]?.role !== 'assistant'
        ? [new Subject({ ...this.prompt, messages: messages.slice(0, at) }, this.surface, this.origin)]
        : [],
    );
    return this.#earlier;
  }
}

/** Reads what matchers need out of a prompt. */
export const subjectOf = (prompt: Prompt, surface: string, origin: Origin = NOWHERE): Subject =>
  new Subject(prompt, surface, origin);

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
