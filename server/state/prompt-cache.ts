import type { Usage } from '../core';
import type { CacheSearch, CacheUnit } from './prompt-cache-units';
import type { Stores } from './store';

export {
  type CacheSearch,
  type CacheUnit,
  type CacheUnits,
  cacheSearchOf,
  createCacheUnits,
} from './prompt-cache-units';

/** What one namespace's provider has kept of prompts. */
export interface PromptCache {
  /** Finds what is kept of a prompt, keeps the rest, and tells both; `now` is in Unix milliseconds. */
  use(units: readonly CacheUnit[], search: CacheSearch, now: number): CacheUse;
}

/** Tokens of one prompt that were found, and that were put there. */
export type CacheUse = Pick<Usage, 'cacheRead' | 'cacheWrite' | 'cacheWriteLong'>;

/** Prefixes kept; beyond that the longest unused go. */
const MAX_KEPT = 20_000;
/** Seconds from which a write counts as a long one. */
const LONG = 3_600;

/** A kept prefix. */
interface CachedPrefix {
  readonly tokens: number;
  /** Unix milliseconds. */
  readonly until: number;
  readonly ttl: number;
}

/** Nothing found, nothing kept. */
const UNCACHED: CacheUse = { cacheRead: 0, cacheWrite: 0, cacheWriteLong: 0 };

/** Makes an empty cache. */
export function createPromptCache(stores: Stores): PromptCache {
  const kept = stores.of<CachedPrefix>('prompts', MAX_KEPT);
  return {
    use(units, { min, step, lookBack }, now) {
      if (units.length === 0) return UNCACHED;
      const known = units.map(({ key }) => {
        const found = kept.get(key);
        return found !== undefined && found.until > now ? found : undefined;
      });
      const tokens = units.map((unit, at) => known[at]?.tokens ?? unit.tokens);
      const marks = units.flatMap(({ ttl }, at) => (ttl !== undefined && (tokens[at] ?? 0) >= min ? [at] : []));
      const hit = lastHit(marks, lookBack, (at) => known[at] !== undefined);
      for (const at of new Set([...marks, ...(hit === undefined ? [] : [hit])])) {
        const ttl = Math.max(units[at]?.ttl ?? 0, known[at]?.ttl ?? 0);
        kept.set(units[at]?.key ?? '', { tokens: tokens[at] ?? 0, ttl, until: now + ttl * 1000 });
      }
      const upTo = (at: number | undefined): number => (at === undefined ? 0 : (tokens[at] ?? 0));
      const read = upTo(hit) < min ? 0 : Math.floor(upTo(hit) / step) * step;
      // A provider that reads in whole steps tells of no writes.
      if (step > 1) return { ...UNCACHED, cacheRead: read };
      const long = marks.filter((at) => (units[at]?.ttl ?? 0) >= LONG).at(-1);
      return {
        cacheRead: read,
        cacheWrite: Math.max(0, upTo(marks.at(-1)) - read),
        cacheWriteLong: Math.max(0, upTo(long) - read),
      };
    },
  };
}

/** The furthest place that is known, looking back from the last mark, then from the one before it, and so on. */
function lastHit(marks: readonly number[], lookBack: number, isKnown: (at: number) => boolean): number | undefined {
  let searched = Number.POSITIVE_INFINITY;
  for (const mark of marks.toReversed()) {
    const least = Math.max(0, mark - lookBack + 1);
    // No place is looked at twice: a provider that looks back without end has thousands of marks.
    for (let at = Math.min(mark, searched - 1); at >= least; at -= 1) if (isKnown(at)) return at;
    searched = Math.min(searched, least);
  }
  return undefined;
}
