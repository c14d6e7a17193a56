import { z } from 'zod';
import { asList } from '../core';

/** A request as the conditions of a plan see it. */
export interface Moment {
  /** From 1: which one it is of the requests that came to the plan. */
  readonly count: number;
  /** How often the plan has fired. */
  readonly fired: number;
  /** Unix milliseconds. */
  readonly now: number;
  /** When the plan was set. */
  readonly since: number;
  /** From 0 to 1: follows from the seed, the request, and how often it was made. */
  readonly chance: number;
}

interface Condition<Value> {
  readonly schema: z.ZodType<Value>;
  /** Ends the sentence `fires on …`. */
  says(value: Value): string;
  holds(value: Value, moment: Moment): boolean;
}

/** A moment: a date, or milliseconds after the plan was set. */
type PlanTime = string | number;

const moment = z.union([z.iso.datetime({ offset: true }), z.number().min(0)]);

const instant = (value: PlanTime, since: number): number =>
  typeof value === 'number' ? since + value : Date.parse(value);

const told = (value: PlanTime): string => (typeof value === 'number' ? `${value} ms after it was set` : value);

/** What each condition of a plan may be. */
interface Values {
  readonly nth: number | readonly number[];
  readonly first: number;
  readonly every: number;
  readonly rate: number;
  readonly times: number;
  readonly from: PlanTime;
  readonly until: PlanTime;
}

const ordinal = z.int().min(1);

/** A row for each condition; all that a plan has must hold. */
const conditions: { readonly [Key in keyof Values]: Condition<Values[Key]> } = {
  nth: {
    schema: z
      .union([ordinal, z.array(ordinal).min(1)])
      .describe('only the request of this number, or of these numbers'),
    says: (value) => `only no. ${asList(value).join(' and no. ')}`,
    holds: (value, { count }) => asList(value).includes(count),
  },
  first: {
    schema: ordinal.describe('only the first so many requests'),
    says: (value) => `only the first ${value}`,
    holds: (value, { count }) => count <= value,
  },
  every: {
    schema: ordinal.describe('only every so manieth request'),
    says: (value) => `one in every ${value}`,
    holds: (value, { count }) => count % value === 0,
  },
  rate: {
    schema: z.number().gt(0).max(1).describe('share of the requests, drawn from the seed and the request'),
    says: (value) => `a share of ${value}`,
    holds: (value, { chance }) => chance < value,
  },
  times: {
    schema: ordinal.describe('at most so often'),
    says: (value) => `at most ${value} times`,
    holds: (value, { fired }) => fired < value,
  },
  from: {
    schema: moment.describe('not before: an ISO time, or milliseconds after the plan was set'),
    says: (value) => `from ${told(value)}`,
    holds: (value, { now, since }) => now >= instant(value, since),
  },
  until: {
    schema: moment.describe('no longer than: an ISO time, or milliseconds after the plan was set'),
    says: (value) => `until ${told(value)}`,
    holds: (value, { now, since }) => now < instant(value, since),
  },
};

/** The conditions of one plan. */
export type Conditions = { readonly [Key in keyof Values]?: Values[Key] | undefined };

const keys = Object.keys(conditions) as (keyof Values)[];

/** The schemas of all conditions, as members of a plan. */
export const conditionShape = Object.fromEntries(keys.map((key) => [key, conditions[key].schema.optional()]));

const rowOf = <Key extends keyof Values>(key: Key): Condition<Values[Key]> =>
  conditions[key] as unknown as Condition<Values[Key]>;

/** The conditions that a plan has. */
export const conditionsOf = (plan: Conditions): readonly (keyof Conditions)[] =>
  keys.filter((key) => plan[key] !== undefined);

/** True where all conditions of a plan hold. */
export const allHold = (plan: Conditions, at: Moment): boolean =>
  conditionsOf(plan).every((key) => rowOf(key).holds(plan[key] as never, at));

/** The conditions of a plan, each as the end of a sentence. */
export const describeConditions = (plan: Conditions): readonly string[] =>
  conditionsOf(plan).map((key) => rowOf(key).says(plan[key] as never));

/** Why the conditions of a plan can never hold together, from a time on; undefined where they can. */
export function whyNever(plan: Conditions, now: number): string | undefined {
  const { first, every, from, until } = plan;
  const nth = plan.nth === undefined ? undefined : asList(plan.nth);
  if (nth !== undefined && first !== undefined && nth.every((one) => one > first)) {
    return `no. ${nth.join(' and no. ')} is none of the first ${first}`;
  }
  if (nth !== undefined && every !== undefined && nth.every((one) => one % every !== 0)) {
    return `no. ${nth.join(' and no. ')} is none of every ${every}`;
  }
  if (first !== undefined && every !== undefined && every > first)
    return `none of the first ${first} is the one in ${every}`;
  const end = until === undefined ? Number.POSITIVE_INFINITY : instant(until, now);
  if (from !== undefined && instant(from, now) >= end)
    return `it would end (until ${until}) before it begins (from ${from})`;
  return end <= now ? `its time is over (until ${until})` : undefined;
}
