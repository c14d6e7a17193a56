import type { CheckContext, Facts, Issue, Level, LoadedObjects, Path, Profile, PromptSize } from '../core';

/** How well a rule is known: an exact message seen in a public report, a document, a specification, an SDK, or a guess. */
export type Grade = 'observed' | 'docs' | 'spec' | 'sdk' | 'inferred';

/** Where a rule comes from. */
export interface RuleSource {
  readonly grade: Grade;
  readonly ref: string;
  /** ISO date on which it was last seen to hold. */
  readonly seen?: string;
}

/** One offending place. */
export interface Finding {
  readonly path: Path;
  /** Path with union tags, where it differs. */
  readonly tagged?: Path;
  readonly facts?: Facts;
}

/** One fact about a request that a schema cannot say. Declared with `rule()`. */
export interface Rule<Body, Id extends string = string> {
  readonly id: Id;
  /** The contract's own sentence, or ours where it has none. */
  readonly says: string;
  readonly source: RuleSource;
  /** `error` unless said otherwise. */
  readonly level?: Level;
  /** Checked together with this top-level field; absent: after all fields. Such a check reads no field but sound ones. */
  readonly at?: string;
  /** Holds only for models with these traits, and under headers that open these locks. */
  readonly when?: (profile: Profile, opened: ReadonlySet<string>) => boolean;
  /** Asked once the prompt is counted, not before. */
  readonly counted?: true;
  readonly check: (body: Body, context: RuleContext) => readonly Finding[];
  /** Words what is found. */
  readonly error?: NonNullable<Issue['error']>;
}

/** What a rule may ask besides the body. */
export interface RuleContext {
  /** The model that the request names. */
  readonly profile: Profile;
  /** Its named numbers. */
  readonly limits: Profile['limits'];
  /** All zeros unless the rule is a counted one. */
  readonly size: PromptSize;
  /** Stored objects that the request names; not asked of rules tied to a field. */
  readonly stored: LoadedObjects;
  /** Names in lower case. */
  readonly headers: CheckContext['headers'];
  /** Locks that the request's headers open. */
  readonly opened: ReadonlySet<string>;
}
