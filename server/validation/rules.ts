import type { Facts, Level, Path, Profile, PromptSize, Recalled } from '../core';

/** How well a rule is known: an exact message seen in a public report, a document, a specification, an SDK, or a guess. */
export type Grade = 'observed' | 'docs' | 'spec' | 'sdk' | 'inferred';

/** Where a rule comes from. */
export interface Source {
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

/** One fact about a request that a schema cannot say. */
export interface Rule<Body, Id extends string = string> {
  readonly id: Id;
  /** The contract's own sentence, or ours where it has none. */
  readonly says: string;
  readonly source: Source;
  /** `error` unless said otherwise. */
  readonly level?: Level;
  /** Checked together with this top-level field; absent: after all fields. Such a check reads no field but sound ones. */
  readonly at?: string;
  /** Holds only for models with these traits, and under headers that open these locks. */
  readonly when?: (profile: Profile, opened: ReadonlySet<string>) => boolean;
  /** Asked once the prompt is counted, not before. */
  readonly counted?: true;
  readonly check: (body: Body, profile: Profile, known: Known) => readonly Finding[];
}

/** What a rule may ask besides the body. The size is all zeros unless the row is a counted one. */
export interface Known extends PromptSize {
  /** Stored objects that the request names; not asked of rules tied to a field. */
  readonly recalled: Recalled;
}

/** Keeps the literal ids of a table of rules, so that a wording table can be checked against them. */
export const rulesFor =
  <Body>() =>
  <const Rows extends readonly Rule<Body>[]>(rows: Rows): Rows =>
    rows;

/** The ids of a table of rules. */
export type RuleId<Rows extends readonly { readonly id: string }[]> = Rows[number]['id'];
