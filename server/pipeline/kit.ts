import type { Clock } from '../entropy';
import type { Journal } from '../journal';
import type { Catalog, Service } from '../models';
import type { Namespaces, Ordinals } from '../namespaces';
import type { Fixture, FixtureSet } from '../replies';
import type { Tokens } from '../tokens';
import type { Pace, Scheduler } from '../wire';
import type { Prepared } from './generate';
import type { Memo } from './memo';

/** What one namespace owns. */
export interface Estate {
  /** Replaces the namespace's fixtures, and forgets what was prepared under the old ones. */
  script(fixtures: readonly Fixture[]): void;
  readonly name: string;
  /** Added by the test or tenant itself; they go before the emulator's own. */
  readonly fixtures: FixtureSet;
  /** What was prepared for requests under these fixtures. */
  readonly memo: Memo<Prepared>;
  readonly ordinals: Ordinals;
  readonly journal: Journal;
}

/** All that one emulator is made of. */
export interface Kit {
  readonly seed: number;
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly service: Service;
  readonly tokens: Tokens;
  readonly namespaces: Namespaces<Estate>;
  /** From options and files, then the built-in ones; shared by all namespaces, earlier sets go first. */
  readonly fixtures: readonly FixtureSet[];
  /** Keys that are let in; undefined lets any in. */
  readonly keys: ReadonlySet<string> | undefined;
  /** Refuse what no fixture answers. */
  readonly strict: boolean;
  readonly pace: Pace;
  readonly scheduler: Scheduler;
  /** Tells the operator of a fault of ours. */
  readonly report: (message: string) => void;
}
