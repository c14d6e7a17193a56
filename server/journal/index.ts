import type { WireRequest } from '../core';
import { Budget } from './budget';
import type { Beginning, CacheShare, Entry, Notes, Outcome } from './entry';
import { harOf, jsonLinesOf } from './export';
import { type EntryFilter, type EntryQuery, parseFilter, parseQuery, prepareFilter } from './query';
import { Ring } from './ring';
import { type AdviceBook, type Advisor, Sight } from './sight';
import { type Expectation, nearestTo, parseExpectation, VerificationError, verdict } from './verify';
import { type EntryView, viewOfSight } from './view';
import { Waiting } from './waiting';

export { Budget } from './budget';
export type { Advice, Notes, Outcome } from './entry';
export { BadQuery, type EntryFilter, type EntryQuery, filterSchema, queryOfUrl } from './query';
export type { Advisor, Sight } from './sight';
export { type Expectation, expectationSchema, VerificationError } from './verify';
export type { EntryView } from './view';

/** An entry whose exchange still runs. */
export interface OpenEntry {
  /** `cache` is what a prompt cache changes of the usage noted. */
  note(notes: Notes, cache?: CacheShare): void;
  /** What is sent. */
  answered(status: number, headers: Notes['headers'], reply: Notes['reply']): void;
  /** Only the first call counts. */
  close(outcome: Outcome, at: number): void;
}

/** How long somebody waits. */
export interface Patience {
  /** Milliseconds. */
  readonly timeout?: number | undefined;
}

/** Formats in which a journal can be taken away. */
export type ExportFormat = 'jsonl' | 'har';

/** What happened in one namespace, newest last. */
export interface Journal {
  open(request: WireRequest, beginning: Omit<Beginning, 'namespace'>): OpenEntry;
  entries(query?: EntryQuery): readonly EntryView[];
  entry(id: number): EntryView | undefined;
  /**
   * The next entry that closes and fits; with `after`, also one that has closed already.
   * Rejects with a VerificationError that tells what came nearest when none does in time.
   */
  next(filter?: EntryFilter, patience?: Patience): Promise<EntryView>;
  /** Rejects with a VerificationError where the expectation is not met; running exchanges are given a moment to close. */
  verify(expectation: Expectation): Promise<void>;
  /** The entries as lines of JSON, or as an HTTP archive 1.2. */
  export(format: ExportFormat, query?: EntryQuery): string;
  clear(): void;
  /** Sends those away who wait. */
  dismiss(why: string): void;
  /** The namespace is no more: forgets all, and sends those away who wait. */
  end(why: string): void;
}

/** How long `next` waits unless told otherwise: less than test runners give a test. */
const PATIENCE = 4_000;

/** How long `verify` waits for exchanges that still run. */
const MOMENT = 1_000;

/** What a journal needs to know. */
export interface JournalOptions {
  readonly namespace: string;
  /** Most entries kept. */
  readonly capacity: number;
  /** Shared by all journals of an emulator. */
  readonly budget?: Budget;
  /** Holds things against clients, when somebody asks. */
  readonly advise?: Advisor;
}

/** Makes an empty journal. */
export function createJournal({ namespace, capacity, budget = new Budget(), advise }: JournalOptions): Journal {
  const ring = new Ring(namespace, capacity, budget);
  const waiting = new Waiting();
  const sights = (): readonly Sight[] => {
    const book = writtenOnce(() => advise?.(made));
    const made: readonly Sight[] = ring.entries().map((entry) => new Sight(entry, book));
    return made;
  };
  const sightOf = (entry: Entry): Sight =>
    new Sight(
      entry,
      writtenOnce(() => advise?.(sights())),
    );
  const select = (query: unknown): readonly Sight[] => {
    const { limit, ...filter } = parseQuery(query ?? {});
    const test = prepareFilter(filter);
    const found = sights().filter((sight) => test.holds(sight));
    return limit === undefined ? found : found.slice(Math.max(0, found.length - limit));
  };
  return {
    open(request, beginning) {
      const entry = ring.open(request, beginning);
      return {
        note(notes, cache) {
          Object.assign(entry, notes);
          if (cache !== undefined) entry.cache = cache;
        },
        answered(status, headers, reply) {
          entry.status = status;
          entry.headers = headers;
          entry.reply = reply;
        },
        close(outcome, end) {
          if (entry.outcome !== undefined) return;
          entry.outcome = outcome;
          entry.duration = Math.max(0, end - entry.at);
          ring.closed(entry);
          waiting.tell(() => sightOf(entry));
        },
      };
    },
    entries: (query) => select(query).map(viewOfSight),
    entry(id) {
      const found = ring.at(id);
      return found === undefined ? undefined : viewOfSight(sightOf(found));
    },
    async next(given = {}, { timeout = PATIENCE } = {}) {
      const filter = parseFilter(given);
      const test = prepareFilter(filter);
      const past = filter.after === undefined ? undefined : sights().find(hasClosed(test.holds));
      const found = past ?? (await waiting.first(test, timeout));
      if (found !== undefined) return viewOfSight(found);
      const near = nearestTo(test, sights());
      const told = `No exchange with ${test.says} closed within ${timeout} ms.`;
      throw new VerificationError([told, ...(near.length === 0 ? [] : ['Nearest so far:', ...near])].join('\n'));
    },
    async verify(given) {
      const expectation = parseExpectation(given);
      await waiting.until(() => ring.entries().every(({ outcome }) => outcome !== undefined), MOMENT);
      const why = verdict({ sights: sights(), forgotten: ring.forgotten }, expectation);
      if (why !== undefined) throw new VerificationError(why);
    },
    export: (format, query) => (format === 'har' ? harOf : jsonLinesOf)(select(query)),
    clear: () => ring.clear(),
    dismiss: (why) => waiting.end(why),
    end(why) {
      ring.end();
      waiting.end(why);
    },
  };
}

/** Advice is found out at most once for those who look together. */
function writtenOnce(write: () => AdviceBook | undefined): () => AdviceBook {
  let book: AdviceBook | undefined;
  return () => {
    book ??= write() ?? new Map();
    return book;
  };
}

const hasClosed =
  (holds: (sight: Sight) => boolean) =>
  (sight: Sight): boolean =>
    sight.entry.outcome !== undefined && holds(sight);
