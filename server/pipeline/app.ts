import type { HeaderList, Ids, ObjectKey, Prompt, StoredObjects } from '../core';
import type { Metrics } from '../extras/metrics';
import { Faults } from '../faults';
import {
  arrangeFixtures,
  type FitLevel,
  type Fixture,
  FixtureProgress,
  type FixtureSet,
  type FixtureStats,
  type Overrides,
  type resolveFault,
} from '../fixtures';
import type { Voice } from '../generate/text/sentences';
import { type Advisor, createJournal, type Journal, type MemoryBudget, type Notes, type SharedLog } from '../journal';
import type { Clock } from '../lib';
import {
  type LimiterFactory,
  type LimitPlan,
  type RateLimiter,
  type RateLimiterStores,
  type ReportedLimits,
  rateLimiterStores,
} from '../limits';
import type { Catalog, Service } from '../models';
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
import { createRequestCounter, type Namespaces, type RequestCounter } from '../state/namespaces';
import {
  type CacheSearch,
  type CacheUnit,
  type CacheUnits,
  createPromptCache,
  type PromptCache,
} from '../state/prompt-cache';
import type { Tokenizers } from '../tokens';
import type { Scheduler } from '../wire';
import { createOutcomeCache, type OutcomeCache } from './outcome-cache';
import type { ReplyWriter, StoreReply } from './reply-writer';

/** Everything that follows from the content of a request alone, whoever sends it and however often. */
export interface Prepared {
  /** Hash of the emulator's seed and the canonical request. */
  readonly seed: number;
  readonly prompt: Prompt;
  /** For the journal. */
  readonly notes: Notes;
  /** Name the fixture that answers and the rules that only warn. */
  readonly markHeaders: HeaderList;
  /** What the prompt cache may keep of the prompt, and how it looks it up. */
  readonly cacheUnits: readonly CacheUnit[];
  readonly cacheSearch: CacheSearch;
  /** Set by the fixture that answers. */
  readonly pace: Pace | undefined;
  /** Tokens in each delta of a stream, where that is set. */
  readonly chunk: number | undefined;
  /** Output tokens; a paced reply in one piece is delayed by their total time. */
  readonly tokens: number;
  readonly replyWriter: ReplyWriter;
  /** Makes the objects to store along with the reply; undefined where nothing is stored. */
  readonly store: StoreReply | undefined;
  /** The key of the stored object, where it is known before the object is made. */
  readonly storeKey: ((ids: Ids, created: number) => ObjectKey | undefined) | undefined;
  /** The fixtures that answer, as they were written, and those that would have answered without them. */
  readonly fixtures: readonly { readonly fixture: Fixture; readonly shadowed: readonly Fixture[] }[];
  /** What the fixture sets besides the content of the reply. */
  readonly overrides: Overrides;
  /** Set by the fixture that answers. */
  readonly fault: ReturnType<typeof resolveFault>;
}

/** Bounds of a namespace's journal. */
interface JournalLimits {
  /** Most entries. */
  readonly capacity: number;
  /** Shared by all namespaces. */
  readonly budget: MemoryBudget;
  readonly advise: Advisor;
}

/** What a new namespace is made from. */
export interface NamespaceParts {
  readonly journalLimits: JournalLimits;
  readonly faultOptions: Omit<ConstructorParameters<typeof Faults>[0], 'namespace' | 'stores'>;
  /** Limits keys, over what was counted so far; without a plan by the emulator's own. */
  createRateLimiter(stores: RateLimiterStores, plan: LimitPlan | undefined): RateLimiter | undefined;
  /** Set where other processes share the namespace. */
  readonly backend: Backend | undefined;
}

const NO_FIXTURES: readonly Fixture[] = [];

/** The key of a store that holds one value. */
const ONLY = 'only';

/** Fixtures of a namespace in order, and the requests prepared under them. */
interface ArrangedFixtures {
  readonly given: readonly Fixture[];
  readonly set: FixtureSet;
  readonly prepared: OutcomeCache<Prepared>;
}

/** What one namespace owns; new ones are empty unless another process shares them. */
export class NamespaceState {
  readonly name: string;
  /** What this process knows of a namespace that other processes share. */
  readonly mirror: SharedStores | undefined;
  readonly ordinals: RequestCounter;
  /** Stored for clients: files, responses, conversations. */
  readonly objects: StoredObjects;
  readonly promptCache: PromptCache;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly fixtureProgress: FixtureProgress;
  readonly #given: Store<readonly Fixture[]>;
  readonly #paces: Store<Pace>;
  readonly #plans: Store<LimitPlan>;
  readonly #counts: RateLimiterStores;
  readonly #parts: NamespaceParts;
  #arranged: ArrangedFixtures | undefined;
  #limited: { readonly plan: LimitPlan | undefined; readonly rateLimiter: RateLimiter | undefined } | undefined;

