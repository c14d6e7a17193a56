import type { WireRequest } from '../core';
import { MemoryBudget } from './budget';
import type { Entry, EntryStart } from './entry';
import { EntryBuffer } from './entry-buffer';
import type { ChangeListener } from './entry-changes';
import { type AdviceByEntry, type Advisor, EntryReader } from './entry-reader';
import { EntryWaiters } from './entry-waiters';
import { toHar, toJsonLines } from './export';
import { LogReader, type SharedLog } from './log-reader';
import { OpenEntry } from './open-entry';
import { type EntryFilter, type EntryQuery, parseFilter, parseQuery, prepareFilter } from './query';
import { type EntrySummary, summaryOf } from './summary';
import { checkExpectation, type Expectation, nearestTo, parseExpectation, VerificationError } from './verify';
import { type EntryView, viewOfEntry } from './view';

export { MemoryBudget } from './budget';
export type { Advice, Notes, Outcome } from './entry';
export type { Advisor, EntryReader } from './entry-reader';
export type { SharedLog } from './log-reader';
export type { OpenEntry } from './open-entry';
export { BadQuery, type EntryFilter, type EntryQuery, filterSchema, queryOfUrl } from './query';
export type { EntrySummary } from './summary';
export { type Expectation, expectationSchema, VerificationError } from './verify';
export type { EntryView } from './view';

/** How long a call waits. */
export interface WaitOptions {
  /** Milliseconds. */
  readonly timeout?: number | undefined;
}

/** Formats in which a journal can be taken away. */
export type ExportFormat = 'jsonl' | 'har';

/** A step of reading what changed in a journal. */
export interface ChangePage {
  /** Which journal this is: another number after a reset. */
  readonly journal: number;
  /** Up to where these changes go. */
  readonly revision: number;
  /** Entries below this id are no longer kept. */
  readonly oldest: number;
  /** Entries in the order of their changes, those that fit the filter. */
  readonly entries: readonly EntrySummary[];
  readonly hasMore: boolean;
}

/** What happened in one namespace, newest last. */
export interface Journal {
  /** Begins an entry that has no place in the journal yet. */
  draft(request: WireRequest, beginning: Omit<EntryStart, 'namespace'>): OpenEntry;
  entries(query?: EntryQuery): readonly EntryView[];
  entry(id: number): EntryView | undefined;
  /**
   * The next entry that closes and fits; with `after`, also one that has closed already.
   * Rejects with a VerificationError that tells what came nearest when none does in time.
   */
  next(filter?: EntryFilter, patience?: WaitOptions): Promise<EntryView>;
  /** Rejects with a VerificationError where the expectation is not met; running exchanges are given a moment to close. */
  verify(expectation: Expectation): Promise<void>;
  /** The entries as lines of JSON, or as an HTTP archive 1.2. */
  export(format: ExportFormat, query?: EntryQuery): string;
  /** At most `PAGE_SIZE` entries that changed after a revision. */
  changesAfter(revision: number, filter?: EntryFilter): ChangePage;
  /** Tells of changes to come; gives the function that ends it. */
  watch(listener: ChangeListener): () => void;
  /** Number of the newest entry. */
  readonly newestId: number;
  /** Forgets entries up to a number, or all. */
  clear(to?: number): void;
  /** Reads what others have added. */
  catchUp(): Promise<void>;
  /** Starts again from entry 1, after another process has reset the namespace. */
  restart(why: string): void;
  /** Rejects all waiting calls, and ends those who watch. */
  rejectWaiters(why: string): void;
  /** The namespace ends: drops all entries and rejects all waiting calls. */
  end(why: string): void;
}

/** How long `next` waits unless told otherwise: less than test runners give a test. */
const PATIENCE = 4_000;

/** How long `verify` waits for exchanges that still run. */
const MOMENT = 1_000;

/** Most changed entries that are read at once. */
const PAGE_SIZE = 500;

/** What a journal needs to know. */
export interface JournalOptions {
  readonly namespace: string;
  /** Most entries kept. */
  readonly capacity: number;
  /** Shared by all journals of an emulator. */
  readonly budget?: MemoryBudget;
  /** Finds mistakes of clients; runs when advice is read. */
  readonly advise?: Advisor;
  /** Where several processes share the namespace. */
  readonly log?: SharedLog | undefined;
}

/** Looks at what a ring holds; advice is found out once for all that is looked at together. */
function createReaders(kept: () => EntryBuffer, advise: Advisor | undefined) {
  const sights = (): readonly EntryReader[] => {
    const book = lazyAdvice(() => advise?.(made));
    const made: readonly EntryReader[] = kept()
      .entries()
      .map((entry) => new EntryReader(entry, book));
    return made;
  };
  const sightOf = (entry: Entry): EntryReader =>
    new EntryReader(
      entry,
      lazyAdvice(() => advise?.(sights())),
    );
  return { sights, sightOf };
}

