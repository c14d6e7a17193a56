import type { LogRecord } from '../core';
import type { CacheShare, Entry, Notes, Outcome, WritableEntry } from './entry';
import type { EntryBuffer } from './entry-buffer';
import { recordOf } from './log-record';

/** Every note, not taken. */
const BLANK: { readonly [Key in keyof Required<Notes>]: undefined } & { cache: undefined } = {
  model: undefined,
  stream: undefined,
  fixture: undefined,
  form: undefined,
  nearMisses: undefined,
  fault: undefined,
  why: undefined,
  status: undefined,
  headers: undefined,
  problem: undefined,
  warnings: undefined,
  usage: undefined,
  cache: undefined,
  reply: undefined,
  frameTimes: undefined,
};

/** An entry while its exchange runs. */
export class OpenEntry {
  readonly #ring: EntryBuffer;
  readonly #tell: (entry: Entry) => void;
  readonly #entry: WritableEntry;

  /** `tell` is told of the entry once it is closed. */
  constructor(ring: EntryBuffer, tell: (entry: Entry) => void, entry: WritableEntry) {
    this.#ring = ring;
    this.#tell = tell;
    this.#entry = entry;
  }

  /** Gives the entry its place in the journal: under the number that all processes sharing the journal agreed on, or the next one. */
  place(id?: number): void {
    this.#ring.place(this.#entry, id);
  }

  /** Sets what is known so far. `cache` is what a prompt cache changes of the noted usage. */
  note(notes: Notes, cache?: CacheShare): void {
    Object.assign(this.#entry, notes);
    if (cache !== undefined) this.#entry.cache = cache;
  }

  /** Sets what is sent. */
  setReply(status: number, headers: Notes['headers'], reply: Notes['reply']): void {
    const entry = this.#entry;
    entry.status = status;
    entry.headers = headers;
    entry.reply = reply;
  }

  /** Removes all notes, for a retry of the exchange. */
  resetNotes(): void {
    Object.assign(this.#entry, BLANK);
  }

  /** The entry as other processes read it, as if it were closed at `at` (Unix milliseconds). */
  toLogRecord(outcome: Outcome, at: number): LogRecord {
    return recordOf(this.#entry, { outcome, duration: Math.max(0, at - this.#entry.at) });
  }

  /** Closes the entry and notifies waiters; only the first call counts. */
  close(outcome: Outcome, at: number): void {
    const entry = this.#entry;
    if (entry.outcome !== undefined) return;
    entry.outcome = outcome;
    entry.duration = Math.max(0, at - entry.at);
    this.#ring.closed(entry);
    this.#tell(entry);
  }
}
