import { ProblemError } from '../core';

/** What came of preparing a request: a value, or the refusal that was thrown. */
type Outcome<T> = { readonly value: T } | { readonly refusal: ProblemError };

/**
 * Remembers what was prepared for a request text, so that a client that repeats itself is checked once.
 * A key must hold all that the outcome depends on; anything but a ProblemError is not remembered.
 */
export interface Memo<T> {
  once(key: string, prepare: () => Promise<T>): Promise<T>;
}

/** Characters of all remembered keys together; beyond that the oldest are forgotten. */
const MAX_CHARACTERS = 8 * 1024 * 1024;
/** Longer requests are not remembered. */
const MAX_KEY = 512 * 1024;

/** Makes an empty memo. */
export function createMemo<T>(): Memo<T> {
  const known = new Map<string, Outcome<T>>();
  let characters = 0;
  const keep = (key: string, outcome: Outcome<T>): void => {
    if (key.length > MAX_KEY || known.has(key)) return;
    known.set(key, outcome);
    characters += key.length;
    for (const oldest of known.keys()) {
      if (characters <= MAX_CHARACTERS) break;
      known.delete(oldest);
      characters -= oldest.length;
    }
  };
  return {
    async once(key, prepare) {
      const outcome = known.get(key) ?? (await attempt(prepare));
      keep(key, outcome);
      if ('refusal' in outcome) throw outcome.refusal;
      return outcome.value;
    },
  };
}

async function attempt<T>(prepare: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await prepare() };
  } catch (thrown) {
    if (thrown instanceof ProblemError) return { refusal: thrown };
    throw thrown;
  }
}
