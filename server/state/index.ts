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

export type { Backend, NamespaceBackend } from './backend';
export { memoryObjects } from './memory-objects';
export { memoryStore, memoryStores } from './memory-store';
export { openRedis, type RedisOptions } from './redis';
export { SharedStores } from './shared-stores';
