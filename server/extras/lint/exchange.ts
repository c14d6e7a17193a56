import type { JsonObject, Message, ParsedReply, Part, Profile, Prompt, ToolCall } from '../../core';

/** One exchange, as a linter looks at it. */
export interface LintExchange {
  readonly id: number;
  /** Unix milliseconds. */
  readonly startMs: number;
  /** When its reply was over; undefined while it runs. */
  readonly end: number | undefined;
  /** Id of the newest exchange when this one was over. */
  readonly newestIdAtEnd: number | undefined;
  readonly status: number | undefined;
  /** Was all of an answer sent? */
  readonly isComplete: boolean;
  /** Did the client hang up? */
  readonly isClientGone: boolean;
  /** Kind of the problem by which it was refused. */
  readonly problem: string | undefined;
  /** The same for requests of the same words to the same place. */
  readonly requestKey: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly replyHeaders: Readonly<Record<string, string>>;
  /** Id of the surface. */
  readonly route: string;
  /** What follows is there for requests that passed their checks. */
  readonly accepted: AcceptedRequest | undefined;
}

/** A request that passed its checks, and what was answered as far as it can be read. */
export interface AcceptedRequest {
  readonly body: JsonObject;
  readonly profile: Profile;
  readonly prompt: Prompt;
  readonly heard: ParsedReply | undefined;
}

/** An exchange whose answer can be read. */
export interface AnsweredExchange extends LintExchange {
  readonly accepted: AcceptedRequest & { readonly heard: ParsedReply };
}

/** A conversation that went on: a later request begins with all that an earlier one asked. */
export interface ConversationStep {
  readonly later: LintExchange & { readonly accepted: AcceptedRequest };
  /** Those that asked just this, the newest first; one of them was gone on from. */
  readonly before: readonly AnsweredExchange[];
  /** What the client says the model answered; undefined where it leaves that out. */
  readonly turn: readonly Part[] | undefined;
  /** Ids of calls whose results follow. */
  readonly results: ReadonlySet<string>;
  /** The turn stands last: the model is to go on with it. */
  readonly isPrefill: boolean;
}

/** Answers of the same prompt that may be what a conversation went on from; older ones are not looked at. */
const MOST_BEFORE = 8;

/** The calls among parts. */
export const callsIn = (parts: readonly Part[]): readonly ToolCall[] =>
  parts.filter((part): part is ToolCall => part.type === 'tool-call');

/** The words of the parts of a kind. */
export const saidIn = (parts: readonly Part[], type: 'text' | 'refusal'): string =>
  parts.flatMap((part) => (part.type === type ? [part.text] : [])).join('');

/** What tells messages apart; thoughts come back or do not. */
function nameOf(message: Message): string {
  if (message.role !== 'assistant') return JSON.stringify(message);
  return JSON.stringify(message.parts.filter(({ type }) => type !== 'reasoning'));
}

/** Every place at which a later request goes on from what an earlier one asked. */
export function stepsOf(talks: readonly LintExchange[]): readonly ConversationStep[] {
  const places = new Map<string, number>();
  const answered = new Map<number, AnsweredExchange[]>();
  return talks.flatMap((talk) => {
    const { accepted } = talk;
    if (accepted === undefined) return [];
    let place = 0;
    const found = accepted.prompt.messages.flatMap((message, index) => {
      const before = index === 0 ? undefined : answered.get(place);
      const step = before === undefined ? [] : [stepAt({ ...talk, accepted }, before, index)];
      const key = `${talk.route} ${place} ${nameOf(message)}`;
      place = places.get(key) ?? places.size + 1;
      places.set(key, place);
      return step;
    });
    if (accepted.heard !== undefined && accepted.prompt.choices === 1) {
      const all = answered.get(place) ?? [];
      all.unshift(talk as AnsweredExchange);
      answered.set(place, all.slice(0, MOST_BEFORE));
    }
    return found;
  });
}

function stepAt(
  later: ConversationStep['later'],
  before: readonly AnsweredExchange[],
  index: number,
): ConversationStep {
  const { messages } = later.accepted.prompt;
  const [first] = messages.slice(index);
  return {
    later,
    before: [...before],
    turn: first?.role === 'assistant' ? first.parts : undefined,
    results: new Set(messages.slice(index).flatMap((message) => (message.role === 'tool' ? [message.callId] : []))),
    isPrefill: first?.role === 'assistant' && index === messages.length - 1,
  };
}
