import type { Store } from './store';

/** A store that tells of its changes, so that they can be told to others or taken back. */
export class TrackedStore<T> implements Store<T> {
  readonly #entries = new Map<string, T>();
  readonly #capacity: number;
  readonly #note: (key: string | undefined, before: T | undefined) => void;

  /** `note` hears what stood at a key before; without a key, that all is cleared. */
  constructor(capacity: number, note: (key: string | undefined, before: T | undefined) => void) {
    this.#capacity = capacity;
    this.#note = note;
  }

  get(key: string): T | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: T): void {
    this.#note(key, this.#entries.get(key));
    this.put(key, value);
    for (const [oldest] of this.#entries) {
      if (this.#entries.size <= this.#capacity) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    if (!this.#entries.has(key)) return;
    this.#note(key, this.#entries.get(key));
    this.#entries.delete(key);
  }

  clear(): void {
    this.#note(undefined, undefined);
    for (const key of [...this.#entries.keys()]) this.delete(key);
  }

  entries(): readonly (readonly [string, T])[] {
    return [...this.#entries];
  }

  /** Puts a value there, or nothing, without telling. */
  put(key: string, value: T | undefined): void {
    this.#entries.delete(key);
    if (value !== undefined) this.#entries.set(key, value);
  }

  /** Forgets all without telling. */
  empty(): void {
    this.#entries.clear();
  }
}
