import type { StoredObjects } from '../core';
import type { Metrics } from '../extras/metrics';
import type { Faults } from '../faults';
import type { FitLevel, Fixture, FixtureProgress, FixtureSet, FixtureStats } from '../fixtures';
import type { Journal } from '../journal';
import type { Clock } from '../lib';
import type { LimiterFactory, LimitPlan, RateLimiter } from '../limits';
import type { Catalog, Service } from '../models';
import type { Pace } from '../pacing';
import type { Backend, SharedStores } from '../state';
import type { Namespaces, RequestCounter } from '../state/namespaces';
import type { PromptCache } from '../state/prompt-cache';
import type { Tokenizers } from '../tokens';
import type { Scheduler } from '../wire';
import type { OutcomeCache } from './outcome-cache';
import type { Prepared } from './prepare';

/** What one namespace owns. */
export interface NamespaceState {
  /** Replaces the namespace's fixtures. */
  replaceFixtures(fixtures: readonly Fixture[]): void;
  /** Adds fixtures, and forgets what was prepared without them. */
  addFixtures(fixtures: readonly Fixture[]): void;
  /** Forgets what was prepared under the emulator's old fixtures. */
  clearPrepared(): void;
  readonly name: string;
  /** Added by the test or tenant itself; they go before the emulator's own. */
  readonly fixtures: FixtureSet;
  /** How far the fixtures have come, and what the namespace remembers. */
  readonly fixtureProgress: FixtureProgress;
  /** What was prepared for requests under these fixtures. */
  readonly preparedCache: OutcomeCache<Prepared>;
  readonly ordinals: RequestCounter;
  /** What it keeps for its clients. */
  readonly objects: StoredObjects;
  readonly promptCache: PromptCache;
  readonly journal: Journal;
  readonly faults: Faults;
  /** What its keys may use up; undefined where nothing is limited. */
  readonly rateLimiter: RateLimiter | undefined;
  /** Limits them anew, with nothing used yet. */
  setLimits(plan: LimitPlan): void;
  /** Where other processes share the namespace: what this one knows of it. */
  readonly mirror: SharedStores | undefined;
  /** Set for the namespace; undefined leaves the emulator's. */
  pace: Pace | undefined;
}

/** All that one emulator is made of. */
export interface App {
  readonly seed: number;
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly service: Service;
  readonly tokens: Tokenizers;
  readonly namespaces: Namespaces<NamespaceState>;
  /** From options and files, then the built-in ones; shared by all namespaces, earlier sets go first. A reload replaces them. */
  fixtures: readonly FixtureSet[];
  /** Numbers of what was done since the start. */
  readonly metrics: Metrics;
  /** How often each fixture has answered. */
  readonly fixtureStats: FixtureStats;
  /** Keys that are let in; undefined lets any in. */
  readonly keys: ReadonlySet<string> | undefined;
  /** Refuse what no fixture answers. */
  readonly strict: boolean;
  /** What becomes of a fixture whose reply the request does not allow. */
  readonly fit: FitLevel;
  readonly pace: Pace;
  /** Tokens in each delta of a stream; undefined leaves it to the house. */
  readonly chunk: number | undefined;
  readonly scheduler: Scheduler;
  readonly limiter: LimiterFactory;
  /** Where other processes share the namespaces. */
  readonly backend: Backend | undefined;
  /** Tells the operator of a fault of ours. */
  readonly report: (message: string) => void;
}
