import type { Issue } from '../core';

/** The order in which a provider reports faults, as data. */
export interface Order {
  /** Top-level keys whose absence is told before anything else. */
  readonly first: readonly string[];
  /** Unknown top-level keys are told before or after all fields. */
  readonly unknownKeys: 'first' | 'last';
  /** Top-level keys in the order in which they are checked. */
  readonly fields: readonly string[];
}

const UNKNOWN_KEYS_FIRST = 1_000;
const FIELDS = 10_000;
const UNLISTED_FIELD = 90_000;
const UNKNOWN_KEYS_LAST = 100_000;

/** The field of rules that are reported among unknown keys: `at: UNKNOWN_KEYS`. */
export const UNKNOWN_KEYS = '(unknown keys)';
/** More than the keys of any object. */
const MOST_KEYS = 2 ** 32;

const rankOfUnknown = ({ unknownKeys }: Order): number =>
  unknownKeys === 'first' ? UNKNOWN_KEYS_FIRST : UNKNOWN_KEYS_LAST;

/** The place of a field in the order. */
export function rankOfField(order: Order, field: string): number {
  if (field === UNKNOWN_KEYS) return rankOfUnknown(order);
  const index = order.fields.indexOf(field);
  return index < 0 ? UNLISTED_FIELD : FIELDS + index;
}

/** The place of an issue in the order; a fault of the whole body comes before all. */
export function rankOf(order: Order, issue: Issue): number {
  const [field] = issue.path;
  if (field === undefined) return -1;
  if (issue.path.length === 1 && issue.rule === 'missing') {
    const index = order.first.indexOf(String(field));
    if (index >= 0) return index;
  }
  // Unknown keys among themselves are told in the body's order.
  const place = issue.facts['place'];
  if (issue.path.length === 1 && typeof place === 'number') return rankOfUnknown(order) + place / MOST_KEYS;
  return rankOfField(order, String(field));
}

/** Sorts faults as the provider reports them; equals keep their order. */
export const inOrder = (order: Order, issues: readonly Issue[]): Issue[] =>
  issues.length < 2 ? [...issues] : [...issues].sort((a, b) => rankOf(order, a) - rankOf(order, b));
