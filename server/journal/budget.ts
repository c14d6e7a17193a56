/** A journal as its budget sees it. */
export interface BudgetUser {
  /** Larger is later. */
  readonly lastUse: number;
  /** Bytes held. */
  held(): number;
  /** Forgets the oldest entry but never the newest; false where there is none left to forget. */
  drop(): boolean;
}

/** Most bytes that all journals of one emulator keep together. */
const MAX_TOGETHER = 256 * 1024 * 1024;

/** The part that is freed at once, so that journals need not be sorted for each exchange. */
const STEP = 1 / 16;

/** What the journals of one emulator may hold together. The journal unused for longest forgets first. */
export class MemoryBudget {
  #held = 0;
  #uses = 0;
  readonly #savers = new Set<BudgetUser>();

  constructor(readonly limit: number = MAX_TOGETHER) {}

  /** Tells of bytes taken or given back. */
  count(bytes: number): void {
    this.#held += bytes;
  }

  /** The number of one use, larger than all before. */
  nextUse(): number {
    this.#uses += 1;
    return this.#uses;
  }

  /** Where all journals together hold too much, the longest unused ones forget. */
  settle(): void {
    if (this.#held <= this.limit) return;
    const goal = this.limit * (1 - STEP);
    for (const saver of [...this.#savers].sort((a, b) => a.lastUse - b.lastUse)) {
      while (this.#held > goal && saver.drop());
      if (this.#held <= goal) return;
    }
  }

  join(saver: BudgetUser): void {
    this.#savers.add(saver);
  }

  leave(saver: BudgetUser): void {
    if (this.#savers.delete(saver)) this.#held -= saver.held();
  }
}
