import type { RuleSource } from '../../contract';
import type { Level } from '../../core';
import type { ConversationStep, LintExchange } from './exchange';

/** All that rows look at. */
export interface LintContext {
  /** Oldest first. */
  readonly talks: readonly LintExchange[];
  /** Requests of the same words, each list in its order. */
  readonly attempts: readonly (readonly LintExchange[])[];
  readonly steps: readonly ConversationStep[];
  /** Does the emulator's clock run with the client's? */
  readonly isRealTime: boolean;
  /** Parameters that a provider calls deprecated, and what goes in their place, by surface. */
  readonly deprecated: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a row holds against an exchange. */
export interface LintIssue {
  readonly talk: LintExchange;
  /** The earlier exchange that it is about. */
  readonly about?: LintExchange;
  readonly message: string;
}

/** One thing that a client should not do. */
export interface LintRule {
  readonly id: string;
  /** What a good client does, in one sentence. */
  readonly says: string;
  /** What of the wire shows it. */
  readonly looksAt: string;
  readonly source: RuleSource;
  /** Where neither a service nor the user sets another; `warn` without it. */
  readonly level?: Level;
  readonly check: (scene: LintContext) => readonly LintIssue[];
}
