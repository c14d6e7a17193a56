import type { WireRequest } from '../core';
import { type Entry, type EntryView, type Notes, type Outcome, viewOf } from './entry';

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

/** Most characters of request and reply text that a journal keeps. */
const MAX_TEXT = 32 * 1024 * 1024;

/** Makes an empty journal of at most `capacity` entries. */
export function createJournal(namespace: string, capacity: number): Journal {
  let kept: Entry[] = [];
  let lastId = 0;
  let held = 0;
  const drop = () => {
    const gone = kept.shift();
    if (gone !== undefined) held -= sizeOf(gone);
  };
  return {
    open(request, at) {
      lastId += 1;
      const entry: { -readonly [K in keyof Entry]: Entry[K] } = { id: lastId, namespace, at, request };
      kept.push(entry);
      held += sizeOf(entry);
      while (kept.length > capacity) drop();
      return {
        note: (notes) => void Object.assign(entry, notes),
        close(outcome, end) {
          if (entry.outcome !== undefined) return;
          entry.outcome = outcome;
          entry.duration = Math.max(0, end - at);
          held += lengthOf(entry.reply);
          while (held > MAX_TEXT && kept.length > 1) drop();
        },
      };
    },
    entries: (query = {}) => select(kept, query).map(viewOf),
    entry(id) {
      const found = kept.find((entry) => entry.id === id);
      return found === undefined ? undefined : viewOf(found);
    },
    clear() {
      kept = [];
      held = 0;
    },
  };
}

const lengthOf = (reply: Entry['reply']): number =>
  typeof reply === 'string' ? reply.length : (reply ?? []).reduce((sum, frame) => sum + frame.length, 0);

const sizeOf = (entry: Entry): number => entry.request.text.length + lengthOf(entry.reply);

function select(entries: readonly Entry[], query: EntryQuery): readonly Entry[] {
  const { after = 0, limit, ...wanted } = query;
  const tests = Object.entries(wanted).filter(([, value]) => value !== undefined) as [keyof Entry, unknown][];
  const found = entries.filter((entry) => entry.id > after && tests.every(([key, value]) => entry[key] === value));
  return limit === undefined ? found : found.slice(Math.max(0, found.length - limit));
}
