import { ProblemError } from '../core';

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

/** Results take some kilobytes each; beyond this number all are forgotten. */
const MAX_OUTCOMES = 500;
/** Characters of all remembered texts together. */
const MAX_CHARACTERS = 8 * 1024 * 1024;
/** Longer requests are not remembered; characters. */
const MAX_TEXT = 512 * 1024;

/** Makes an empty cache. */
export function createOutcomeCache<T>(): OutcomeCache<T> {
  const situations = new Map<string, Map<string, Result<T>>>();
  let characters = 0;
  let outcomes = 0;
  return {
    get: (situation, text) => situations.get(situation)?.get(text),
    put(situation, text, result) {
      if (text.length > MAX_TEXT || ('thrown' in result && !(result.thrown instanceof ProblemError))) return;
      if (outcomes >= MAX_OUTCOMES || characters > MAX_CHARACTERS) {
        situations.clear();
        characters = 0;
        outcomes = 0;
      }
      const known = situations.get(situation) ?? new Map<string, Result<T>>();
      situations.set(situation, known.set(text, result));
      characters += situation.length + text.length;
      outcomes += 1;
    },
  };
}