  constructor(name: string, parts: NamespaceParts) {
    const { journalLimits, faultOptions, backend } = parts;
    const shared = backend?.namespace(name);
    const mirror = shared && new SharedStores(shared, () => this.journal.restart('The namespace was reset.'));
    const stores = mirror ?? memoryStores;
    this.name = name;
    this.mirror = mirror;
    this.ordinals = createRequestCounter(stores);
    this.objects = shared?.objects ?? memoryObjects();
    this.promptCache = createPromptCache(stores);
    this.journal = createJournal({ namespace: name, ...journalLimits, log: shared && sharedLog(shared, stores) });
    this.faults = new Faults({ namespace: name, stores, ...faultOptions });
    this.fixtureProgress = new FixtureProgress(stores);
    this.#given = stores.of('fixtures', 1);
    this.#paces = stores.of('pace', 1);
    this.#plans = stores.of('limits/plan', 1);
    this.#counts = rateLimiterStores(stores);
    this.#parts = parts;
  }

  /** Added by the test or tenant itself; they precede the emulator's own. */
  get fixtures(): FixtureSet {
    return this.#arrange().set;
  }

  /** Requests prepared under these fixtures. */
  get preparedCache(): OutcomeCache<Prepared> {
    return this.#arrange().prepared;
  }

  replaceFixtures(fixtures: readonly Fixture[]): void {
    this.#given.set(ONLY, fixtures);
    this.fixtureProgress.clear();
  }

  addFixtures(fixtures: readonly Fixture[]): void {
    this.#given.set(ONLY, [...(this.#given.get(ONLY) ?? NO_FIXTURES), ...fixtures]);
  }

  /** Forgets what was prepared under earlier fixtures of the emulator. */
  clearPrepared(): void {
    this.#arranged = undefined;
  }

  /** Set for the namespace; undefined leaves the emulator's. */
  get pace(): Pace | undefined {
    return this.#paces.get(ONLY);
  }

  set pace(pace: Pace | undefined) {
    if (pace === undefined) this.#paces.delete(ONLY);
    else this.#paces.set(ONLY, pace);
  }

  /** Undefined where nothing is limited. */
  get rateLimiter(): RateLimiter | undefined {
    const plan = this.#plans.get(ONLY);
    if (this.#limited === undefined || this.#limited.plan !== plan) {
      this.#limited = { plan, rateLimiter: this.#parts.createRateLimiter(this.#counts, plan) };
    }
    return this.#limited.rateLimiter;
  }

  /** Sets the limits, with nothing used yet. */
  setLimits(plan: LimitPlan): void {
    for (const store of Object.values(this.#counts)) store.clear();
    this.#plans.set(ONLY, plan);
  }

  /** Arranged by the first request after a change, by whichever process it was made. */
  #arrange(): ArrangedFixtures {
    const given = this.#given.get(ONLY) ?? NO_FIXTURES;
    if (this.#arranged?.given !== given) {
      this.#arranged = { given, set: arrangeFixtures(given, { owner: 'given' }), prepared: createOutcomeCache() };
    }
    return this.#arranged;
  }
}

function sharedLog(shared: NamespaceBackend, stores: Stores): SharedLog {
  const cleared = stores.of<number>('journal', 1);
  return {
    read: (mark) => shared.read(mark),
    cleared: () => cleared.get(ONLY) ?? 0,
    clear: (to) => cleared.set(ONLY, to),
  };
}

/** Makes the state of a namespace. */
export const createNamespaceState = (name: string, parts: NamespaceParts): NamespaceState =>
  new NamespaceState(name, parts);

/** Everything that one emulator is made of. */
export interface App {
  readonly seed: number;
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly service: Service;
  readonly tokens: Tokenizers;
  readonly cacheUnits: CacheUnits;
  readonly namespaces: Namespaces<NamespaceState>;
  /** From options and files, then the built-in ones; shared by all namespaces, earlier sets take precedence. A reload replaces them. */
  fixtures: readonly FixtureSet[];
  readonly metrics: Metrics;
  /** How often each fixture has answered. */
  readonly fixtureStats: FixtureStats;
  /** Accepted keys; undefined accepts any. */
  readonly keys: ReadonlySet<string> | undefined;
  /** Refuse requests that no fixture answers. */
  readonly strict: boolean;
  /** What happens to a fixture whose reply the request does not allow. */
  readonly fit: FitLevel;
  /** How a generated reply speaks. */
  readonly voice: Voice;
  readonly pace: Pace;
  /** Tokens in each delta of a stream; undefined leaves it to the provider. */
  readonly chunk: number | undefined;
  readonly scheduler: Scheduler;
  readonly limiter: LimiterFactory;
  /** Limits that answers report where nothing is limited; undefined reports none. */
  readonly reportedLimits: ReportedLimits | undefined;
  /** Set where other processes share the namespaces. */
  readonly backend: Backend | undefined;
  /** Reports a bug of the emulator to its operator. */
  readonly report: (message: string) => void;
}
