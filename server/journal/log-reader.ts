import type { LogPage } from '../core';
import type { Entry } from './entry';
import type { EntryBuffer } from './entry-buffer';
import { entryOf } from './log-record';

/** Where entries are kept for all who share a namespace. */
export interface SharedLog {
  /** Closed exchanges after a mark; an empty one is that of the beginning. */
  read(mark: string): Promise<LogPage>;
  /** Up to which entry the journal was cleared, for all. */
  cleared(): number;
  clear(to: number): void;
}

/** Milliseconds between looks for what others have added, while somebody waits for it. */
const LOOK = 25;

/** Brings into a ring what others have added to the log. */
export class LogReader {
  readonly #log: SharedLog;
  readonly #ring: EntryBuffer;
  readonly #tell: (entry: Entry) => void;
  readonly #brought = new WeakSet<Entry>();
  #mark = '';
  #last: Promise<void> = Promise.resolve();

  constructor(log: SharedLog, ring: EntryBuffer, tell: (entry: Entry) => void) {
    this.#log = log;
    this.#ring = ring;
    this.#tell = tell;
  }

  /** Settles once all is here that was in the log when this was called. */
  catchUp(): Promise<void> {
    const read = this.#last.then(() => this.#read());
    this.#last = read.catch(() => undefined);
    return read;
  }

  /** Goes on catching up until something has come about. */
  async pollDuring<T>(wait: Promise<T>): Promise<T> {
    const stop = this.poll();
    try {
      return await wait;
    } finally {
      stop();
    }
  }

  /** Goes on catching up; gives the function that ends it. */
  poll(): () => void {
    const looks = setInterval(() => void this.catchUp().catch(() => undefined), LOOK);
    return () => clearInterval(looks);
  }

  restart(): void {
    this.#mark = '';
  }

  async #read(): Promise<void> {
    for (;;) {
      const { records, mark, forgotten } = await this.#log.read(this.#mark);
      for (const record of records) {
        const known = this.#ring.at(record.id);
        // What this process has seen itself it knows better.
        if (known !== undefined && !this.#brought.has(known)) continue;
        const entry = entryOf(record);
        this.#brought.add(entry);
        this.#ring.place(entry, record.id);
        if (known === undefined) this.#tell(entry);
      }
      this.#ring.forgetTo(forgotten);
      this.#mark = mark;
      if (records.length === 0) return;
    }
  }
}
