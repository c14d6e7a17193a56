import type { WireRequest } from '../core';
import { type Entry, type EntryView, type Notes, type Outcome, viewOf } from './entry';
import { pack, packedSize } from './pack';

export type { EntryView, Notes, Outcome } from './entry';

/** An entry whose exchange still runs. */
export interface OpenEntry {
  note(notes: Notes): void;
  /** Only the first call counts. */
  close(outcome: Outcome, at: number): void;
}

/** Which entries are wanted; all that is given must hold. */
export interface EntryQuery {
  readonly route?: string;
  readonly model?: string;
  readonly status?: number;
  readonly outcome?: Outcome;
  /** Only entries with a larger id. */
  readonly after?: number;
  /** The newest so many. */
  readonly limit?: number;
}

/** What happened in one namespace, newest last. */
export interface Journal {
  open(request: WireRequest, at: number): OpenEntry;
  entries(query?: EntryQuery): readonly EntryView[];
  entry(id: number): EntryView | undefined;
  clear(): void;
}

/** Most bytes of requests and replies that a journal keeps. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Makes an empty journal of at most `capacity` entries. */
export function createJournal(namespace: string, capacity: number): Journal {
  // Entry `id` stands at place `id % capacity`; those from `oldest` to `lastId` are kept.
  let ring: (Entry | undefined)[] = [];
  let oldest = 1;
  let lastId = 0;
  let held = 0;
  const at = (id: number): Entry | undefined => (id < oldest || id > lastId ? undefined : ring[id % capacity]);
  const dropOldest = () => {
    const gone = at(oldest);
    if (gone !== undefined) held -= sizeOf(gone);
    ring[oldest % capacity] = undefined;
    oldest += 1;
  };
  const kept = (): Entry[] =>
    Array.from({ length: lastId - oldest + 1 }, (_, place) => at(oldest + place)).filter(
      (entry) => entry !== undefined,
    );
  return {
    open(request, opened) {
      if (lastId - oldest + 1 >= capacity) dropOldest();
      lastId += 1;
      const entry: { -readonly [K in keyof Entry]: Entry[K] } = {
        id: lastId,
        namespace,
        at: opened,
        request: pack(request),
      };
      ring[entry.id % capacity] = entry;
      held += sizeOf(entry);
      return {
        note: (notes) => void Object.assign(entry, notes),
        close(outcome, end) {
          if (entry.outcome !== undefined) return;
          entry.outcome = outcome;
          entry.duration = Math.max(0, end - opened);
          if (at(entry.id) === entry) held += replySize(entry);
          while (held > MAX_BYTES && oldest < lastId) dropOldest();
        },
      };
    },
    entries: (query = {}) => select(kept(), query).map(viewOf),
    entry(id) {
      const found = at(id);
      return found === undefined ? undefined : viewOf(found);
    },
    clear() {
      ring = [];
      oldest = lastId + 1;
      held = 0;
    },
  };
}

/** A reply that is made again when wanted takes next to no room. */
const replySize = ({ reply }: Entry): number => (typeof reply === 'object' ? reply.length : 0);

/** A reply counts once its exchange is closed. */
const sizeOf = (entry: Entry): number =>
  packedSize(entry.request) + (entry.outcome === undefined ? 0 : replySize(entry));

function select(entries: readonly Entry[], query: EntryQuery): readonly Entry[] {
  const { after = 0, limit, ...wanted } = query;
  const tests = Object.entries(wanted).filter(([, value]) => value !== undefined) as [keyof Entry, unknown][];
  const found = entries.filter((entry) => entry.id > after && tests.every(([key, value]) => entry[key] === value));
  return limit === undefined ? found : found.slice(Math.max(0, found.length - limit));
}