/** What a reader of changes needs. */
interface ChangeReaderParts {
  kept(): EntryBuffer;
  sightOf(entry: Entry): EntryReader;
  readonly reader: LogReader | undefined;
}

/** Reads what changed in a buffer. */
function createChangeReader({ kept, sightOf, reader }: ChangeReaderParts): Pick<Journal, 'changesAfter' | 'watch'> {
  return {
    changesAfter(revision, given = {}) {
      const test = prepareFilter(parseFilter(given));
      const ring = kept();
      const changed = ring.changedAfter(revision);
      const page = changed.slice(0, PAGE_SIZE);
      const entries = page.map(({ entry }) => sightOf(entry)).filter((sight) => test.matches(sight));
      return {
        journal: ring.changes.journal,
        revision: page.at(-1)?.revision ?? revision,
        oldest: ring.oldest,
        entries: entries.map(summaryOf),
        hasMore: changed.length > page.length,
      };
    },
    watch(listener) {
      const unwatch = kept().changes.watch(listener);
      const poll = reader?.poll();
      return () => {
        poll?.();
        unwatch();
      };
    },
  };
}

/** Makes an empty journal. */
export function createJournal({
  namespace,
  capacity,
  budget = new MemoryBudget(),
  advise,
  log,
}: JournalOptions): Journal {
  const ring = new EntryBuffer(namespace, capacity, budget);
  const waiting = new EntryWaiters();
  const kept = (): EntryBuffer => {
    if (log !== undefined) ring.clear(log.cleared());
    return ring;
  };
  const { sights, sightOf } = createReaders(kept, advise);
  const tell = (entry: Entry): void => waiting.tell(() => sightOf(entry));
  const reader = log && new LogReader(log, ring, tell);
  const select = (query: unknown): readonly EntryReader[] => {
    const { limit, ...filter } = parseQuery(query ?? {});
    const test = prepareFilter(filter);
    const found = sights().filter((sight) => test.matches(sight));
    return limit === undefined ? found : found.slice(Math.max(0, found.length - limit));
  };
  return {
    draft: (request, beginning) => new OpenEntry(ring, tell, ring.draft(request, beginning)),
    entries: (query) => select(query).map(viewOfEntry),
    entry(id) {
      const found = kept().at(id);
      return found === undefined ? undefined : viewOfEntry(sightOf(found));
    },
    async next(given = {}, { timeout = PATIENCE } = {}) {
      const filter = parseFilter(given);
      const test = prepareFilter(filter);
      // Who waits in memory waits from this moment on, whatever happens next.
      if (reader !== undefined) await reader.catchUp();
      const past = filter.after === undefined ? undefined : sights().find(hasClosed(test.matches));
      const waited = () => waiting.first(test, timeout);
      const found = past ?? (await (reader === undefined ? waited() : reader.pollDuring(waited())));
      if (found !== undefined) return viewOfEntry(found);
      const near = nearestTo(test, sights());
      const told = `No exchange with ${test.description} closed within ${timeout} ms.`;
      throw new VerificationError([told, ...(near.length === 0 ? [] : ['Nearest so far:', ...near])].join('\n'));
    },
    async verify(given) {
      const expectation = parseExpectation(given);
      await waiting.until(() => ring.entries().every(({ outcome }) => outcome !== undefined), MOMENT);
      await reader?.catchUp();
      const why = checkExpectation({ sights: sights(), forgotten: ring.forgotten }, expectation);
      if (why !== undefined) throw new VerificationError(why);
    },
    export: (format, query) => (format === 'har' ? toHar : toJsonLines)(select(query)),
    ...createChangeReader({ kept, sightOf, reader }),
    get newestId() {
      return ring.lastId;
    },
    clear(to = ring.lastId) {
      log?.clear(to);
      ring.clear(to);
    },
    catchUp: async () => reader?.catchUp(),
    restart(why) {
      ring.restart();
      reader?.restart();
      waiting.end(why);
    },
    rejectWaiters(why) {
      waiting.end(why);
      ring.changes.end();
    },
    end(why) {
      ring.end();
      waiting.end(why);
    },
  };
}

/** Advice is found out at most once for those who look together. */
function lazyAdvice(write: () => AdviceByEntry | undefined): () => AdviceByEntry {
  let book: AdviceByEntry | undefined;
  return () => {
    book ??= write() ?? new Map();
    return book;
  };
}

const hasClosed =
  (holds: (sight: EntryReader) => boolean) =>
  (sight: EntryReader): boolean =>
    sight.entry.outcome !== undefined && holds(sight);
