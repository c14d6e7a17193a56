import type { Profile } from '../core';
import type { Rule, RuleContext } from './rules';

/** Runs rules on a body; what a rule finds goes to `report`. */
export type RuleRunner<Body> = (body: Body, known: RuleContext, report: Report<Body>) => void;

type Report<Body> = (rule: Rule<Body>, found: ReturnType<Rule<Body>['check']>) => void;

/** Sets of keys that are remembered for a model; clients send few, and odd ones must not use up memory. */
const MAX_KEY_SETS = 64;
/** A body of more keys is not remembered. */
const MAX_KEYS = 40;

/**
 * Runs the rules that may apply. A check is a function of the body, the model and the open locks; one that has read
 * nothing but absent keys of a body, and found nothing, finds nothing in any body that lacks the same keys. So the
 * first body with some set of keys is watched, and the next ones are spared the rules that looked for other keys.
 */
export function createRuleRunner<Body>(rules: readonly Rule<Body>[]): RuleRunner<Body> {
  const known = new WeakMap<Profile, Map<string, readonly Rule<Body>[]>>();
  return (body, context, report) => {
    const keys = keysOf(body);
    const signature = keys === undefined ? undefined : signatureOf(keys, context.opened);
    const sets = known.get(context.profile) ?? new Map<string, readonly Rule<Body>[]>();
    const due = signature === undefined ? undefined : sets.get(signature);
    if (due !== undefined) {
      for (const rule of due) reportFound(rule, { body, context, report });
      return;
    }
    if (signature === undefined || sets.size >= MAX_KEY_SETS) return runAll(rules)(body, context, report);
    const applying = rules.filter((rule) => applies(rule, context));
    sets.set(
      signature,
      applying.filter((rule) => watched(rule, { body, context, report })),
    );
    known.set(context.profile, sets);
  };
}

/** Runs rules without remembering anything. */
export const runAll =
  <Body>(rules: readonly Rule<Body>[]): RuleRunner<Body> =>
  (body, context, report) => {
    for (const rule of rules) if (applies(rule, context)) reportFound(rule, { body, context, report });
  };

const applies = <Body>({ when }: Rule<Body>, { profile, opened }: RuleContext): boolean =>
  when === undefined || when(profile, opened);

interface Running<Body> {
  readonly body: Body;
  readonly context: RuleContext;
  readonly report: Report<Body>;
}

function reportFound<Body>(rule: Rule<Body>, { body, context, report }: Running<Body>): boolean {
  const found = rule.check(body, context);
  if (found.length > 0) report(rule, found);
  return found.length > 0;
}

/** The keys of a plain object, if they are few. */
function keysOf(body: unknown): readonly string[] | undefined {
  if (typeof body !== 'object' || body === null || Object.getPrototypeOf(body) !== Object.prototype) return undefined;
  const keys = Object.keys(body);
  return keys.length > MAX_KEYS ? undefined : keys;
}

const signatureOf = (keys: readonly string[], opened: ReadonlySet<string>): string =>
  opened.size === 0 ? keys.join('\n') : `${keys.join('\n')}\n\n${[...opened].sort().join('\n')}`;

/** What a check reads of its context and what is the same for all requests to a model under the same locks. */
const SAME_FOR_ALL: ReadonlySet<string> = new Set<keyof RuleContext>(['profile', 'limits', 'opened']);

/** Runs a rule on a body that is watched; true if it may find something in another body of the same keys. */
function watched<Body>(rule: Rule<Body>, running: Running<Body>): boolean {
  let isDue = false;
  const body = new Proxy(running.body as object, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      isDue ||= value !== undefined;
      return value;
    },
    has: (target, key) => {
      isDue = true;
      return Reflect.has(target, key);
    },
    ownKeys: (target) => {
      isDue = true;
      return Reflect.ownKeys(target);
    },
  }) as Body;
  const context = new Proxy(running.context, {
    get(target, key, receiver) {
      isDue ||= !SAME_FOR_ALL.has(String(key));
      return Reflect.get(target, key, receiver);
    },
    ownKeys: (target) => {
      isDue = true;
      return Reflect.ownKeys(target);
    },
  });
  const isBroken = reportFound(rule, { ...running, body, context });
  return isDue || isBroken;
}
