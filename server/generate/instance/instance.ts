import { type Json, type JsonObject, ProblemError } from '../../core';
import { createPatternReader } from '../pattern/read';
import { type CheckTools, holds } from '../schema/check';
import { plainlyHolds } from '../schema/check-scalar';
import { type Constraints, combineConstraints, conflictIn, typesToTry } from '../schema/constraints';
import { withDescribedKeywords } from '../schema/description-keywords';
import { openDocument } from '../schema/document';
import { testFormat } from '../schema/formats';
import { gather, nextPicks } from '../schema/gather';
import { canonical, type TypeName } from '../schema/keywords';
import { createReach } from '../schema/min-depth';
import { createProver } from '../schema/validator';
import { items } from './array-values';
import { chosen, NEGATIVE } from './enum-values';
import {
  type InstanceContext,
  type InstanceOptions,
  type Location,
  SHALLOW_DEPTH,
  type ValueAttempt,
  type ValueGenerator,
} from './instance-context';
import { number } from './number-values';
import { members } from './object-values';
import { text } from './string-values';

export type { InstanceOptions } from './instance-context';

/** What a schema may ask for in vain: no instance is deeper or has more values. */
const DEEPEST = 24;
const MOST_VALUES = 8000;
/** Choices of options and drafts that are tried for one place. */
const MOST_PLANS = 200;
const MOST_DRAFTS = 48;
const UNFOUND = 'no value was found that keeps all of it';

// Both hold nothing but what was read of a schema's own words, within a bound: each caller gets the same.
const patterns = createPatternReader();
const prover = createProver(patterns);

/** Why no value was found, at the innermost place that could not be filled. */
interface Blame {
  readonly path: readonly string[];
  readonly reason: string;
}

/** What is known while one instance is made. */
interface InstanceSearch {
  made: number;
  blame: Blame | undefined;
  /** Schemas, alone or together, that are known to take nothing. */
  readonly dead: Set<string>;
  readonly ids: Map<Json, number>;
}

/** A JSON value that a JSON Schema takes, with values of the question where they fit; or the problem that there is none. */
export function instanceOf(schema: JsonObject, options: InstanceOptions): Json {
  const narrower = withDescribedKeywords(schema);
  const wished = narrower === schema ? undefined : searched(narrower, options);
  if (wished !== undefined && 'value' in wished && isProven(schema, wished.value)) return wished.value;
  const found = searched(schema, options);
  if ('value' in found) return found.value;
  throw new ProblemError('unsatisfiable-schema', {
    of: options.of,
    path: found.blame?.path.join('.') ?? '',
    reason: found.blame?.reason ?? UNFOUND,
  });
}

const isProven = (schema: JsonObject, value: Json): boolean =>
  prover.judge(schema, openDocument(schema))(value).keeps !== false;

function searched(
  schema: JsonObject,
  options: InstanceOptions,
): { readonly value: Json } | { readonly blame: Blame | undefined } {
  const document = openDocument(schema);
  const tools: CheckTools = { document, patterns, formats: testFormat };
  const reach = createReach(document);
  const search: InstanceSearch = { made: 0, blame: undefined, dead: new Set(), ids: new Map() };
  const judge = prover.judge(schema, document);
  const accepts = (schemas: readonly Json[], value: Json): boolean =>
    schemas.every((one) => holds(tools, one, value)) && (schemas[0] !== schema || judge(value).keeps !== false);
  const make: InstanceContext['make'] = (schemas, spot) => fill(maker, search, { schemas, spot, accepts });
  const maker: InstanceContext = { ...options, tools, reach, numbers: [...options.found.numbers], make };
  const value = make([schema], { name: '', depth: 0, seed: options.seed, index: 0, path: [], twist: 0 });
  return value === undefined ? { blame: search.blame } : { value };
}

interface FillTask {
  readonly schemas: readonly Json[];
  readonly spot: Location;
  /** Does a value keep all of some schemas? Of the whole schema the validator is asked too. */
  accepts(schemas: readonly Json[], value: Json): boolean;
}

/** Fills a place, unless it is known or plain that nothing can. */
function fill(maker: InstanceContext, search: InstanceSearch, task: FillTask): Json | undefined {
  const { schemas, spot } = task;
  search.made += 1;
  if (search.made > MOST_VALUES) return failed(search, spot, `it asks for more than ${MOST_VALUES} values`);
  if (spot.depth > DEEPEST) return failed(search, spot, 'it holds itself without end');
  const key = keyOf(search, schemas);
  if (search.dead.has(key)) return failed(search, spot, 'nothing satisfies it');
  const before = search.blame;
  const found = firstOfPlans(maker, search, task);
  if ('value' in found) {
    search.blame = before;
    return found.value;
  }
  if (spot.avoid === undefined && search.made <= MOST_VALUES && spot.depth < DEEPEST) search.dead.add(key);
  return failed(search, spot, found.reason);
}

