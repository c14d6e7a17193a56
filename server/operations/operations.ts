import type { PlanView } from '../faults';
import type { EntryQuery, EntryView } from '../journal';
import type { LimitPlan } from '../limits';
import type { BodySchemas } from './open-api';

/** The query of a URL. */
export type UrlQuery = Readonly<Record<string, unknown>>;

/** A namespace, for people. */
export interface NamespaceSummary {
  readonly name: string;
  readonly entries: number;
  readonly fixtures: number;
}

/** What a clock shows. */
export interface ClockView {
  readonly kind: 'real' | 'frozen' | 'stepped';
  /** ISO 8601. */
  readonly now: string;
}

/** What the three doors (code, HTTP, command line) can do to an emulator. */
export interface Operations {
  readonly version: string;
  /** The process that answers, one of several perhaps. */
  readonly pid: number;
  /** What bodies may hold, for the document of the control plane. */
  readonly schemas: BodySchemas;
  /** Can requests be answered, and where do namespaces live? */
  ready(): { readonly ready: boolean; readonly home: string };
  /** Makes a call with all that other processes have done to a namespace; settles once they know what it has changed. */
  within<T>(namespace: string, call: () => T | Promise<T>): Promise<T>;
  /** Numbers of what was done since the start, in the text format of Prometheus. */
  metrics(): Promise<{ readonly contentType: string; readonly text: string }>;
  /** What was loaded, for people. */
  summary(): Readonly<Record<string, unknown>>;
  /** Rules with their sources and the levels in force; a glob or a part of id or sentence narrows the list. */
  rules(pattern?: string): readonly unknown[];
  entries(namespace: string, query: EntryQuery): readonly EntryView[];
  /** The same for the query of a URL: all values are text, unknown keys are refused. */
  queryJournal(namespace: string, query: UrlQuery): readonly EntryView[];
  /** The next entry that closes and fits; waits for some milliseconds. */
  nextEntry(namespace: string, query: UrlQuery, timeout: number | undefined): Promise<EntryView>;
  /** Rejects with a VerificationError where an expectation is not met. */
  verify(namespace: string, expectation: unknown): Promise<void>;
  exportJournal(namespace: string, wanted: { readonly format: 'jsonl' | 'har'; readonly query: UrlQuery }): string;
  namespaces(): Promise<readonly NamespaceSummary[]>;
  entry(namespace: string, id: number): EntryView | undefined;
  clearJournal(namespace: string): void;
  /** Adds fixtures to a namespace; a bad one throws an error with a sentence. */
  addFixtures(namespace: string, fixtures: unknown): readonly string[];
  fixtureNames(namespace: string): readonly string[];
  clearFixtures(namespace: string): void;
  /** What would answer a request, and why; the body as it would be sent, a list of them, or a HAR. */
  explain(
    namespace: string,
    wanted: { readonly request: unknown; readonly surface?: string },
  ): Promise<readonly unknown[]>;
  /** What is held against the clients of a namespace. */
  lint(namespace: string): unknown;
  /** Fixtures that have answered nothing so far, and those that others went before. */
  fixtureReport(): unknown;
  /** What a namespace remembers, for fixtures with given and then. */
  state(namespace: string): Readonly<Record<string, unknown>>;
  /** Makes it remember values; null forgets. */
  setState(namespace: string, values: unknown): Readonly<Record<string, unknown>>;
  clock(): ClockView;
  /** Moves a stepped clock forward by milliseconds; settles once all that fell due has run. */
  advanceClock(ms: unknown): Promise<ClockView>;
  /** Moves a stepped clock to a time. */
  setClock(time: unknown): Promise<ClockView>;
  pace(namespace: string): unknown;
  /** Sets a namespace's pace; null goes back to the emulator's. */
  setPace(namespace: string, pace: unknown): unknown;
  /** Plans in force, and what they have counted. */
  faults(namespace: string): readonly PlanView[];
  faultKinds(): readonly unknown[];
  /** Adds plans to a namespace; one that is none throws an error with a sentence. */
  addFaults(namespace: string, plans: unknown): readonly string[];
  clearFaults(namespace: string): void;
  /** What the keys of a namespace may use up. */
  limits(namespace: string): LimitPlan;
  /** Sets it anew; a tier or limit that is none throws an error with a sentence. */
  setLimits(namespace: string, plan: unknown): LimitPlan;
  /** Forgets all that a namespace owns; without a name, all namespaces. */
  reset(namespace?: string): Promise<void>;
}
