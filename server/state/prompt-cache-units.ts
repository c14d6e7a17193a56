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

/** Finds the places of prompts up to which they may be kept or found. */
export interface CacheUnits {
  /** All places of one prompt; each has the share of its tokens that its words have. */
  of(plan: (() => CachePlan) | undefined, prompt: MeasuredPrompt, profile: Profile): readonly CacheUnit[];
}

/** Prompts that are remembered, so that a conversation that grows costs its new part; and characters of all of them. */
const MAX_REMEMBERED = 32;
const MAX_REMEMBERED_CHARACTERS = 4_000_000;

/** A prompt whose stretches are known. */
interface KnownPrompt {
  readonly text: string;
  /** Names everything up to each stretch. */
  readonly keys: readonly string[];
  readonly weights: readonly number[];
}

/** Makes what finds the places; it remembers a few prompts of those that are cached by themselves. */
export function createCacheUnits(): CacheUnits {
  const recent: { readonly name: string; readonly known: KnownPrompt }[] = [];
  let characters = 0;
  return {
    of(planOf, { input, count }, { id, cache }) {
      if (planOf === undefined || cache === undefined || input < (cache.min ?? USUAL_MIN)) return [];
      const plan = planOf();
      const name = `${id} ${plan.scope}`;
      if (cache.step === undefined) return markedUnits(plan, { input, count }, name);
      const text = plan.blocks.map(({ words }) => words).join('');
      const ttl = plan.ttl ?? cache.ttl ?? USUAL_TTL;
      const weigh = text.length > LONGEST_COUNTED ? lengthOf : count;
      // Weights of two kinds do not mix.
      const group = `${name} ${weigh === count}`;
      const before = recent.filter((each) => each.name === group).map(({ known }) => known);
      const known = stretchesOf(text, { name, weigh, start: longestStart(text, before) });
      recent.unshift({ name: group, known });
      characters += text.length;
      while (recent.length > MAX_REMEMBERED || characters > MAX_REMEMBERED_CHARACTERS) {
        characters -= recent.pop()?.known.text.length ?? characters;
      }
      return unitsOf(known, { input, rest: weigh(text.slice(known.keys.length * STRETCH)), ttl });
    },
  };
}

const lengthOf = (words: string): number => words.length;

/** Blocks of a prompt that its request marks. */
function markedUnits({ blocks }: CachePlan, { input, count }: MeasuredPrompt, name: string): readonly CacheUnit[] {
  if (blocks.every(({ ttl }) => ttl === undefined)) return [];
  const length = blocks.reduce((sum, { words }) => sum + words.length, 0);
  const weights = blocks.map(({ words }) => (length > LONGEST_COUNTED ? words.length : count(words)));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let key = hashed(name, '');
  let read = 0;
  return blocks.map(({ words, ttl }, at) => {
    key = hashed(words, key);
    read += weights[at] ?? 0;
    const tokens = Math.floor((input * read) / all);
    return { key, tokens, ...(ttl === undefined ? {} : { ttl }) };
  });
}

/** The whole stretches of a remembered prompt with which a text begins, for the prompt that has most of them. */
function longestStart(text: string, prompts: readonly KnownPrompt[]): KnownPrompt {
  let best: KnownPrompt = { text: '', keys: [], weights: [] };
  for (const prompt of prompts) {
    const most = Math.min(prompt.keys.length, stretchesIn(text));
    if (most <= best.keys.length || !sameUpTo(best.keys.length + 1, text, prompt.text)) continue;
    let [low, high] = [best.keys.length + 1, most];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (sameUpTo(middle, text, prompt.text)) low = middle;
      else high = middle - 1;
    }
    best = { text: '', keys: prompt.keys.slice(0, low), weights: prompt.weights.slice(0, low) };
  }
  return best;
}

const sameUpTo = (stretch: number, text: string, other: string): boolean =>
  text.slice(0, stretch * STRETCH) === other.slice(0, stretch * STRETCH);

interface StretchOptions {
  readonly name: string;
  readonly weigh: (words: string) => number;
  readonly start: KnownPrompt;
}

/** All whole stretches of a text; what is left over at its end is never kept. */
function stretchesOf(text: string, { name, weigh, start }: StretchOptions): KnownPrompt {
  const keys = [...start.keys];
  const weights = [...start.weights];
  for (let at = keys.length; at < stretchesIn(text); at += 1) {
    const words = text.slice(at * STRETCH, (at + 1) * STRETCH);
    keys.push(hashed(words, keys.at(-1) ?? hashed(name, '')));
    weights.push(weigh(words));
  }
  return { text, keys, weights };
}

const stretchesIn = (text: string): number => Math.max(0, Math.floor((text.length - 1) / STRETCH));

function unitsOf(
  { keys, weights }: KnownPrompt,
  { input, rest, ttl }: { readonly input: number; readonly rest: number; readonly ttl: number },
): readonly CacheUnit[] {
  const all = weights.reduce((sum, weight) => sum + weight, rest);
  let read = 0;
  return keys.map((key, at) => {
    read += weights[at] ?? 0;
    return { key, tokens: Math.floor((input * read) / all), ttl };
  });
}

/** 53 bits of a chain of texts. */
const hashed = (text: string, before: string): string => String(hashJson([before, text], 0));
