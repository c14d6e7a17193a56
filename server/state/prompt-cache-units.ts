import type { CachePlan, Profile } from '../core';
import { hashJson } from '../lib';

/** A prompt up to some place. */
export interface CacheUnit {
  /** Names everything up to here. */
  readonly key: string;
  /** Tokens up to here. */
  readonly tokens: number;
  /** Seconds for which it is kept, where it is written at all. */
  readonly ttl?: number;
}

/** How places are searched, and what is told of them. */
export interface CacheSearch {
  /** Shorter prefixes are not kept. */
  readonly min: number;
  /** Read in whole steps of so many tokens. */
  readonly step: number;
  /** How many places before a mark are searched for something kept. */
  readonly lookBack: number;
}

/** Characters after which a provider that caches by itself looks for something known: some sixty tokens. */
const STRETCH = 256;
/** A marked prompt is searched at most so many blocks back (prompt caching guide). */
const LOOK_BACK = 20;
/** Longer prompts go by their characters: counting them once more would take too long. */
const LONGEST_COUNTED = 50_000;
const USUAL_MIN = 1024;
/** Seconds; OpenAI says 5 to 10 minutes without use. */
const USUAL_TTL = 300;

/** How a model's provider searches its cache. */
export const cacheSearchOf = ({ cache = {} }: Profile): CacheSearch => ({
  min: cache.min ?? USUAL_MIN,
  step: cache.step ?? 1,
  lookBack: cache.step === undefined ? LOOK_BACK : Number.POSITIVE_INFINITY,
});

/** A prompt's tokens, and how those of a stretch of its words are counted. */
export interface MeasuredPrompt {
  readonly input: number;
  count(words: string): number;
}

/** All places of a prompt up to which it may be kept or found; each has the share of its tokens that its words have. */
export function cacheUnitsOf(
  planOf: (() => CachePlan) | undefined,
  { input, count }: MeasuredPrompt,
  { id, cache }: Profile,
): readonly CacheUnit[] {
  if (planOf === undefined || cache === undefined || input < (cache.min ?? USUAL_MIN)) return [];
  const plan = planOf();
  const isAutomatic = cache.step !== undefined;
  const text = plan.blocks.map(({ words }) => words).join('');
  const blocks = isAutomatic ? stretches(text, plan.ttl ?? cache.ttl ?? USUAL_TTL) : plan.blocks;
  if (blocks.every(({ ttl }) => ttl === undefined)) return [];
  const weigh = text.length > LONGEST_COUNTED ? (words: string) => words.length : count;
  const weights = blocks.map(({ words }) => weigh(words));
  const rest = isAutomatic ? weigh(text.slice(blocks.length * STRETCH)) : 0;
  const all = weights.reduce((sum, weight) => sum + weight, rest);
  let key = hashed(`${id} ${plan.scope}`, '');
  let read = 0;
  return blocks.map(({ words, ttl }, at) => {
    key = hashed(words, key);
    read += weights[at] ?? 0;
    const tokens = Math.floor((input * read) / all);
    return { key, tokens, ...(ttl === undefined ? {} : { ttl }) };
  });
}

/** Whole stretches of the prompt; what is left over at its end is never kept. */
const stretches = (text: string, ttl: number): CachePlan['blocks'] =>
  Array.from({ length: Math.floor((text.length - 1) / STRETCH) }, (_, at) => ({
    words: text.slice(at * STRETCH, (at + 1) * STRETCH),
    ttl,
  }));

/** 53 bits of a chain of texts. */
const hashed = (text: string, before: string): string => String(hashJson([before, text], 0));
