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
  /** Keeps a value or a refusal; bugs are not kept. `hash` is the request's, where it is known. */
  put(
    situation: string,
    text: string,
    outcome: { readonly result: Result<T>; readonly hash?: number | undefined },
  ): void;
}

/** Characters of all remembered requests together. */
const MAX_CHARACTERS = 16 * 1024 * 1024;
/** Characters that a result weighs besides its request. */
const RESULT_WEIGHT = 4_096;
/** Requests that are known to have come once. */
const MAX_SEEN = 20_000;
/** A longer text whose hash is not known is not kept. */
const LONGEST_HASHED = 4_096;
/** A text is looked up by so many samples of so many characters: the maps of V8 compare long texts of one length whole. */
const [SAMPLES, SAMPLE] = [8, 32];

/** Makes an empty cache. A result is kept from the second equal request on: most requests come once. */
export function createOutcomeCache<T>(): OutcomeCache<T> {
  const seen = createRecentCache<true>(MAX_SEEN);
  const kept = createRecentCache<KeptResult<T>>(MAX_CHARACTERS, (_, { text }) => text.length + RESULT_WEIGHT);
  return {
    get(situation, text) {
      const found = kept.get(sampleOf(text));
      return found?.situation === situation && found.text === text ? found.result : undefined;
    },
    put(situation, text, { result, hash }) {
      if ('thrown' in result && !(result.thrown instanceof ProblemError)) return;
      if (hash === undefined && text.length > LONGEST_HASHED) return;
      const mark = `${situation} ${text.length} ${hash ?? hashText(text)}`;
      if (seen.get(mark) === undefined) seen.set(mark, true);
      else kept.set(sampleOf(text), { situation, text, result });
    },
  };
}

/** One situation for each text: few clients send the same text in two. */
interface KeptResult<T> {
  readonly situation: string;
  readonly text: string;
  readonly result: Result<T>;
}

function sampleOf(text: string): string {
  const { length } = text;
  if (length <= SAMPLES * SAMPLE) return text;
  let sample = `${length}`;
  const step = (length - SAMPLE) / (SAMPLES - 1);
  for (let at = 0; at < SAMPLES; at += 1) sample += text.slice(Math.floor(at * step), Math.floor(at * step) + SAMPLE);
  return sample;
}
