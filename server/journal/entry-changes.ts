import type { MemoryBudget } from './budget';

/** Who is told of changes. */
export interface ChangeListener {
  /** Entries came, closed or went. */
  changed(): void;
  /** Nothing more will be told. */
  ended(): void;
}

/**
 * Which entries changed since when. A reader keeps the revision up to which it has read, so that nothing is
 * queued for slow readers: they read the newest state of each entry once they are ready.
 */
export class EntryChanges {
  readonly #budget: MemoryBudget;
  readonly #listeners = new Set<ChangeListener>();
  /** Revision of the entry at each place of the buffer. */
  #revisions: number[] = [];
  #journal: number;

  constructor(budget: MemoryBudget) {
    this.#budget = budget;
    this.#journal = budget.nextUse();
  }

  /** Another one after each reset: ids of entries start again. */
  get journal(): number {
    return this.#journal;
  }

  mark(place: number): void {
    this.#revisions[place] = this.#budget.nextUse();
    this.notify();
  }

  revision(place: number): number {
    return this.#revisions[place] ?? 0;
  }

  notify(): void {
    for (const listener of this.#listeners) listener.changed();
  }

  restart(): void {
    this.#journal = this.#budget.nextUse();
    this.#revisions = [];
    this.notify();
  }

  /** Gives the function that ends the listening. */
  watch(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  end(): void {
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener.ended();
  }
}
