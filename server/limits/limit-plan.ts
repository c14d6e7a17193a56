import type { LimitName } from '../core';
import { globTest } from '../lib';
import { limitCounters } from './cost';
import type { Limits, TierFile } from './tier-file';

/** What a namespace is limited to: a tier, limits of its own, or both; its own ones go before the tier's. */
export interface LimitPlan {
  readonly tier?: string | undefined;
  readonly limits?: Limits | undefined;
}

/** What limits one model for one key. */
export interface Allowance {
  /** Models with one pool share their buckets. */
  readonly pool: string;
  readonly limits: readonly (readonly [name: LimitName, limit: number])[];
}

/** Tells what limits a model; made once for each plan. */
export interface Allowances {
  forModel(house: string, model: string, route?: string): Allowance;
  /** Does a refused request count in this provider? */
  countsRefusals(house: string): boolean;
  /** Limits of a key, whatever it asks. */
  readonly overall: Pick<Limits, 'concurrent' | 'tokens_per_month' | 'credit'>;
}

/** Limits that differ by model. */
const NAMES = Object.keys(limitCounters) as readonly LimitName[];

/** The tier of this name, if there is one. */
export const findTier = (file: TierFile, name: string): TierFile['tiers'][number] | undefined =>
  file.tiers.find(({ id, also = [] }) => id === name || also.includes(name));

/** Works out what a plan allows. */
export function allowancesOf({ tier, limits = {} }: LimitPlan, file: TierFile): Allowances {
  const rows = tier === undefined ? {} : (findTier(file, tier)?.limits ?? {});
  const known = new Map<string, Allowance>();
  const find = (house: string, model: string, route: string): Allowance => {
    const found = file.houses[house]?.classes.find(
      ({ models, routes }) => routes?.includes(route) !== false && models.some((glob) => globTest(glob)(model)),
    );
    const row = found === undefined ? {} : (rows[house]?.[found.id] ?? {});
    const both = { ...row, ...limits };
    return {
      pool: found?.shared === true ? `${house}/${found.id}` : model,
      limits: NAMES.flatMap((name) => (both[name] === undefined ? [] : [[name, both[name]] as const])),
    };
  };
  return {
    forModel(house, model, route = '') {
      const key = `${house} ${route} ${model}`;
      const allowance = known.get(key) ?? find(house, model, route);
      known.set(key, allowance);
      return allowance;
    },
    countsRefusals: (house) => file.houses[house]?.refusals_count ?? false,
    overall: limits,
  };
}
