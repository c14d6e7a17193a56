import { ProblemError } from '../core';

/** What came of preparing a request: a value, or the refusal that was thrown. */
type CachedOutcome<T> = { readonly value: T } | { readonly refusal: ProblemError };

/**
 * Remembers what was prepared for a request text, so that a client that repeats itself is checked once.
 * `situation` holds all else that the outcome depends on; anything but a ProblemError is not remembered,
 * nor what does not last.
 */
export interface OutcomeCache<T> {
  /** What is remembered, at once; a remembered refusal is thrown. */
  get(situation: string, text: string): T | undefined;
  getOrRun(situation: string, text: string, task: CacheTask<T>): Promise<T>;
}

/** How an outcome comes about, and whether it holds for the next request of the same words. */
export interface CacheTask<T> {
  prepare(): Promise<T>;
  lasts(): boolean;
}

/** Outcomes remembered, each some kilobytes; beyond that all are forgotten, for what is still asked comes back. */
const MAX_OUTCOMES = 500;
/** Characters of all remembered texts together. */
const MAX_CHARACTERS = 8 * 1024 * 1024;
/** Longer requests are not remembered. */
const MAX_TEXT = 512 * 1024;

/** Makes an empty memo. */
export function createOutcomeCache<T>(): OutcomeCache<T> {
  const situations = new Map<string, Map<string, CachedOutcome<T>>>();
  let characters = 0;
  let outcomes = 0;
  const keep = (situation: string, text: string, outcome: CachedOutcome<T>): void => {
    if (text.length > MAX_TEXT) return;
    if (outcomes >= MAX_OUTCOMES || characters > MAX_CHARACTERS) {
      situations.clear();
      characters = 0;
      outcomes = 0;
    }
    const known = situations.get(situation) ?? new Map<string, CachedOutcome<T>>();
    situations.set(situation, known.set(text, outcome));
    characters += situation.length + text.length;
    outcomes += 1;
  };
  const recall = (situation: string, text: string): T | undefined => {
    const known = situations.get(situation)?.get(text);
    return known === undefined ? undefined : settled(known);
  };
  return {
    get: recall,
    async getOrRun(situation, text, task) {
      const known = recall(situation, text);
      if (known !== undefined) return known;
      const outcome = await attempt(() => task.prepare());
      if (task.lasts()) keep(situation, text, outcome);
      return settled(outcome);
    },
  };
}

function settled<T>(outcome: CachedOutcome<T>): T {
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.value;
}

async function attempt<T>(prepare: () => Promise<T>): Promise<CachedOutcome<T>> {
  try {
    return { value: await prepare() };
  } catch (thrown) {
    if (thrown instanceof ProblemError) return { refusal: thrown };
    throw thrown;
  }
}
