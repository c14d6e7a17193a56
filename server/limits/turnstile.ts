import {
  type CapFacts,
  type CapName,
  type LimitFacts,
  type LimitName,
  type LimitStanding,
  ProblemError,
  type Standing,
  type Usage,
} from '../core';
import { memoryStore } from '../state';
import { Bucket } from './bucket';
import { type Cost, counts } from './cost';
import type { Allowances, LimitPlan } from './plan';
import { Purse, regained } from './purse';

/** Who asks for what. */
export interface Asker {
  readonly house: string;
  /** Id of the surface or endpoint. */
  readonly route: string | undefined;
  readonly key: string;
  /** Id of the model's profile, so that aliases share their limits. */
  readonly model: string;
  /** The name under which a refusal speaks of the model. */
  readonly named: string;
}

/** A request that was let in. It leaves once, when it is answered. */
export interface Pass {
  /** The prompt has been read, so much of it from a cache: gives how the limits stand then. */
  read(usage: Usage, now: number): Standing;
  /** Counts what the answer really cost; further calls do nothing. */
  leave(now: number): void;
}

/** Counts what the keys of one namespace use, and lets no more in than they may. */
export interface Turnstile {
  readonly plan: LimitPlan;
  /** Lets a request in, or throws `rate-limited` or `quota-exceeded`; what is refused takes nothing. */
  admit(asker: Asker, cost: Cost, now: number): Pass;
  /** How the limits stand for a key. */
  standing(asker: Asker, now: number): Standing;
  /** A request was refused: where the house counts those too, gives how the limits stand then. */
  refused(asker: Asker, now: number): Standing | undefined;
}

/** Buckets and keys that are remembered; beyond that the longest unused are full again. */
const MAX_KEPT = 20_000;

/** What one key has going on. */
interface Account {
  readonly purse: Purse;
  running: number;
}

interface Held {
  readonly name: LimitName;
  readonly bucket: Bucket;
}

/** Makes a turnstile through which nothing has gone. */
export function createTurnstile(plan: LimitPlan, allowances: Allowances): Turnstile {
  const buckets = memoryStore<Bucket>(MAX_KEPT);
  const accounts = memoryStore<Account>(MAX_KEPT);
  const { overall } = allowances;
  const heldBy = ({ house, key, model, route }: Asker): readonly Held[] => {
    const { pool, limits } = allowances.of(house, model, route);
    return limits.map(([name, limit]) => {
      const id = `${house}\n${pool}\n${name}\n${key}`;
      const bucket = buckets.get(id) ?? new Bucket(limit, counts[name].window);
      buckets.set(id, bucket);
      return { name, bucket };
    });
  };
  const accountOf = ({ house, key }: Asker): Account => {
    const id = `${house}\n${key}`;
    const account = accounts.get(id) ?? { purse: new Purse(), running: 0 };
    accounts.set(id, account);
    return account;
  };
  const insist = (asker: Asker, account: Account, now: number): void => {
    for (const cap of ['credit', 'tokens_per_month'] as const) checkCap(cap, overall[cap], { account, now });
    const { concurrent: limit } = overall;
    if (limit === undefined || account.running < limit) return;
    const { running: used } = account;
    throw limited({ model: asker.named, bucket: 'concurrent', limit, used, requested: 1, wait: undefined });
  };
  return {
    plan,
    admit(asker, cost, now) {
      const account = accountOf(asker);
      insist(asker, account, now);
      const held = heldBy(asker);
      checkBuckets(held, { asker, cost, now });
      for (const { name, bucket } of held) bucket.take(counts[name].asked(cost), now);
      account.running += 1;
      return passOf(held, account, cost);
    },
    standing: (asker, now) => standingOf(heldBy(asker), now),
    refused(asker, now) {
      if (!allowances.refusalsCount(asker.house)) return undefined;
      const held = heldBy(asker);
      // A bucket that is empty stays empty: who asks in vain must not wait for longer.
      for (const { name, bucket } of held) {
        if (name.startsWith('requests') && bucket.remaining(now) > 0) bucket.take(1, now);
      }
      return standingOf(held, now);
    },
  };
}

function checkCap(cap: CapName, limit: number | undefined, { account, now }: { account: Account; now: number }): void {
  if (limit === undefined || account.purse.spent(cap, now) < limit) return;
  const facts: CapFacts = { cap, limit, regained: regained[cap](now) };
  throw new ProblemError('quota-exceeded', { ...facts });
}

/** Throws for the bucket that is the last to have enough again, so that who waits for it gets in. */
function checkBuckets(held: readonly Held[], { asker, cost, now }: { asker: Asker; cost: Cost; now: number }): void {
  const short = held.flatMap(({ name, bucket }): LimitFacts[] => {
    // Something must be there, even where a request takes nothing before it is answered.
    const requested = Math.max(1, counts[name].asked(cost));
    const { limit } = bucket;
    const used = bucket.used(now);
    if (used + requested <= limit) return [];
    return [{ model: asker.named, bucket: name, limit, used, requested, wait: bucket.wait(requested, now) }];
  });
  const [first, ...others] = short;
  if (first === undefined) return;
  throw limited(others.reduce((a, b) => (lasting(b) > lasting(a) ? b : a), first));
}

/** What never fits is told before what only takes its time. */
const lasting = ({ requested, limit, wait = 0 }: LimitFacts): number =>
  requested > limit ? Number.POSITIVE_INFINITY : wait;

const limited = (facts: LimitFacts): ProblemError => new ProblemError('rate-limited', { ...facts });

const standingOf = (held: readonly Held[], now: number): Standing => ({
  at: now,
  limits: held.map(
    ({ name, bucket }): LimitStanding => ({
      name,
      limit: bucket.limit,
      remaining: bucket.remaining(now),
      reset: bucket.reset(now),
    }),
  ),
});

function passOf(held: readonly Held[], account: Account, asked: Cost): Pass {
  let cost = asked;
  let stage: 'asked' | 'read' | 'answered' = 'asked';
  const moveTo = (next: typeof stage, known: Cost, now: number): void => {
    for (const { name, bucket } of held) bucket.take(counts[name][next](known) - counts[name][stage](cost), now);
    cost = known;
    stage = next;
  };
  return {
    read(usage, now) {
      moveTo('read', { ...cost, usage }, now);
      return standingOf(held, now);
    },
    leave(now) {
      if (stage === 'answered') return;
      moveTo('answered', cost, now);
      account.running -= 1;
      account.purse.spend(cost.usage.input + cost.usage.output, now);
    },
  };
}
