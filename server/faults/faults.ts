import { hashText } from '../lib';
import { memoryStore, type Store, type Stores } from '../state';
import { allHold } from './conditions';
import type { Effect } from './fault-kind';
import {
  appliesTo,
  BadPlan,
  type FaultPlan,
  matchesEveryRequest,
  type PlanContext,
  type PlannedReply,
  type PreparedPlan,
  parsePlans,
  planFromText,
  preparePlan,
} from './plan';

/** A fault that a request meets. */
export interface ActiveFault {
  /** Id of its kind. */
  readonly id: string;
  readonly effect: Effect;
  /** One English sentence. */
  readonly why: string;
}

/** Who asks whether a fault is due. */
export interface FaultQuery {
  readonly route: string | undefined;
  /** The same for the same request, whoever makes it: draws depend on it. */
  identity(): string;
  /** What the request itself asks for, each a line. */
  readonly requested: readonly RequestedFault[];
}

/** A fault that a request asks for itself. */
export interface RequestedFault {
  /** Where it says so. */
  readonly by: string;
  readonly line: string;
}

/** What the faults of a namespace are made with. */
export interface FaultsOptions {
  readonly namespace: string;
  readonly seed: number;
  /** Set for all namespaces; each counts for itself. */
  readonly shared: readonly PreparedPlan[];
  readonly stores: Stores;
  surroundings(): PlanContext;
}

/** A plan as it stands. */
export interface PlanView {
  readonly says: string;
  readonly plan: FaultPlan;
  /** Requests that came to it. */
  readonly seen: number;
  readonly fired: number;
}

/** A plan in force. */
interface Active {
  /** Names what it counts. */
  readonly id: string;
  readonly plan: PreparedPlan;
  /** When it was set, in Unix milliseconds. */
  readonly since: number;
}

/** A plan that the namespace was given. */
type StoredPlan = Omit<Active, 'plan'> & { readonly option: FaultPlan };

/** What a plan has counted. */
interface PlanCounts {
  readonly since: number;
  readonly seen: number;
  readonly fired: number;
}

/** Different requests that a plan's draws tell apart, and lines of wishes that are counted. */
const MAX_KNOWN = 1_000;
/** The same for all plans together. */
const MAX_DRAWN = 10_000;
const SPAN = 2 ** 32;

const NONE: readonly StoredPlan[] = [];
const PLANS = 'plans';
const WISH = 'wish ';

/** The plans of one namespace: which fault a request meets. A plan counts the requests that no plan before it took. */
export class Faults {
  readonly #options: FaultsOptions;
  readonly #shared: readonly Active[];
  readonly #given: Store<readonly StoredPlan[]>;
  readonly #counts: Store<PlanCounts>;
  /** How often a plan has drawn for each request. */
  readonly #repeats: Store<number>;
  readonly #wishes = memoryStore<PreparedPlan>(MAX_KNOWN);
  /** The plans of the list that they were made from. */
  #own: { readonly from: readonly StoredPlan[]; readonly plans: readonly Active[] } = { from: NONE, plans: [] };

  constructor(options: FaultsOptions) {
    const { shared, stores } = options;
    this.#options = options;
    this.#given = stores.of('faults/given', 1);
    this.#counts = stores.of('faults/counts', MAX_KNOWN);
    this.#repeats = stores.of('faults/repeats', MAX_DRAWN);
    const since = options.surroundings().now;
    this.#shared = shared.map((plan, at) => ({ id: `shared ${at}`, plan, since }));
  }

  /** True where no plan is in force. */
  get isIdle(): boolean {
    return this.#plans.length + this.#shared.length === 0;
  }

