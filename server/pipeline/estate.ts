import { createPromptCache, type PromptCache } from '../caching';
import type { StoredObjects } from '../core';
import { Faults } from '../faults';
import { type Advisor, type Budget, createJournal, type Journal, type SharedLog } from '../journal';
import { type LimitPlan, type Turnstile, type TurnstileStores, turnstileStores } from '../limits';
import { createOrdinals, type Ordinals } from '../namespaces';
import type { Pace } from '../pacing';
import { arrangeFixtures, type Fixture, type FixtureSet, Ledger } from '../replies';
import { type Home, Mirror, memoryObjects, memoryStores, type Space, type Store, type Stores } from '../state';
import type { Estate } from './kit';
import { createMemo, type Memo } from './memo';
import type { Prepared } from './prepare';

/** Bounds of a namespace's journal. */
export interface JournalRoom {
  /** Most entries. */
  readonly capacity: number;
  /** Shared by all namespaces. */
  readonly budget: Budget;
  /** Holds things against clients, when somebody asks. */
  readonly advise: Advisor;
}

/** What the faults of all namespaces have in common. */
export type Failing = Omit<ConstructorParameters<typeof Faults>[0], 'namespace' | 'stores'>;

/** What a new namespace is furnished with. */
export interface Furniture {
  readonly room: JournalRoom;
  readonly failing: Failing;
  /** What limits keys, over what was counted so far; without a plan, as the emulator does. */
  turnstile(stores: TurnstileStores, plan: LimitPlan | undefined): Turnstile | undefined;
  /** Where other processes share the namespace. */
  readonly home: Home | undefined;
}

const NONE: readonly Fixture[] = [];

/** Fixtures of a namespace in order, and what was prepared under them. */
interface Arranged {
  readonly given: readonly Fixture[];
  readonly set: FixtureSet;
  readonly memo: Memo<Prepared>;
}

/** What a namespace owns: no fixtures, an empty journal, nothing counted, unless another process has been there before. */
class OwnEstate implements Estate {
  readonly name: string;
  readonly mirror: Mirror | undefined;
  readonly ordinals: Ordinals;
  readonly objects: StoredObjects;
  readonly promptCache: PromptCache;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly #given: Store<readonly Fixture[]>;
  readonly #paces: Store<Pace>;
  readonly #plans: Store<LimitPlan>;
  readonly #counts: TurnstileStores;
  readonly #furniture: Furniture;
  #arranged: Arranged | undefined;
  #limited: { readonly plan: LimitPlan | undefined; readonly turnstile: Turnstile | undefined } | undefined;

  constructor(name: string, furniture: Furniture) {
    const { room, failing, home } = furniture;
    const space = home?.space(name);
    const mirror = space && new Mirror(space, () => this.journal.restart('The namespace was reset.'));
    const stores = mirror ?? memoryStores;
    this.name = name;
    this.mirror = mirror;
    this.ordinals = createOrdinals(stores);
    this.objects = space?.objects ?? memoryObjects();
    this.promptCache = createPromptCache(stores);
    this.journal = createJournal({ namespace: name, ...room, log: space && sharedLog(space, stores) });
    this.faults = new Faults({ namespace: name, stores, ...failing });
    this.ledger = new Ledger(stores);
    this.#given = stores.of('fixtures', 1);
    this.#paces = stores.of('pace', 1);
    this.#plans = stores.of('limits/plan', 1);
    this.#counts = turnstileStores(stores);
    this.#furniture = furniture;
  }

  get fixtures(): FixtureSet {
    return this.#inOrder().set;
  }

  get memo(): Memo<Prepared> {
    return this.#inOrder().memo;
  }

  script(fixtures: readonly Fixture[]): void {
    this.#given.set(ONLY, fixtures);
    this.ledger.clear();
  }

  add(fixtures: readonly Fixture[]): void {
    this.#given.set(ONLY, [...(this.#given.get(ONLY) ?? NONE), ...fixtures]);
  }

  forget(): void {
    this.#arranged = undefined;
  }

  get pace(): Pace | undefined {
    return this.#paces.get(ONLY);
  }

  set pace(pace: Pace | undefined) {
    if (pace === undefined) this.#paces.delete(ONLY);
    else this.#paces.set(ONLY, pace);
  }

  get limits(): Turnstile | undefined {
    const plan = this.#plans.get(ONLY);
    if (this.#limited === undefined || this.#limited.plan !== plan) {
      this.#limited = { plan, turnstile: this.#furniture.turnstile(this.#counts, plan) };
    }
    return this.#limited.turnstile;
  }

  limit(plan: LimitPlan): void {
    for (const store of Object.values(this.#counts)) store.clear();
    this.#plans.set(ONLY, plan);
  }

  /** Put in order when a request comes, however many were added one by one before, by whichever process. */
  #inOrder(): Arranged {
    const given = this.#given.get(ONLY) ?? NONE;
    if (this.#arranged?.given !== given) {
      this.#arranged = { given, set: arrangeFixtures(given, { owner: 'given' }), memo: createMemo() };
    }
    return this.#arranged;
  }
}

/** The key of what a namespace has one of. */
const ONLY = 'only';

function sharedLog(space: Space, stores: Stores): SharedLog {
  const cleared = stores.of<number>('journal', 1);
  return {
    read: (mark) => space.read(mark),
    cleared: () => cleared.get(ONLY) ?? 0,
    clear: (to) => cleared.set(ONLY, to),
  };
}

/** Furnishes a namespace. */
export const createEstate = (name: string, furniture: Furniture): Estate => new OwnEstate(name, furniture);
