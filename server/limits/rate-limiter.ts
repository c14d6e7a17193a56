import {
  type CapFacts,
  type CapName,
  type LimitFacts,
  type LimitName,
  type LimitState,
  type LimitStatus,
  ProblemError,
  type Usage,
} from '../core';
import type { Store, Stores } from '../state';
import { Bucket, type BucketLevel } from './bucket';
import { type Cost, limitCounters } from './cost';
import type { Allowances, LimitPlan } from './limit-plan';
import { EMPTY_PURSE, resetTimes, type Spending, spend, spendingAt } from './spending';

/** A request as the limits see it. */
export interface LimitedRequest {
  readonly house: string;
  /** Id of the surface or endpoint. */
  readonly route: string | undefined;
  readonly key: string;
  /** Id of the model's profile, so that aliases share their limits. */
  readonly model: string;
  /** The name under which a refusal speaks of the model. */
  readonly modelName: string;
}

/** An admitted request. It leaves once, when it is answered; a retry starts from the same counts. */
export interface Reservation {
  /** The prompt has been read, so much of it from a cache: gives how the limits stand then. */
  read(usage: Usage, now: number): LimitStatus;
  /** Counts what the answer really cost. */
  leave(now: number): void;
}

/** Counts what the keys of one namespace use, and lets no more in than they may. */
export interface RateLimiter {
  readonly plan: LimitPlan;
  /** Lets a request in, or throws `rate-limited` or `quota-exceeded`; what is refused takes nothing. */
  admit(asker: LimitedRequest, cost: Cost, now: number): Reservation;
  /** How the limits stand for a key. */
  standing(asker: LimitedRequest, now: number): LimitStatus;
  /** A request was refused: where the provider counts those too, gives how the limits stand then. */
  refused(asker: LimitedRequest, now: number): LimitStatus | undefined;
}

/** Buckets and keys that are remembered; beyond that the longest unused are full again. */
const MAX_KEPT = 20_000;

/** A request that has run for so many milliseconds counts no more: who served it may be dead. */
const LONGEST_RUN = 60 * 60 * 1000;

/** What one key has going on. */
interface Account {
  readonly purse: Spending;
  /** When each request that runs was let in, in Unix milliseconds. */
  readonly running: readonly number[];
}

const NEW_ACCOUNT: Account = { purse: EMPTY_PURSE, running: [] };

/** What the turnstiles of one namespace count, one after the other. */
export interface RateLimiterStores {
  readonly buckets: Store<BucketLevel>;
  readonly accounts: Store<Account>;
}

/** Makes them, with nothing counted. */
export const rateLimiterStores = (stores: Stores): RateLimiterStores => ({
  buckets: stores.of('limits/buckets', MAX_KEPT),
  accounts: stores.of('limits/accounts', MAX_KEPT),
});

interface HeldBucket {
  readonly name: LimitName;
  readonly bucket: Bucket;
  take(amount: number, now: number): void;
}

