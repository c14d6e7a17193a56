import type { CachePlan, Profile } from '../core';
import { hashJson } from '../entropy';

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
export interface Search {
  /** Shorter prefixes are not kept. */
  readonly min: number;
  /** Read in whole steps of so many tokens. */
  readonly step: number;
  /** How many places before a mark are searched for something kept. */
  readonly lookBack: number;
}

/** Characters after which a house that caches by itself looks for something known: some sixty tokens. */
const STRETCH = 256;
/** A marked prompt is searched at most so many blocks back (prompt caching guide). */
const LOOK_BACK = 20;
const USUAL_MIN = 1024;
/** Seconds; OpenAI says 5 to 10 minutes without use. */
const USUAL_TTL = 300;

/** How a model's house searches its cache. */
export const searchOf = ({ cache = {} }: Profile): Search => ({
  min: cache.min ?? USUAL_MIN,
  step: cache.step ?? 1,
  lookBack: cache.step === undefined ? LOOK_BACK : Number.POSITIVE_INFINITY,
});

/** All places of a prompt of `input` tokens up to which it may be kept or found. */
export function unitsOf(plan: CachePlan | undefined, input: number, { id, cache }: Profile): readonly CacheUnit[] {
  if (plan === undefined || cache === undefined || input < (cache.min ?? USUAL_MIN)) return [];
  const isAutomatic = cache.step !== undefined;
  const blocks = isAutomatic ? stretches(plan, plan.ttl ?? cache.ttl ?? USUAL_TTL) : plan.blocks;
  if (blocks.every(({ ttl }) => ttl === undefined)) return [];
  const length = plan.blocks.reduce((sum, { words }) => sum + words.length, 0);
  let key = hashed(`${id} ${plan.scope}`, '');
  let read = 0;
  return blocks.map(({ words, ttl }) => {
    key = hashed(words, key);
    read += words.length;
    const tokens = Math.floor((input * read) / length);
    return { key, tokens, ...(ttl === undefined ? {} : { ttl }) };
  });
}

/** Whole stretches of the prompt; what is left over at its end is never kept. */
function stretches({ blocks }: CachePlan, ttl: number): CachePlan['blocks'] {
  const text = blocks.map(({ words }) => words).join('');
  return Array.from({ length: Math.floor((text.length - 1) / STRETCH) }, (_, at) => ({
    words: text.slice(at * STRETCH, (at + 1) * STRETCH),
    ttl,
  }));
}

/** 53 bits of a chain of texts. */
const hashed = (text: string, before: string): string => String(hashJson([before, text], 0));
