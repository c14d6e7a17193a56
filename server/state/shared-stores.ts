import type { LogRecord, NewObject } from '../core';
import type { KnownVersion, NamespaceBackend, PulledState, StateChange } from './backend';
import type { Store, Stores } from './store';
import { TrackedStore } from './tracked-store';

/** What goes along with what was decided. */
export interface PushedAlong {
  readonly deposits: readonly NewObject[];
  readonly record: LogRecord | undefined;
}

const NOTHING: PushedAlong = { deposits: [], record: undefined };

/** A change of this process that the home does not know yet, by its field. */
type Changed = Map<string, { readonly store: TrackedStore<unknown>; readonly key: string; readonly before: unknown }>;

const SEPARATOR = '\n';

/**
 * What a process knows of a namespace that others share. Whoever decides does so in a turn: `pull`, decide upon the stores,
 * `push`; where others were quicker, `push` has taken the changes back and brought what is newer, and one decides again.
 */
export class SharedStores implements Stores {
  readonly #space: NamespaceBackend;
  readonly #renewed: () => void;
  readonly #stores = new Map<string, TrackedStore<unknown>>();
  #known: KnownVersion = { era: '', revision: 0 };
  #changed: Changed = new Map();
  /** Groups of stores that were changed, or cleared. */
  #marked = new Set<string>();
  #amendments: (() => void)[] = [];
  #last: Promise<unknown> = Promise.resolve();

  /** `renewed` is called when another process has reset the namespace. */
  constructor(space: NamespaceBackend, renewed: () => void) {
    this.#space = space;
    this.#renewed = renewed;
  }

  of<T>(name: string, capacity: number): Store<T> {
    const slash = name.indexOf('/');
    const group = slash < 0 ? undefined : name.slice(0, slash);
    const store = new TrackedStore<T>(capacity, (key, before) => {
      if (group !== undefined) this.#marked.add(group);
      if (key === undefined) return;
      const field = `${name}${SEPARATOR}${key}`;
      if (!this.#changed.has(field)) this.#changed.set(field, { store: store as TrackedStore<unknown>, key, before });
    });
    this.#stores.set(name, store as TrackedStore<unknown>);
    return store;
  }

  /** Turns of one process follow one another, so that it never works against itself. */
  runExclusive<T>(task: () => Promise<T>): Promise<T> {
    const run = this.#last.then(task);
    this.#last = run.catch(() => undefined);
    return run;
  }

  /** Brings what others have changed; gives the number of the journal entry that is opened. */
  async pull(opens: boolean): Promise<number> {
    const met = await this.#space.sync(this.#known, { changes: [], checks: [], ...NOTHING, opensEntry: opens });
    this.#learn(met, []);
    return met.entry;
  }

  /** Gives what was decided to the others; false where they were quicker. What is brought along is kept, or not, with it. */
  async push(along: PushedAlong = NOTHING): Promise<boolean> {
    const [changed, marked, amendments] = [this.#changed, this.#marked, this.#amendments];
    if (changed.size + marked.size + along.deposits.length === 0 && along.record === undefined) return true;
    this.#changed = new Map();
    this.#marked = new Set();
    this.#amendments = [];
    const back = () => {
      this.#takeBack(this.#changed);
      this.#changed = changed;
      this.#amendments = [...amendments, ...this.#amendments];
      this.rollback();
    };
    try {
      const changes = [...changed].map(([field, { store, key }]): StateChange => [field, textOf(store.get(key))]);
      const checks = [...marked, ...[...changed.keys()].filter((field) => !marked.has(groupOf(field)))];
      const met = await this.#space.sync(this.#known, { changes, checks, ...along, opensEntry: false });
      if (!met.kept) back();
      this.#learn(met, met.kept ? changes : []);
      return met.kept;
    } catch (gone) {
      back();
      throw gone;
    }
  }

  /** Takes back all that the home does not know, but for amendments. */
  rollback(): void {
    this.#takeBack(this.#changed);
    this.#changed = new Map();
    this.#marked = new Set();
    for (const amend of this.#amendments) again(amend);
  }

  /** Changes the stores at once, and the home as soon as may be; done again on what is newer where others were quicker. */
  amend<T>(change: () => T): T {
    const result = change();
    this.#amendments.push(change);
    // A home that is gone hears of it when it is back.
    this.settled().catch(() => undefined);
    return result;
  }

  /** Settles once the home knows all amendments. */
  settled(): Promise<void> {
    return this.runExclusive(async () => {
      while (this.#amendments.length > 0) if (await this.push()) return;
    });
  }

  /** The namespace is no more: what was to be changed of it is not. */
  end(): void {
    this.#amendments = [];
  }

  /** Puts a closed exchange into the log. */
  async log(record: LogRecord): Promise<void> {
    // An entry without a number was begun while the home was gone.
    if (record.id === 0) return;
    await this.#space.sync(this.#known, { changes: [], checks: [], deposits: [], record, opensEntry: false });
  }

  #learn({ era, revision, newer }: PulledState, own: readonly StateChange[]): void {
    const isOther = era !== this.#known.era && own.length === 0;
    const isReset = this.#known.era !== '' && birthOf(era) !== birthOf(this.#known.era);
    this.#known = { era, revision };
    if (!isOther && newer.length === 0) return;
    // What is not known to the home yet goes upon what is newer.
    this.#takeBack(this.#changed);
    if (isOther) for (const store of this.#stores.values()) store.empty();
    const mine = new Set(own.map(([field]) => field));
    for (const [field, text] of newer) if (!mine.has(field)) this.#put(field, text);
    if (isReset) this.#renewed();
    this.#changed = new Map();
    for (const amend of this.#amendments) again(amend);
  }

  #put(field: string, text: string | null): void {
    const at = field.indexOf(SEPARATOR);
    const store = this.#stores.get(field.slice(0, at));
    store?.put(field.slice(at + 1), text === null ? undefined : (JSON.parse(text) as unknown));
  }

  #takeBack(changed: Changed): void {
    for (const { store, key, before } of changed.values()) store.put(key, before);
  }
}

const textOf = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

const birthOf = (era: string): string => era.split('/')[0] ?? '';

const groupOf = (field: string): string => field.slice(0, field.indexOf('/'));

/** An amendment that has become senseless, such as a plan behind one that now takes every request, is left out. */
function again(amend: () => void): void {
  try {
    amend();
  } catch {
    // Who made it was told when it was made.
  }
}
