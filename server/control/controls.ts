import type { EntryQuery, EntryView } from '../journal';

/** What the three doors (code, HTTP, command line) can do to an emulator. */
export interface Controls {
  readonly version: string;
  /** True once requests can be answered. */
  ready(): boolean;
  /** What was loaded, for people. */
  summary(): Readonly<Record<string, unknown>>;
  entries(namespace: string, query: EntryQuery): readonly EntryView[];
  entry(namespace: string, id: number): EntryView | undefined;
  clearJournal(namespace: string): void;
  /** Adds fixtures to a namespace; a bad one throws an error with a sentence. */
  addFixtures(namespace: string, fixtures: unknown): readonly string[];
  fixtureNames(namespace: string): readonly string[];
  clearFixtures(namespace: string): void;
  /** Forgets all that a namespace owns; without a name, all namespaces. */
  reset(namespace?: string): void;
}
