import type { Json } from './json';

/** Names a stored object: its kind, such as `response`, and the id that a client knows. */
export interface ObjectKey {
  readonly kind: string;
  readonly id: string;
}

/** An object to be kept. Its value is made when somebody asks for it; it depends on nothing that changes. */
export interface NewObject extends ObjectKey {
  value(): Json;
  /** Characters that it takes up, where they are many. */
  readonly weight?: number;
}

/** Which objects of a kind are wanted, in which order. */
export interface PageRequest {
  readonly limit: number;
  /** The oldest first, or the newest. */
  readonly order: 'asc' | 'desc';
  /** Only what comes after this id in that order. */
  readonly after?: string | undefined;
  /** Only what comes before this id in that order: the page ends there. */
  readonly before?: string | undefined;
  readonly filter?: (value: Json) => boolean;
}

/** Part of a list; `unknown` is the cursor that names no object of the kind. */
export type StoredPage =
  | { readonly items: readonly { readonly id: string; readonly value: Json }[]; readonly more: boolean }
  | { readonly unknown: string };

/** The part of a list that is wanted, or the cursor that stands nowhere in it; `oldestFirst` is in the order in which it came. */
export function pageOf<Item extends { readonly id: string }>(
  oldestFirst: readonly Item[],
  { limit, order, after, before }: Omit<PageRequest, 'fits'>,
  fits: (item: Item) => boolean = () => true,
): { readonly items: readonly Item[]; readonly more: boolean } | { readonly unknown: string } {
  const ordered = order === 'asc' ? oldestFirst : oldestFirst.toReversed();
  const placeOf = (cursor: string | undefined): number => ordered.findIndex(({ id }) => id === cursor);
  for (const cursor of [after, before]) {
    if (cursor !== undefined && placeOf(cursor) < 0) return { unknown: cursor };
  }
  const start = after === undefined ? 0 : placeOf(after) + 1;
  const end = before === undefined ? ordered.length : placeOf(before);
  const fitting = ordered.slice(start, end).filter(fits);
  // What comes before a cursor is read backwards from it.
  const items = before === undefined ? fitting.slice(0, limit) : fitting.slice(-limit);
  return { items, more: fitting.length > limit };
}

/** What a namespace keeps for its clients, in the order in which it came. Objects are replaced whole, never edited. */
export interface StoredObjects {
  get(kind: string, id: string): Promise<Json | undefined>;
  /** Keeps objects, all or none; one of an id that is known takes the place of the old one. */
  put(...objects: readonly NewObject[]): Promise<void>;
  /** Replaces an object by what `next` makes of it, as one step; undefined leaves it. Gives what is kept then. */
  update(kind: string, id: string, next: (found: Json) => Json | undefined): Promise<Json | undefined>;
  /** Was there such an object? */
  delete(kind: string, id: string): Promise<boolean>;
  page(kind: string, wish: PageRequest): Promise<StoredPage>;
  /** The object, made where there is none yet: by exactly one of all who ask, however many replicas there are. */
  getOrCreate(kind: string, id: string, make: () => Promise<Json>): Promise<Json>;
}

/** What a request names of stored objects: one, or all of a kind. */
export type ObjectQuery = ObjectKey | { readonly kind: string; readonly all: true };

/** Stored objects that a request names, as they were when it came. */
export interface LoadedObjects {
  /** Unix milliseconds at which it came. */
  readonly at: number;
  get(kind: string, id: string): Json | undefined;
  /** All of a kind, in the order in which they came. */
  all(kind: string): readonly Json[];
}

/** For requests that name no stored objects. */
export const NOTHING_LOADED: LoadedObjects = { at: 0, get: () => undefined, all: () => [] };

/** A closed exchange as it is stored for all processes that share a namespace. */
export interface LogRecord {
  /** Id of its journal entry; of several records with one id the last one counts. */
  readonly id: number;
  /** JSON of the entry without the byte fields. */
  readonly head: string;
  readonly request: Uint8Array;
  /** A large body of the request. */
  readonly body: Uint8Array;
  readonly reply: Uint8Array;
}

/** Records after a mark, and the mark to read on from. */
export interface LogPage {
  readonly records: readonly LogRecord[];
  readonly mark: string;
  /** Id of the last entry that was dropped for want of room. */
  readonly forgotten: number;
}
