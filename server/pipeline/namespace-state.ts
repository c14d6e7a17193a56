import type { StoredObjects } from '../core';
import { Faults } from '../faults';
import { arrangeFixtures, type Fixture, FixtureProgress, type FixtureSet } from '../fixtures';
import { type Advisor, createJournal, type Journal, type MemoryBudget, type SharedLog } from '../journal';
import { type LimitPlan, type RateLimiter, type RateLimiterStores, rateLimiterStores } from '../limits';
import type { Pace } from '../pacing';
import {
  type Backend,
  memoryObjects,
  memoryStores,
  type NamespaceBackend,
  SharedStores,
  type Store,
  type Stores,
} from '../state';
import { createRequestCounter, type RequestCounter } from '../state/namespaces';
import { createPromptCache, type PromptCache } from '../state/prompt-cache';
import type { NamespaceState } from './app';
import { createOutcomeCache, type OutcomeCache } from './outcome-cache';
import type { Prepared } from './prepare';

/** Bounds of a namespace's journal. */
export interface JournalLimits {
  /** Most entries. */
  readonly capacity: number;
  /** Shared by all namespaces. */
  readonly budget: MemoryBudget;
  /** Holds things against clients, when somebody asks. */
  readonly advise: Advisor;
}

/** What the faults of all namespaces have in common. */
export type SharedFaultOptions = Omit<ConstructorParameters<typeof Faults>[0], 'namespace' | 'stores'>;

/** What a new namespace is furnished with. */
export interface NamespaceParts {
  readonly journalLimits: JournalLimits;
  readonly faultOptions: SharedFaultOptions;
  /** What limits keys, over what was counted so far; without a plan, as the emulator does. */
  createRateLimiter(stores: RateLimiterStores, plan: LimitPlan | undefined): RateLimiter | undefined;
  /** Where other processes share the namespace. */
  readonly backend: Backend | undefined;
}

const NONE: readonly Fixture[] = [];

/** Fixtures of a namespace in order, and what was prepared under them. */
interface Arranged {
  readonly given: readonly Fixture[];
  readonly set: FixtureSet;
  readonly memo: OutcomeCache<Prepared>;
}

/** What a namespace owns: no fixtures, an empty journal, nothing counted, unless another process has been there before. */
class OwnEstate implements NamespaceState {
  readonly name: string;
  readonly mirror: SharedStores | undefined;
  readonly ordinals: RequestCounter;
  readonly objects: StoredObjects;
  readonly promptCache: PromptCache;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly fixtureProgress: FixtureProgress;
  readonly #given: Store<readonly Fixture[]>;
  readonly #paces: Store<Pace>;
  readonly #plans: Store<LimitPlan>;
  readonly #counts: RateLimiterStores;
  readonly #furniture: NamespaceParts;
  #arranged: Arranged | undefined;
  #limited: { readonly plan: LimitPlan | undefined; readonly turnstile: RateLimiter | undefined } | undefined;

  constructor(name: string, furniture: NamespaceParts) {
    const { journalLimits, faultOptions, backend } = furniture;
    const space = backend?.namespace(name);
    const mirror = space && new SharedStores(space, () => this.journal.restart('The namespace was reset.'));
    const stores = mirror ?? memoryStores;
    this.name = name;
    this.mirror = mirror;
    this.ordinals = createRequestCounter(stores);
    this.objects = space?.objects ?? memoryObjects();
    this.promptCache = createPromptCache(stores);
    this.journal = createJournal({ namespace: name, ...journalLimits, log: space && sharedLog(space, stores) });
    this.faults = new Faults({ namespace: name, stores, ...faultOptions });
    this.fixtureProgress = new FixtureProgress(stores);
    this.#given = stores.of('fixtures', 1);
    this.#paces = stores.of('pace', 1);
    this.#plans = stores.of('limits/plan', 1);
    this.#counts = rateLimiterStores(stores);
    this.#furniture = furniture;
  }

  get fixtures(): FixtureSet {
    return this.#inOrder().set;
  }

  get preparedCache(): OutcomeCache<Prepared> {
    return this.#inOrder().memo;
  }

  replaceFixtures(fixtures: readonly Fixture[]): void {
    this.#given.set(ONLY, fixtures);
    this.fixtureProgress.clear();
  }

  addFixtures(fixtures: readonly Fixture[]): void {
    this.#given.set(ONLY, [...(this.#given.get(ONLY) ?? NONE), ...fixtures]);
  }

  clearPrepared(): void {
    this.#arranged = undefined;
  }

  get pace(): Pace | undefined {
    return this.#paces.get(ONLY);
  }

  set pace(pace: Pace | undefined) {
    if (pace === undefined) this.#paces.delete(ONLY);
    else this.#paces.set(ONLY, pace);
  }

  get rateLimiter(): RateLimiter | undefined {
    const plan = this.#plans.get(ONLY);
    if (this.#limited === undefined || this.#limited.plan !== plan) {
      this.#limited = { plan, turnstile: this.#furniture.createRateLimiter(this.#counts, plan) };
    }
    return this.#limited.turnstile;
  }

  setLimits(plan: LimitPlan): void {
    for (const store of Object.values(this.#counts)) store.clear();
    this.#plans.set(ONLY, plan);
  }

  /** Put in order when a request comes, however many were added one by one before, by whichever process. */
  #inOrder(): Arranged {
    const given = this.#given.get(ONLY) ?? NONE;
    if (this.#arranged?.given !== given) {
      this.#arranged = { given, set: arrangeFixtures(given, { owner: 'given' }), memo: createOutcomeCache() };
    }
    return this.#arranged;
  }
}

/** The key of what a namespace has one of. */
const ONLY = 'only';

function sharedLog(space: NamespaceBackend, stores: Stores): SharedLog {
  const cleared = stores.of<number>('journal', 1);
  return {
    read: (mark) => space.read(mark),
    cleared: () => cleared.get(ONLY) ?? 0,
    clear: (to) => cleared.set(ONLY, to),
  };
}

/** Furnishes a namespace. */
export const createNamespaceState = (name: string, furniture: NamespaceParts): NamespaceState =>
  new OwnEstate(name, furniture);
