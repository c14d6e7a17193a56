import type { Json, Profile } from '../core';
import { type DeclaredRule, type ErrorOf, type RuleHead, type RuleMatch, rule } from './rule';
import type { Rule, RuleContext } from './rules';

/** A rule declared by a combinator, which brings the check; it blames its parameter unless `path` is given. */
export interface CombinatorRule<F extends Readonly<Record<string, unknown>>> extends RuleHead {
  readonly at?: string;
  readonly error: ErrorOf<F>;
}

type Key<Body> = keyof Body & string;
type RuleCondition = NonNullable<Rule<never>['when']>;

/** True for a given parameter; null means omitted. */
export const isSet = (value: unknown): boolean => value !== undefined && value !== null;

/**
 * Two parameters exclude each other; the first is blamed.
 * @example excludes('max_tokens', 'max_completion_tokens', { id: 'max-tokens-both', says, source, error: '…' })
 */
export const excludes = <Body>(
  first: Key<Body>,
  second: Key<Body>,
  declared: CombinatorRule<Record<never, never>>,
): DeclaredRule<Body> =>
  rule<Body, Record<never, never>>({
    path: [first],
    ...declared,
    check: (body) => isSet(body[first]) && isSet(body[second]),
  });

/**
 * A parameter goes only with another one.
 * @example requires('parallel_tool_calls', 'tools', { id: 'parallel-tool-calls-without-tools', says, source, error: '…' })
 */
export const requires = <Body>(
  key: Key<Body>,
  other: Key<Body>,
  declared: CombinatorRule<Record<never, never>>,
): DeclaredRule<Body> =>
  rule<Body, Record<never, never>>({
    path: [key],
    ...declared,
    check: (body) => isSet(body[key]) && !isSet(body[other]),
  });

/**
 * A parameter that is not taken, mostly of models with or without a trait.
 * @example unsupported('logit_bias', { id: 'logit-bias-unsupported', when: trait('reasons'), says, source, error })
 */
export const unsupported = <Body>(
  key: Key<Body>,
  declared: CombinatorRule<{ readonly value: unknown }>,
): DeclaredRule<Body> =>
  rule<Body, { readonly value: unknown }>({
    path: [key],
    ...declared,
    check: (body) => isSet(body[key]) && { facts: { value: body[key] } },
  });

/** A number, and the limit that it crosses. */
export interface ExceededLimit extends Readonly<Record<string, unknown>> {
  readonly value: number;
  readonly limit: number;
}

/** The finding on a number above its limit; undefined without a limit or within it. */
export const aboveLimit = (
  value: number | null | undefined,
  limit: number | undefined,
): RuleMatch<ExceededLimit> | undefined =>
  typeof value === 'number' && limit !== undefined && value > limit ? { facts: { value, limit } } : undefined;

/**
 * A number has a maximum that depends on more than itself.
 * @example atMost('dimensions', ({ limits }) => limits['dimensions'], { id: 'dimensions-above-max', says, source, error })
 */
export const atMost = <Body>(
  key: Key<Body>,
  limitOf: (context: RuleContext) => number | undefined,
  declared: CombinatorRule<ExceededLimit>,
): DeclaredRule<Body> =>
  rule<Body, ExceededLimit>({
    path: [key],
    ...declared,
    check: (body, context) => aboveLimit(body[key] as number | null | undefined, limitOf(context)),
  });

/** A value outside of the allowed ones. */
export interface NotAllowed extends Readonly<Record<string, unknown>> {
  readonly value: unknown;
  readonly allowed: readonly Json[];
}

/**
 * A value is one of those that the model knows; a model that lists none knows all.
 * @example oneOf('verbosity', ({ profile }) => profile.values['verbosity'], { id: 'verbosity-unsupported', says, source, error })
 */
export const oneOf = <Body>(
  key: Key<Body>,
  allowedOf: (context: RuleContext) => readonly Json[] | undefined,
  declared: CombinatorRule<NotAllowed>,
): DeclaredRule<Body> =>
  rule<Body, NotAllowed>({
    path: [key],
    ...declared,
    check: (body, context) => {
      const value = body[key];
      const allowed = isSet(value) ? allowedOf(context) : undefined;
      return allowed !== undefined && !allowed.includes(value as Json) && { facts: { value, allowed } };
    },
  });

/** Holds for models with a trait. */
export const trait =
  (name: string): RuleCondition =>
  ({ traits }: Profile) =>
    traits.has(name);

/** Holds for models without a trait. */
export const lacks =
  (name: string): RuleCondition =>
  ({ traits }: Profile) =>
    !traits.has(name);
