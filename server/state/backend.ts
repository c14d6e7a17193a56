import type { LogPage, LogRecord, NewObject, StoredObjects } from '../core';

/** Where namespaces live that several processes share. Whatever is asked of a home that is gone rejects with `store-gone`. */
export interface Backend {
  /** What it is, for people. */
  readonly description: string;
  isAvailable(): boolean;
  namespace(namespace: string): NamespaceBackend;
  /** Namespaces that live. */
  namespaceNames(): Promise<readonly string[]>;
  /** Forgets a namespace; without a name all. */
  forget(namespace?: string): Promise<void>;
  close(): Promise<void>;
}

/** A field of a namespace and its text; null where it is gone. */
export type StateChange = readonly [field: string, text: string | null];

/** How much of a namespace a process knows. */
export interface KnownVersion {
  /** Another one means that all is to be learnt anew; what stands before a slash, that the namespace itself is another. */
  readonly era: string;
  readonly revision: number;
}

/** What a process brings to a namespace, all of which is kept or none. */
export interface StateToPush {
  readonly changes: readonly StateChange[];
  /** Fields, and groups of them, that nobody else may have changed meanwhile. */
  readonly checks: readonly string[];
  readonly deposits: readonly NewObject[];
  readonly record: LogRecord | undefined;
  /** Is a journal entry opened? */
  readonly opensEntry: boolean;
}

/** What a process takes away. */
export interface PulledState extends KnownVersion {
  /** False where others were quicker: nothing was kept. */
  readonly kept: boolean;
  /** What others have changed; all there is where the era is another one. */
  readonly newer: readonly StateChange[];
  /** Number of the journal entry that was opened. */
  readonly entry: number;
}

/** One namespace in a shared home. */
export interface NamespaceBackend {
  readonly objects: StoredObjects;
  /** One step for all processes: tells what is newer than what is known, and keeps what is brought. */
  sync(known: KnownVersion, brought: StateToPush): Promise<PulledState>;
  /** Closed exchanges after a mark; an empty one is that of the beginning. */
  read(mark: string): Promise<LogPage>;
}
