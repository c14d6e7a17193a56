import type { Level } from '../core';
import type { Source } from '../validation';
import type { Step, Talk } from './talk';

/** All that rows look at. */
export interface Scene {
  /** Oldest first. */
  readonly talks: readonly Talk[];
  /** Requests of the same words, each list in its order. */
  readonly attempts: readonly (readonly Talk[])[];
  readonly steps: readonly Step[];
  /** Does the emulator's clock run with the client's? */
  readonly isRealTime: boolean;
  /** Parameters that a house calls deprecated, and what goes in their place, by surface. */
  readonly deprecated: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a row holds against an exchange. */
export interface Found {
  readonly talk: Talk;
  /** The earlier exchange that it is about. */
  readonly about?: Talk;
  readonly message: string;
}

/** One thing that a client should not do. */
export interface LintRow {
  readonly id: string;
  /** What a good client does, in one sentence. */
  readonly says: string;
  /** What of the wire shows it. */
  readonly looksAt: string;
  readonly source: Source;
  /** Where neither a service nor the user sets another; `warn` without it. */
  readonly level?: Level;
  readonly check: (scene: Scene) => readonly Found[];
}
