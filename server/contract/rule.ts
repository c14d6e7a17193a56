import type { ErrorInfo, Facts, Issue, Path, RuleError } from '../core';
import type { Finding, Grade, Rule, RuleContext, RuleSource } from './rules';

/** One offending place as a check gives it. */
export interface RuleMatch<F extends Facts = Facts> {
  /** The declaration's own `path` where absent. */
  readonly path?: Path;
  /** The path with the tags of the unions that it crosses, where it differs. */
  readonly tagged?: Path;
  /** What the error quotes. */
  readonly facts?: F;
}

/** What a condition gives that does not hold. */
type Falsy = undefined | null | false | 0 | '';

/** What a check gives: nothing, `true` for the declaration's own path, or the offending places. */
export type RuleResult<F extends Facts> = Falsy | true | RuleMatch<F> | readonly RuleMatch<F>[];

/** What an error is made from. */
export type BrokenRule<F extends Facts> = Omit<Issue, 'facts'> & { readonly facts: F };

/** How a declaration words its error: a message may stand for itself. */
export type ErrorOf<F extends Facts> = ErrorText | ((finding: BrokenRule<F>, info: ErrorInfo) => ErrorText);
type ErrorText = string | RuleError;

/** What is known of a rule besides what it looks at. */
export interface RuleHead extends Pick<Rule<never>, 'id' | 'says' | 'source' | 'level' | 'when' | 'counted'> {
  /** Where findings are that name no place; the field of `at` unless given, else the whole body. */
  readonly path?: Path;
}

/** A rule and its error as they are declared together. */
export interface RuleDeclaration<Body, F extends Facts> extends RuleHead {
  /** Checked together with this top-level field; absent: after all fields. Such a check reads no field but sound ones. */
  readonly at?: string;
  /** Runs on each request that `when` lets through: gives something falsy, and makes no objects, where all is well. */
  readonly check: (body: Body, context: RuleContext) => RuleResult<F>;
  /** Called only for what is told. */
  readonly error: ErrorOf<F>;
}

/** A rule that words its own errors, of one surface or of whichever contract takes it. */
export interface DeclaredRule<Body> extends Rule<Body> {
  readonly surface?: string;
  readonly error: NonNullable<Issue['error']>;
}

const NONE: readonly Finding[] = [];

/**
 * Declares one rule: what it looks at, and what a client is told that breaks it. `check` stands before `error`, whose
 * facts are those that `check` gives.
 * @example
 * rule({
 *   id: 'too-many-choices',
 *   says: 'A model gives so many choices at most.',
 *   source: observed('public reports'),
 *   at: 'n',
 *   check: ({ n }, { limits }) => over(n, limits['n'] ?? 128),
 *   error: ({ facts: { value, limit } }) => ({
 *     message: `Invalid 'n': integer above maximum value. Expected a value <= ${limit}, but got ${value} instead.`,
 *     code: 'integer_above_max_value',
 *   }),
 * })
 */
export function rule<Body, F extends Facts = Facts>({
  check,
  error,
  path,
  ...head
}: RuleDeclaration<Body, F>): DeclaredRule<Body> {
  const usual = path ?? (head.at === undefined ? [] : [head.at]);
  return {
    ...head,
    check: (body, context) => findingsOf(check(body, context), usual),
    error: wordedBy(error as ErrorOf<Facts>),
  };
}

function findingsOf(result: RuleResult<Facts>, usual: Path): readonly Finding[] {
  if (!result) return NONE;
  if (result === true) return [{ path: usual }];
  const found: readonly RuleMatch[] = Array.isArray(result) ? result : [result as RuleMatch];
  return found.length === 0 ? NONE : found.map((each) => ({ ...each, path: each.path ?? usual }));
}

const asError = (worded: ErrorText): RuleError => (typeof worded === 'string' ? { message: worded } : worded);

function wordedBy(error: ErrorOf<Facts>): DeclaredRule<never>['error'] {
  if (typeof error === 'function') return (issue, info) => asError(error(issue, info));
  const worded = asError(error);
  return () => worded;
}

/**
 * The rules of a surface, in the order in which they are told.
 * @example
 * export const chatRules = rules<ChatBody>('chat', [
 *   excludes('max_tokens', 'max_completion_tokens', { id: 'max-tokens-both', …, error: { message: '…', code: '…' } }),
 *   rule({ id: 'json-word-missing', …, check: (body) => …, error: "…" }),
 * ]);
 */
export const rules = <Body>(surface: string, declared: readonly DeclaredRule<Body>[]): readonly DeclaredRule<Body>[] =>
  declared.map((each) => ({ ...each, surface }));

const graded =
  (grade: Grade) =>
  (ref: string, seen?: string): RuleSource => ({ grade, ref, ...(seen === undefined ? {} : { seen }) });

/** The exact message was seen in a public report or recording; `seen` is the ISO date on which it last held. */
export const observed = graded('observed');

/** The vendor documents the rule. */
export const docs = graded('docs');

/** The specification or the SDK's types say it. */
export const spec = graded('spec');

/** The official SDK relies on it. */
export const sdk = graded('sdk');

/** A guess, from a neighboring rule. */
export const inferred = graded('inferred');
