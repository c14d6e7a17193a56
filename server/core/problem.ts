import type { Json, Path } from './json';
import type { HeaderList } from './reply';

/** Every way in which a request can be refused. A provider has one row for each. */
export type ProblemKind =
  | 'unknown-route'
  | 'method-not-allowed'
  | 'missing-credentials'
  | 'invalid-credentials'
  | 'browser-not-allowed'
  /** A page of another origin, or a host name that is not ours: llmulator's own refusal. */
  | 'foreign-page'
  | 'invalid-header'
  | 'unsupported-content-type'
  | 'unsupported-encoding'
  | 'body-too-large'
  | 'invalid-json'
  | 'invalid-request'
  | 'model-not-found'
  | 'not-found'
  | 'no-fixture'
  /** A fixture answers in a way that the request does not allow. */
  | 'unfit-reply'
  /** No value keeps a schema, or no text a grammar, that the request asks to be kept. */
  | 'unsatisfiable-schema'
  | 'rate-limited'
  | 'quota-exceeded'
  | 'overloaded'
  | 'timeout'
  /** The key is good, but not for this. */
  | 'permission-denied'
  /** The account has not paid. */
  | 'billing'
  /** Two requests want to change the same thing. */
  | 'conflict'
  /** Requests have become many too quickly. */
  | 'slow-down'
  /** A filter of content stops prompt or answer. */
  | 'blocked'
  /** The provider's own 500, had on demand. */
  | 'server-error'
  /** What several processes of llmulator share is gone. */
  | 'store-gone'
  /** A fault of llmulator itself. */
  | 'internal';

/** What a shape can get wrong. Rules of relation have their own ids instead. */
export type IssueCode =
  | 'missing'
  | 'unknown-key'
  | 'wrong-type'
  | 'bad-value'
  | 'unknown-tag'
  | 'pattern'
  | 'number-too-small'
  | 'number-too-big'
  | 'string-too-short'
  | 'string-too-long'
  | 'array-too-short'
  | 'array-too-long'
  | 'too-many-keys'
  | 'key-too-long';

/** A kind of JSON value as a schema expects it; a provider puts it into words. */
export type Expected =
  | { readonly kind: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'null' | 'any' }
  | { readonly kind: 'enum'; readonly values: readonly Json[] }
  | { readonly kind: 'array'; readonly of: Expected }
  | { readonly kind: 'union'; readonly options: readonly Expected[] }
  /** A schema that has a name of its own, such as `a metadata object`. */
  | { readonly kind: 'named'; readonly name: string };

/** One fault of a request. `rule` is an issue code or the id of a relation's row. */
export interface Issue {
  readonly rule: string;
  readonly path: Path;
  /** The path with the tags of the unions it crosses, for providers that print them. */
  readonly tagged: Path;
  readonly facts: Facts;
  /** Words the fault, where its rule was declared with its own error; else the provider's table does. */
  readonly error?: ((issue: Issue, info: ErrorInfo) => RuleError) | undefined;
}

/** What a client is told of a broken rule. What is absent is the provider's usual value. */
export interface RuleError {
  readonly message: string;
  readonly code?: string | null;
  readonly param?: string | null;
  readonly status?: number;
  readonly type?: string;
  /** For envelopes that have room for them. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What an error may depend on besides its issue. */
export interface ErrorInfo {
  /** Id of the surface or endpoint. */
  readonly route: string | undefined;
}

/** What a sentence may quote. */
export interface Facts {
  /** The offending value itself. */
  readonly value?: unknown;
  readonly expected?: Expected;
  /** Allowed values or tags, in the order of the contract. */
  readonly allowed?: readonly Json[];
  readonly limit?: number;
  /** The limit itself is not allowed either. */
  readonly exclusive?: boolean;
  /** The length, count or number that was found. */
  readonly found?: number;
  /** Known keys of the object in which an unknown key stands. */
  readonly known?: readonly string[];
  /** Keys that the object really has. */
  readonly present?: readonly string[];
  readonly pattern?: string;
  /** The bound number is a whole one by its schema. */
  readonly integer?: boolean;
  readonly [fact: string]: unknown;
}

/** Why a request is refused. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly facts: Facts;
  /** Faults in the order in which the provider reports them. Empty but for `invalid-request`. */
  readonly issues: readonly Issue[];
}

/** A problem in one provider's words. */
export interface WireError {
  readonly status: number;
  readonly type: string;
  readonly message: string;
  readonly code?: string | null;
  readonly param?: string | null;
  /** Headers besides the provider's usual ones. */
  readonly headers?: HeaderList;
  /** Facts that only this provider's envelope has room for. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Thrown anywhere while a request is handled, caught once at the end. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(kind: ProblemKind, facts: Facts = {}, issues: readonly Issue[] = []) {
    super(kind);
    this.name = 'ProblemError';
    this.problem = { kind, facts, issues };
  }
}
