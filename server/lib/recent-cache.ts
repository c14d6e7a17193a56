/** Values by text, the least recently used forgotten first, within a budget. */
export interface RecentCache<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

/**
 * Makes an empty cache of two generations: once the younger one weighs half the budget, the older one is dropped.
 * A single map that deletes its oldest entry is slow: the search for it walks over all that was deleted before.
 * @param budget what all entries together may weigh
 * @param weigh an entry's weight; 1 unless given
 */
export function createRecentCache<T>(
  budget: number,
  weigh: (key: string, value: T) => number = () => 1,
): RecentCache<T> {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  let weight = 0;
  const set = (key: string, value: T): void => {
    const own = weigh(key, value);
    if (own > budget / 2) return;
    if (weight + own > budget / 2) {
      old = young;
      young = new Map();
      weight = 0;
    }
    young.set(key, value);
    weight += own;
  };
  return {
    set,
    get(key) {
      const known = young.get(key);
      if (known !== undefined) return known;
      const former = old.get(key);
      if (former !== undefined) set(key, former);
      return former;
    },
  };
}
