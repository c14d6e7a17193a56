import type { WireRequest } from '../core';
import type { BudgetUser, MemoryBudget } from './budget';
import { type Entry, type EntryStart, WritableEntry } from './entry';
import { EntryChanges } from './entry-changes';
import { packedSize, packRequest } from './packed-bytes';

/** Most bytes of requests and replies that one journal keeps. */
const MAX_BYTES = 32 * 1024 * 1024;

/** What an entry takes besides its bytes, roughly. */
const OVERHEAD = 512;

/** A reply that is made again when wanted takes next to no room. */
const replySize = ({ reply }: Entry): number => (reply instanceof Uint8Array ? reply.length : 0);

/** A reply counts once its exchange is closed. */
const sizeOf = (entry: Entry): number =>
  OVERHEAD + packedSize(entry.request) + (entry.outcome === undefined ? 0 : replySize(entry));

/** The newest entries of one namespace: at most `capacity`, at most `MAX_BYTES`, and what the shared budget leaves. */
export class EntryBuffer implements BudgetUser {
  readonly changes: EntryChanges;
  /** Entry `id` stands at place `id % capacity`; those from `oldest` to `lastId` are kept. */
  #places: (WritableEntry | undefined)[] = [];
  #oldest = 1;
  #lastId = 0;
  #cleared = 0;
  #held = 0;
  #ended = false;
  lastUse = 0;

  constructor(
    readonly namespace: string,
    readonly capacity: number,
    readonly budget: MemoryBudget,
  ) {
    this.changes = new EntryChanges(budget);
    budget.join(this);
  }

  /** An entry that has no place yet. */
  draft(request: WireRequest, { provider, route, at }: Omit<EntryStart, 'namespace'>): WritableEntry {
    const { namespace } = this;
    return new WritableEntry(0, { namespace, provider, route, at }, packRequest(request));
  }

  /** Takes an entry in, as the next one or as one of a larger journal. */
  place(entry: WritableEntry, id = this.#lastId + 1): void {
    entry.id = id;
    if (id < this.#oldest) return;
    while (id - this.#oldest >= this.capacity) this.#dropOldest();
    this.#lastId = Math.max(this.#lastId, id);
    this.lastUse = this.budget.nextUse();
    const before = this.at(id);
    if (before !== undefined) this.#count(-sizeOf(before));
    this.#places[id % this.capacity] = entry;
    this.#count(sizeOf(entry));
    this.changes.mark(id % this.capacity);
  }

  /** Entries up to this one are no more. */
  forgetTo(id: number): void {
    while (this.#oldest <= id) this.#dropOldest();
    this.#lastId = Math.max(this.#lastId, id);
  }

  /** The reply counts from now on. */
  closed(entry: WritableEntry): void {
    entry.until = this.#lastId;
    if (this.at(entry.id) === entry) {
      this.#count(replySize(entry));
      this.changes.mark(entry.id % this.capacity);
    }
    while (this.#held > MAX_BYTES && this.drop());
    this.budget.settle();
  }

  at(id: number): Entry | undefined {
    return id < this.#oldest || id > this.#lastId ? undefined : this.#places[id % this.capacity];
  }

  /** Oldest first. */
  entries(): readonly Entry[] {
    const ids = Array.from({ length: this.#lastId - this.#oldest + 1 }, (_, place) => this.#oldest + place);
    return ids.map((id) => this.at(id)).filter((entry) => entry !== undefined);
  }

  /** Entries that changed after a revision, in the order of their changes. */
  changedAfter(revision: number): readonly { readonly entry: Entry; readonly revision: number }[] {
    return this.entries()
      .map((entry) => ({ entry, revision: this.changes.revision(entry.id % this.capacity) }))
      .filter((change) => change.revision > revision)
      .sort((a, b) => a.revision - b.revision);
  }

  /** Id of the first entry that is kept, if any is. */
  get oldest(): number {
    return this.#oldest;
  }

  /** Id of the last entry that was dropped for want of room; 0 since the journal was cleared. */
  get forgotten(): number {
    return this.#oldest - 1 > this.#cleared ? this.#oldest - 1 : 0;
  }

  held(): number {
    return this.#held;
  }

  drop(): boolean {
    if (this.#oldest >= this.#lastId) return false;
    this.#dropOldest();
    return true;
  }

  /** Forgets all entries up to one, without regret. */
  clear(to = this.#lastId): void {
    if (to <= this.#cleared) return;
    this.forgetTo(to);
    this.#cleared = to;
    this.changes.notify();
  }

  get lastId(): number {
    return this.#lastId;
  }

  /** As new: the entries to come are counted from 1 again. */
  restart(): void {
    this.clear();
    this.#oldest = 1;
    this.#lastId = 0;
    this.#cleared = 0;
    this.changes.restart();
  }

  /** Gives back what the budget lent; entries that still close count for nothing. */
  end(): void {
    this.budget.leave(this);
    this.#ended = true;
    this.clear();
    this.changes.end();
  }

  #dropOldest(): void {
    const gone = this.at(this.#oldest);
    if (gone !== undefined) this.#count(-sizeOf(gone));
    this.#places[this.#oldest % this.capacity] = undefined;
    this.#oldest += 1;
  }

  #count(bytes: number): void {
    this.#held += bytes;
    if (!this.#ended) this.budget.count(bytes);
  }
}
