import { createPromptCache } from '../caching';
import { Faults } from '../faults';
import { type Advisor, type Budget, createJournal } from '../journal';
import type { Turnstile } from '../limits';
import { createOrdinals } from '../namespaces';
import { arrangeFixtures, type Fixture, type FixtureSet, Ledger } from '../replies';
import { memoryObjects } from '../state';
import type { Estate } from './kit';
import { createMemo } from './memo';
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
export type Failing = Omit<ConstructorParameters<typeof Faults>[0], 'namespace'>;

/** What a new namespace is furnished with. */
export interface Furniture {
  readonly room: JournalRoom;
  readonly failing: Failing;
  /** A fresh one, where the emulator limits what keys may use up. */
  turnstile(): Turnstile | undefined;
}

/** What a new namespace owns: no fixtures, an empty journal, nothing counted. */
export function createEstate(name: string, { room, failing, turnstile }: Furniture): Estate {
  let given: readonly Fixture[] = [];
  let ledger = new Ledger();
  let fixtures: FixtureSet | undefined;
  let memo = createMemo<Prepared>();
  return {
    name,
    ordinals: createOrdinals(),
    objects: memoryObjects(),
    promptCache: createPromptCache(),
    journal: createJournal({ namespace: name, ...room }),
    faults: new Faults({ namespace: name, ...failing }),
    limits: turnstile(),
    pace: undefined,
    get fixtures() {
      // Put in order when a request comes, however many were added one by one before.
      fixtures ??= arrangeFixtures(given);
      return fixtures;
    },
    get ledger() {
      return ledger;
    },
    get memo() {
      return memo;
    },
    script(all) {
      given = all;
      fixtures = undefined;
      ledger = new Ledger();
      memo = createMemo();
    },
    add(more) {
      given = [...given, ...more];
      fixtures = undefined;
      memo = createMemo();
    },
    forget() {
      memo = createMemo();
    },
  };
}