  /** Adds plans after those in force; throws a BadPlan that tells why one is none. `fixtures` are all names that plans may name. */
  add(given: unknown, fixtures?: readonly string[]): readonly string[] {
    const surroundings = { ...this.#options.surroundings(), fixtures };
    const added = parsePlans(given).map((option) => preparePlan(option, surroundings));
    const all = [...this.#plans.map(({ plan }) => plan), ...added];
    for (const [at, plan] of all.entries()) insistOnChance(plan, all.slice(0, at));
    const { now: since } = surroundings;
    const before = this.#given.get(PLANS) ?? NONE;
    const more = added.map(({ option }, at) => ({ id: `own ${before.length + at} ${since}`, option, since }));
    for (const { id } of more) this.#forget(id);
    this.#given.set(PLANS, [...before, ...more]);
    return added.map(({ summary }) => summary);
  }

  /** Removes the namespace's own plans, and forgets what requests have asked for. */
  clear(): void {
    this.#given.clear();
    for (const [id] of this.#counts.entries()) if (id.startsWith(WISH)) this.#forget(id);
  }

  list(): readonly PlanView[] {
    return [...this.#plans, ...this.#shared].map((active) => {
      const { seen, fired } = this.#countOf(active);
      return { says: active.plan.summary, plan: active.plan.option, seen, fired };
    });
  }

  /** The fault of a request that has not been read yet. */
  beforeRead(asker: FaultQuery): ActiveFault | undefined {
    return this.#ask(asker, (plan) => !plan.needsPrompt && (plan.option.route ?? asker.route) === asker.route);
  }

  /** The fault of a request that has been read. */
  afterRead(asker: FaultQuery, road: Omit<PlannedReply, 'route'>): ActiveFault | undefined {
    const full = { ...road, route: asker.route };
    return this.#ask(asker, (plan) => plan.needsPrompt && appliesTo(plan, full));
  }

  get #plans(): readonly Active[] {
    const from = this.#given.get(PLANS) ?? NONE;
    if (from !== this.#own.from) {
      const { surroundings } = this.#options;
      // A plan whose time is over meanwhile was a good one when it was set.
      const prepared = ({ id, option, since }: StoredPlan): Active => {
        return { id, since, plan: preparePlan(option, { ...surroundings(), now: since }) };
      };
      this.#own = { from, plans: from.map(prepared) };
    }
    return this.#own.plans;
  }

  #ask(asker: FaultQuery, isMeant: (plan: PreparedPlan) => boolean): ActiveFault | undefined {
    const firstOf = (plans: readonly Active[], by: string): ActiveFault | undefined => {
      const due = plans.find((active) => isMeant(active.plan) && this.#fires(active, asker));
      return due === undefined ? undefined : dueOf(due, this.#countOf(due), by);
    };
    for (const { by, line } of asker.requested) {
      const due = firstOf([this.#wishOf(line)], `${by} asks for it`);
      if (due !== undefined) return due;
    }
    return firstOf(this.#plans, 'a plan of the namespace') ?? firstOf(this.#shared, 'a plan of the emulator');
  }

  /** Wishes of the same words count together: a client that tries again says the same. */
  #wishOf(line: string): Active {
    const surroundings = this.#options.surroundings();
    let plan = this.#wishes.get(line);
    if (plan === undefined) {
      const [option] = parsePlans(planFromText(line)) as [FaultPlan];
      plan = preparePlan(option, surroundings);
      this.#wishes.set(line, plan);
    }
    return { id: `${WISH}${line}`, plan, since: surroundings.now };
  }

  #countOf({ id, since }: Active): PlanCounts {
    return this.#counts.get(id) ?? { since, seen: 0, fired: 0 };
  }

  #forget(id: string): void {
    this.#counts.delete(id);
    for (const [key] of this.#repeats.entries()) if (key.startsWith(`${id}\n`)) this.#repeats.delete(key);
  }

  #fires(active: Active, asker: FaultQuery): boolean {
    const { since, seen, fired } = this.#countOf(active);
    const { option } = active.plan;
    const chance = option.rate === undefined ? 0 : this.#draw(active, asker.identity());
    const { now } = this.#options.surroundings();
    const holds = allHold(option, { count: seen + 1, fired, now, since, chance });
    this.#counts.set(active.id, { since, seen: seen + 1, fired: holds ? fired + 1 : fired });
    return holds;
  }

  /** Follows from seed, namespace, plan, request, and how often that request came: not from what else happens. */
  #draw({ id, plan }: Active, identity: string): number {
    const { namespace, seed } = this.#options;
    const key = `${id}\n${identity}`;
    const ordinal = this.#repeats.get(key) ?? 0;
    this.#repeats.set(key, ordinal + 1);
    return hashText(`${namespace} ${JSON.stringify(plan.option)} ${identity} ${ordinal}`, seed) / SPAN;
  }
}

const dueOf = ({ plan }: Active, { seen }: PlanCounts, by: string): ActiveFault => ({
  id: plan.kind.id,
  effect: plan.effect,
  why: `${plan.summary} This was no. ${seen}; ${by}.`,
});

/** A plan behind one that takes everything never gets a request. */
function insistOnChance(plan: PreparedPlan, before: readonly PreparedPlan[]): void {
  const taker = before.find((other) => matchesEveryRequest(other) && (plan.needsPrompt || !other.needsPrompt));
  if (taker === undefined) return;
  const { name, fault } = plan.option;
  throw new BadPlan(
    `the plan ${JSON.stringify(name ?? fault)} can never fire: the one before it takes every request (${taker.summary})`,
  );
}

/** Plans that hold in all namespaces. */
export function sharedPlans(options: readonly FaultPlan[], surroundings: PlanContext): readonly PreparedPlan[] {
  const plans = options.map((option) => preparePlan(option, surroundings));
  for (const [at, plan] of plans.entries()) insistOnChance(plan, plans.slice(0, at));
  return plans;
}