/** Tries the options of a place, and several values for each, until one keeps all its schemas. */
function firstOfPlans(
  maker: InstanceContext,
  search: InstanceSearch,
  task: FillTask,
): { readonly value: Json } | { readonly reason: string } {
  const state = { drafts: 0 };
  let conflict: string | undefined;
  for (const demand of plans(maker, task.schemas, task.spot)) {
    if (typeof demand === 'string') {
      conflict ??= demand;
      continue;
    }
    const value = firstFitting(maker, demand, { ...task, state });
    if (value !== undefined) return { value };
    if (state.drafts > MOST_DRAFTS || search.made > MOST_VALUES) break;
  }
  return { reason: conflict ?? UNFOUND };
}

/** Each way of choosing among the options of a place: what it asks, or why nothing can keep it. */
function* plans(
  maker: InstanceContext,
  schemas: readonly Json[],
  { depth }: Location,
): Generator<Constraints | string> {
  const { tools, reach } = maker;
  const manner = {
    document: tools.document,
    reach,
    shallow: depth > SHALLOW_DEPTH,
    generous: maker.optional === 'all',
  };
  let picks: readonly number[] | undefined = [];
  for (let plan = 0; picks !== undefined && plan < MOST_PLANS; plan += 1) {
    const gathered = gather(schemas, picks, manner);
    const demand = combineConstraints(gathered.layers);
    yield gathered.possible ? (conflictIn(demand) ?? demand) : 'it takes no value at all';
    picks = nextPicks(picks, gathered.widths);
  }
}

function firstFitting(
  maker: InstanceContext,
  demand: Constraints,
  { schemas, spot, state, accepts }: FillTask & { readonly state: { drafts: number } },
): Json | undefined {
  for (const [type, variant] of variantsOf(demand, spot)) {
    state.drafts += 1;
    if (state.drafts > MOST_DRAFTS) return undefined;
    const numbers = [...maker.numbers];
    const value = draft(maker, demand, { location: spot, variant, type });
    if (value !== undefined && spot.avoid?.has(canonical(value)) !== true && accepts(schemas, value)) return value;
    maker.numbers.splice(0, maker.numbers.length, ...numbers);
  }
  return undefined;
}

/** Values tried for the likeliest type, and for each other one. */
const MOST_VARIANTS = 10;
const FEW_VARIANTS = 3;

function* variantsOf(demand: Constraints, { depth }: Location): Generator<readonly [type: TypeName, variant: number]> {
  const [first = 'null', ...others] = typesToTry(demand, depth > SHALLOW_DEPTH);
  const most = demand.values === undefined ? MOST_VARIANTS : Math.min(demand.values.length, MOST_DRAFTS);
  for (let variant = 0; variant < most; variant += 1) {
    yield [first, variant];
    if (variant === 0 || demand.values !== undefined) continue;
    const other = others[variant - 1];
    if (other !== undefined) for (let few = 0; few < FEW_VARIANTS; few += 1) yield [other, few];
  }
}

function draft(
  maker: InstanceContext,
  demand: Constraints,
  attempt: ValueAttempt & { readonly type: TypeName },
): Json | undefined {
  const { values, layers } = demand;
  if (values === undefined) return drafts[attempt.type](maker, demand, attempt);
  const open = values.filter((value) => layers.every((layer) => plainlyHolds(maker.tools, layer, value)));
  return chosen(maker, open, attempt);
}

const drafts: { readonly [Type in TypeName]: ValueGenerator } = {
  object: members,
  array: items,
  string: text,
  number,
  integer: number,
  boolean: ({ found }, _demand, { location, variant }) =>
    !NEGATIVE.test(`${found.plain} ${location.name}`) === ((variant + location.twist) % 2 === 0),
  null: () => null,
};

/** Keeps the reason that lies innermost; of equals the first. */
function failed(search: InstanceSearch, { path }: Location, reason: string): undefined {
  if (search.blame === undefined || path.length > search.blame.path.length) search.blame = { path, reason };
  return undefined;
}

function keyOf({ ids }: InstanceSearch, schemas: readonly Json[]): string {
  return schemas
    .map((schema) => {
      const id = ids.get(schema) ?? ids.size;
      ids.set(schema, id);
      return id;
    })
    .join(' ');
}
