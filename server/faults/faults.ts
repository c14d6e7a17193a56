import { hashText } from '../entropy';
import { memoryStore, type Store } from '../state';
import { allHold } from './conditions';
import type { Effect } from './kind';
import {
  BadPlan,
  isAbout,
  type Plan,
  type PlanOption,
  parsePlans,
  planFromText,
  preparePlan,
  type Road,
  type Surroundings,
  takesAll,
} from './plan';

/** A fault that a request meets. */
export interface Due {
  /** Id of its kind. */
  readonly id: string;
  readonly effect: Effect;
  /** One English sentence. */
  readonly why: string;
}

/** Who asks whether a fault is due. */
export interface Asker {
  readonly route: string | undefined;
  /** The same for the same request, whoever makes it: draws depend on it. */
  identity(): string;
  /** What the request itself asks for, each a line. */
  readonly wishes: readonly Wish[];
}

/** A fault that a request asks for itself. */
export interface Wish {
  /** Where it says so. */
  readonly by: string;
  readonly line: string;
}

/** What the faults of a namespace are made with. */
export interface FaultsOptions {
  readonly namespace: string;
  readonly seed: number;
  /** Set for all namespaces; each counts for itself. */
  readonly shared: readonly Plan[];
  surroundings(): Surroundings;
}

/** A plan as it stands. */
export interface PlanView {
  readonly says: string;
  readonly plan: PlanOption;
  /** Requests that came to it. */
  readonly seen: number;
  readonly fired: number;
}

/** A plan in force, and what it has counted. */
interface Active {
  readonly plan: Plan;
  readonly since: number;
  readonly repeats: Store<number>;
  seen: number;
  fired: number;
}

/** Different requests that a plan's draws tell apart, and lines of wishes that are counted. */
const MAX_KNOWN = 1_000;
const SPAN = 2 ** 32;

/** The plans of one namespace: which fault a request meets. A plan counts the requests that no plan before it took. */
export class Faults {
  readonly #options: FaultsOptions;
  readonly #wished = memoryStore<Active>(MAX_KNOWN);
  readonly #shared: readonly Active[];
  #own: readonly Active[] = [];

  constructor(options: FaultsOptions) {
    this.#options = options;
    this.#shared = options.shared.map((plan) => this.#activate(plan));
  }

  /** True where no plan is in force. */
  get isIdle(): boolean {
    return this.#own.length + this.#shared.length === 0;
  }

  /** Adds plans after those in force; throws a BadPlan that tells why one is none. `fixtures` are all names that plans may name. */
  add(given: unknown, fixtures?: readonly string[]): readonly string[] {
    const around = { ...this.#options.surroundings(), fixtures };
    const added = parsePlans(given).map((option) => preparePlan(option, around));
    const all = [...this.#own.map(({ plan }) => plan), ...added];
    for (const [at, plan] of all.entries()) insistOnChance(plan, all.slice(0, at));
    this.#own = [...this.#own, ...added.map((plan) => this.#activate(plan))];
    return added.map(({ says }) => says);
  }

  /** Removes the namespace's own plans. */
  clear(): void {
    this.#own = [];
    this.#wished.clear();
  }

  list(): readonly PlanView[] {
    return [...this.#own, ...this.#shared].map(({ plan, seen, fired }) => ({
      says: plan.says,
      plan: plan.option,
      seen,
      fired,
    }));
  }

  /** The fault of a request that has not been read yet. */
  atGate(asker: Asker): Due | undefined {
    return this.#ask(asker, (plan) => !plan.needsPrompt && (plan.option.route ?? asker.route) === asker.route);
  }

  /** The fault of a request that has been read. */
  onRoad(asker: Asker, road: Omit<Road, 'route'>): Due | undefined {
    const full = { ...road, route: asker.route };
    return this.#ask(asker, (plan) => plan.needsPrompt && isAbout(plan, full));
  }

  #ask(asker: Asker, isMeant: (plan: Plan) => boolean): Due | undefined {
    for (const { by, line } of asker.wishes) {
      const wish = this.#wishOf(line);
      if (isMeant(wish.plan) && this.#fires(wish, asker)) return dueOf(wish, `${by} asks for it`);
    }
    for (const active of this.#own) {
      if (isMeant(active.plan) && this.#fires(active, asker)) return dueOf(active, 'a plan of the namespace');
    }
    for (const active of this.#shared) {
      if (isMeant(active.plan) && this.#fires(active, asker)) return dueOf(active, 'a plan of the emulator');
    }
    return undefined;
  }

  /** Wishes of the same words count together: a client that tries again says the same. */
  #wishOf(line: string): Active {
    const known = this.#wished.get(line);
    if (known !== undefined) return known;
    const [option] = parsePlans(planFromText(line)) as [PlanOption];
    const wish = this.#activate(preparePlan(option, this.#options.surroundings()));
    this.#wished.set(line, wish);
    return wish;
  }

  #activate(plan: Plan): Active {
    return { plan, since: this.#options.surroundings().now, repeats: memoryStore(MAX_KNOWN), seen: 0, fired: 0 };
  }

  #fires(active: Active, asker: Asker): boolean {
    active.seen += 1;
    const { option } = active.plan;
    const chance = option.rate === undefined ? 0 : this.#draw(active, asker.identity());
    const { now } = this.#options.surroundings();
    const holds = allHold(option, { count: active.seen, fired: active.fired, now, since: active.since, chance });
    if (holds) active.fired += 1;
    return holds;
  }

  /** Follows from seed, namespace, plan, request, and how often that request came: not from what else happens. */
  #draw({ plan, repeats }: Active, identity: string): number {
    const { namespace, seed } = this.#options;
    const ordinal = repeats.get(identity) ?? 0;
    repeats.set(identity, ordinal + 1);
    return hashText(`${namespace} ${JSON.stringify(plan.option)} ${identity} ${ordinal}`, seed) / SPAN;
  }
}

const dueOf = ({ plan, seen }: Active, by: string): Due => ({
  id: plan.kind.id,
  effect: plan.effect,
  why: `${plan.says} This was no. ${seen}; ${by}.`,
});

/** A plan behind one that takes everything never gets a request. */
function insistOnChance(plan: Plan, before: readonly Plan[]): void {
  const taker = before.find((other) => takesAll(other) && (plan.needsPrompt || !other.needsPrompt));
  if (taker === undefined) return;
  const { name, fault } = plan.option;
  throw new BadPlan(
    `the plan ${JSON.stringify(name ?? fault)} can never fire: the one before it takes every request (${taker.says})`,
  );
}

/** Plans that hold in all namespaces. */
export function sharedPlans(options: readonly PlanOption[], surroundings: Surroundings): readonly Plan[] {
  const plans = options.map((option) => preparePlan(option, surroundings));
  for (const [at, plan] of plans.entries()) insistOnChance(plan, plans.slice(0, at));
  return plans;
}