/** Makes a turnstile over what was counted so far. */
export function createRateLimiter(plan: LimitPlan, allowances: Allowances, stores: RateLimiterStores): RateLimiter {
  const { buckets, accounts } = stores;
  const { overall } = allowances;
  const heldBy = ({ house, key, model, route }: LimitedRequest): readonly HeldBucket[] => {
    const { pool, limits } = allowances.forModel(house, model, route);
    return limits.map(([name, limit]) => {
      const id = `${house}\n${pool}\n${name}\n${key}`;
      const bucket = new Bucket(limit, limitCounters[name].window, buckets.get(id));
      const take = (amount: number, now: number): void => {
        bucket.take(amount, now);
        buckets.set(id, bucket.level);
      };
      return { name, bucket, take };
    });
  };
  const accountOf = (asker: LimitedRequest, now: number): Account => {
    const { purse, running } = accounts.get(nameOf(asker)) ?? NEW_ACCOUNT;
    return { purse: spendingAt(purse, now), running: running.filter((since) => now - since < LONGEST_RUN) };
  };
  const insist = (asker: LimitedRequest, account: Account, now: number): void => {
    for (const cap of ['credit', 'tokens_per_month'] as const) checkCap(cap, overall[cap], { account, now });
    const { concurrent: limit } = overall;
    const used = account.running.length;
    if (limit === undefined || used < limit) return;
    throw limited({ model: asker.modelName, bucket: 'concurrent', limit, used, requested: 1, wait: undefined });
  };
  return {
    plan,
    admit(asker, cost, now) {
      const account = accountOf(asker, now);
      insist(asker, account, now);
      const held = heldBy(asker);
      checkBuckets(held, { asker, cost, now });
      for (const { name, take } of held) take(limitCounters[name].asked(cost), now);
      accounts.set(nameOf(asker), { ...account, running: [...account.running, now] });
      return passOf(cost, {
        held: () => heldBy(asker),
        left(tokens, then) {
          const { purse, running } = accountOf(asker, then);
          const at = running.indexOf(now);
          accounts.set(nameOf(asker), {
            purse: spend(purse, tokens, then),
            running: running.filter((_, place) => place !== at),
          });
        },
      });
    },
    standing: (asker, now) => standingOf(heldBy(asker), now),
    refused(asker, now) {
      if (!allowances.countsRefusals(asker.house)) return undefined;
      const held = heldBy(asker);
      // A bucket that is empty stays empty: who asks in vain must not wait for longer.
      for (const { name, bucket, take } of held) {
        if (name.startsWith('requests') && bucket.remaining(now) > 0) take(1, now);
      }
      return standingOf(held, now);
    },
  };
}

function checkCap(cap: CapName, limit: number | undefined, { account, now }: { account: Account; now: number }): void {
  if (limit === undefined || account.purse.spent[cap] < limit) return;
  const facts: CapFacts = { cap, limit, regained: resetTimes[cap](now) };
  throw new ProblemError('quota-exceeded', { ...facts });
}

/** Throws for the bucket that is the last to have enough again, so that who waits for it gets in. */
function checkBuckets(
  held: readonly HeldBucket[],
  { asker, cost, now }: { asker: LimitedRequest; cost: Cost; now: number },
): void {
  const short = held.flatMap(({ name, bucket }): LimitFacts[] => {
    // Something must be there, even where a request takes nothing before it is answered.
    const requested = Math.max(1, limitCounters[name].asked(cost));
    const { limit } = bucket;
    const used = bucket.used(now);
    if (used + requested <= limit) return [];
    return [{ model: asker.modelName, bucket: name, limit, used, requested, wait: bucket.wait(requested, now) }];
  });
  const [first, ...others] = short;
  if (first === undefined) return;
  throw limited(others.reduce((a, b) => (lasting(b) > lasting(a) ? b : a), first));
}

/** What never fits is told before what only takes its time. */
const lasting = ({ requested, limit, wait = 0 }: LimitFacts): number =>
  requested > limit ? Number.POSITIVE_INFINITY : wait;

const limited = (facts: LimitFacts): ProblemError => new ProblemError('rate-limited', { ...facts });

const standingOf = (held: readonly HeldBucket[], now: number): LimitStatus => ({
  at: now,
  limits: held.map(
    ({ name, bucket }): LimitState => ({
      name,
      limit: bucket.limit,
      remaining: bucket.remaining(now),
      reset: bucket.reset(now),
    }),
  ),
});

/** What a request that was let in goes on with. */
interface ReservationState {
  /** The buckets as they stand. */
  held(): readonly HeldBucket[];
  left(tokens: number, now: number): void;
}

function passOf(asked: Cost, { held, left }: ReservationState): Reservation {
  let cost = asked;
  let stage: 'asked' | 'read' = 'asked';
  const move = (next: 'read' | 'answered', known: Cost, now: number): readonly HeldBucket[] => {
    const buckets = held();
    for (const { name, take } of buckets)
      take(limitCounters[name][next](known) - limitCounters[name][stage](cost), now);
    return buckets;
  };
  return {
    read(usage, now) {
      const known = { ...cost, usage };
      const buckets = move('read', known, now);
      cost = known;
      stage = 'read';
      return standingOf(buckets, now);
    },
    leave(now) {
      move('answered', cost, now);
      left(cost.usage.input + cost.usage.output, now);
    },
  };
}

const nameOf = ({ house, key }: LimitedRequest): string => `${house}\n${key}`;
