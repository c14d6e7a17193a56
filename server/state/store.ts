/** A keyed store with a bound on its size. Values are plain data and never changed, but replaced. */
export interface Store<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  clear(): void;
  entries(): readonly (readonly [key: string, value: T])[];
}

/** Makes the stores of one namespace. */
export interface Stores {
  /**
   * Stores whose names begin alike up to a slash are decided upon together: one process does so at a time.
   * A name without a slash is that of a store whose keys stand alone.
   */
  of<T>(name: string, capacity: number): Store<T>;
}

/**
 * A store in this process's memory that keeps at most `capacity` entries.
 * It has a young and an old half: what is asked for comes into the young one, and when that is full, the old one is
 * forgotten. So what is in use stays, and a look-up moves nothing.
 */
export function memoryStore<T>(capacity: number): Store<T> {
  const half = Math.max(1, Math.floor(capacity / 2));
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  const keep = (key: string, value: T): void => {
    if (young.size >= half && !young.has(key)) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
  };
  return {
    get(key) {
      const value = young.get(key);
      if (value !== undefined) return value;
      const aged = old.get(key);
      if (aged !== undefined) keep(key, aged);
      return aged;
    },
    set: keep,
    delete(key) {
      young.delete(key);
      old.delete(key);
    },
    clear() {
      young.clear();
      old.clear();
    },
    entries: () => [...new Map([...old, ...young])],
  };
}

/** Stores of one process. */
export const memoryStores: Stores = { of: (_name, capacity) => memoryStore(capacity) };
