/** A closed exchange as it is kept for all processes that share a namespace. */
export interface LogRecord {
  /** Number of its journal entry; of several records the last one counts. */
  readonly id: number;
  /** All of the entry that is no bytes, as JSON. */
  readonly head: string;
  readonly request: Uint8Array;
  /** A large body of the request. */
  readonly body: Uint8Array;
  readonly reply: Uint8Array;
}

/** What a log holds after a mark that was given with the records before. */
export interface LogPage {
  readonly records: readonly LogRecord[];
  readonly mark: string;
  /** Number of the last entry that had to go for want of room. */
  readonly forgotten: number;
}
