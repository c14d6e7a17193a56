/** A keyed store with a bound on its size; the entry unused for longest goes first. */
export interface Store<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  clear(): void;
  values(): readonly T[];
}

export { memoryStore } from './memory';
export { memoryObjects } from './objects';
