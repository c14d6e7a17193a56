import { type LimitName, type Message, type Prompt, textOf, textOfPart, type Usage } from '../core';

/** What a request asks for, and what it is known to cost. */
export interface Cost {
  /** Tokens as a provider guesses them from the characters, before anything is read. */
  readonly estimate: number;
  readonly usage: Usage;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How one limit counts: what a request has taken, the further it has come. */
interface LimitCounter {
  /** Milliseconds in which all of it is there again. */
  readonly window: number;
  /** When it is let in. */
  asked(cost: Cost): number;
  /** When the prompt has been read. */
  read(cost: Cost): number;
  /** When it is answered. */
  answered(cost: Cost): number;
}

const requests = (window: number): LimitCounter => ({ window, asked: () => 1, read: () => 1, answered: () => 1 });

/** Guessed first, then what `usage` shows; that the guess is corrected is inferred. */
const tokens = (window: number): LimitCounter => ({
  window,
  asked: ({ estimate }) => estimate,
  read: ({ estimate }) => estimate,
  answered: ({ usage }) => usage.input + usage.output,
});

/** Writes of the cache count, reads do not (rate limits page). */
const uncached = ({ usage }: Cost): number => usage.input - usage.cacheRead;

/** How each limit counts. */
export const limitCounters: { readonly [Name in LimitName]: LimitCounter } = {
  requests_per_minute: requests(MINUTE),
  requests_per_day: requests(DAY),
  tokens_per_minute: tokens(MINUTE),
  tokens_per_day: tokens(DAY),
  input_tokens_per_minute: { window: MINUTE, asked: ({ usage }) => usage.input, read: uncached, answered: uncached },
  // Only what was really said counts: `max_tokens` does not factor in (rate limits page).
  output_tokens_per_minute: { window: MINUTE, asked: () => 0, read: () => 0, answered: ({ usage }) => usage.output },
};

/** Characters that OpenAI takes for a token before it counts (recorded `x-ratelimit-remaining-tokens`). */
const CHARACTERS = 4;
const PER_PROMPT = 2;

/** Tokens of a request as guessed before it is read: a quarter of the characters, one a message, two more. */
export const estimateOf = (prompt: Prompt): number =>
  [prompt, ...(prompt.further ?? [])].reduce((sum, each) => sum + guess(each), 0);

function guess({ system, messages }: Prompt): number {
  const characters = messages.reduce((sum, message) => sum + wordsIn(message), system?.length ?? 0);
  return Math.floor(characters / CHARACTERS) + messages.length + (system === undefined ? 0 : 1) + PER_PROMPT;
}

const wordsIn = (message: Message): number =>
  message.role === 'assistant'
    ? message.parts.reduce((sum, part) => sum + textOfPart(part).length, 0)
    : textOf(message.content).length;
