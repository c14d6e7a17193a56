import { ProblemError } from '../core';
import { createRecentCache, hashText } from '../lib';

/** What a task returned or threw. */
export type Result<T> = { readonly value: T } | { readonly thrown: unknown };

/** Runs a task and returns what it threw instead of throwing it. */
export async function attempt<T>(task: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { value: await task() };
  } catch (thrown) {
    return { thrown };
  }
}

/** The value of a result; throws what the task threw. */
export function unwrap<T>(result: Result<T>): T {
  if ('thrown' in result) throw result.thrown;
  return result.value;
}

/** Remembers what came of preparing a request text, so that a client that repeats itself is checked once. */
export interface OutcomeCache<T> {
  /** `situation` holds everything else that the result depends on. */
  get(situation: string, text: string): Result<T> | undefined;
  /** Keeps a value or a refusal; bugs are not kept. */
  put(situation: string, text: string, result: Result<T>): void;
}

/** Characters of all remembered requests together. */
const MAX_CHARACTERS = 16 * 1024 * 1024;
/** Characters that a result weighs besides its request. */
const RESULT_WEIGHT = 4_096;
/** Requests that are known to have come once. */
const MAX_SEEN = 20_000;
/** Characters at either end of a text that tell it from others well enough: a mistake only keeps a result in vain. */
const TELLING = 256;

/** Makes an empty cache. A result is kept from the second equal request on: most requests come once. */
export function createOutcomeCache<T>(): OutcomeCache<T> {
  const seen = createRecentCache<true>(MAX_SEEN);
  // One situation for each text: few clients send the same text in two.
  const kept = createRecentCache<{ readonly situation: string; readonly result: Result<T> }>(
    MAX_CHARACTERS,
    ({ length }) => length + RESULT_WEIGHT,
  );
  return {
    get(situation, text) {
      const found = kept.get(text);
      return found?.situation === situation ? found.result : undefined;
    },
    put(situation, text, result) {
      if ('thrown' in result && !(result.thrown instanceof ProblemError)) return;
      const mark = `${text.length} ${hashText(text.slice(0, TELLING))} ${hashText(text.slice(-TELLING))}`;
      if (seen.get(mark) === undefined) seen.set(mark, true);
      else kept.set(text, { situation, result });
    },
  };
}
