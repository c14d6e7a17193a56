import type { Json } from '../../core';
import { hashText } from '../../lib';
import { type Constraints, itemSchemas, remark } from '../schema/constraints';
import { summarizeField } from '../schema/field-summary';
import { canonical, numberIn, prefixOf } from '../schema/keywords';
import { foundFor } from './field-values';
import { type InstanceContext, MAX_DEPTH, type ValueAttempt, type ValueGenerator } from './instance-context';
import { textOr } from './string-values';

/** Items of a list that does not say how many. */
const USUAL_ITEMS = 2;
/** A list may ask for no more. */
const LONGEST = 5000;

/** A list that a demand takes. */
export const items: ValueGenerator = (maker, demand, attempt) => {
  const wanted = wantedItems(demand, attempt);
  const length = lengthFor(maker, demand, { ...attempt, needed: wanted.length });
  if (length === undefined) return undefined;
  const made: Json[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < length; index += 1) {
    const value = item(maker, demand, {
      ...attempt,
      index,
      wanted: wanted[index] ?? [],
      ...(demand.unique ? { seen } : {}),
    });
    if (value === undefined) return index >= demand.items.min && index >= wanted.length ? made : undefined;
    made.push(value);
    seen.add(canonical(value));
  }
  return made;
};

/** Schemas that the first items must keep besides their own, so that the list contains what it must. */
function wantedItems({ layers }: Constraints, { variant }: ValueAttempt): readonly (readonly Json[])[] {
  const rows: Json[][] = [];
  for (const layer of layers) {
    const { contains } = layer;
    if (contains === undefined) continue;
    const least = Math.min(numberIn(layer, 'minContains') ?? 1, LONGEST);
    // At first each layer gets items of its own; where there is no room, they share.
    const start = variant % 2 === 0 ? rows.length : 0;
    for (let count = 0; count < least; count += 1) rows[start + count] = [...(rows[start + count] ?? []), contains];
  }
  return Array.from(rows, (row) => row ?? []);
}

function lengthFor(
  maker: InstanceContext,
  demand: Constraints,
  { location, variant, needed }: ValueAttempt & { readonly needed: number },
): number | undefined {
  const { min, max } = demand.items;
  const least = Math.max(min, needed);
  if (least > max || least > LONGEST) return undefined;
  if (variant === 1 || variant === 3) return least;
  const prefix = Math.max(0, ...demand.layers.map((layer) => prefixOf(layer).length));
  const usual = Math.max(prefix, usualItems(maker, demand, { location, variant }));
  return Math.min(Math.max(least, usual + Math.floor(variant / 2)), max, LONGEST);
}

/** As many as the question holds values for; none deep down. */
function usualItems(maker: InstanceContext, demand: Constraints, { location }: ValueAttempt): number {
  if (location.depth >= MAX_DEPTH) return 0;
  const schemas = itemSchemas(demand, 0);
  if (schemas.includes(false)) return 0;
  if (schemas.some((schema) => maker.reach(schema) === Number.POSITIVE_INFINITY)) return 0;
  const { type } = summarizeField(schemas, { document: maker.tools.document, reach: maker.reach });
  const { things, lists, names } = maker.found;
  const named =
    type === 'string'
      ? foundFor({ ...maker.found, answer: undefined, topic: '' }, location.name, textOr(remark(demand, 'description')))
          .length ||
        (lists[0]?.length ?? 0)
      : type === 'object' && maker.optional === 'all'
        ? things.length || (names.length > 1 ? names.length : 0)
        : 0;
  if (named > 0) return named;
  return maker.optional === 'all' ? USUAL_ITEMS : 1;
}

interface ItemAttempt extends ValueAttempt {
  readonly index: number;
  readonly wanted: readonly Json[];
  readonly seen?: ReadonlySet<string>;
}

function item(
  maker: InstanceContext,
  demand: Constraints,
  { location, variant, index, wanted, seen }: ItemAttempt,
): Json | undefined {
  const below = [...itemSchemas(demand, index), ...wanted, ...(wanted.length === 0 ? unwanted(demand) : [])];
  return maker.make(below.length === 0 ? [TEXT] : below, {
    name: location.name,
    depth: location.depth + 1,
    seed: hashText(`item ${index}`, location.seed),
    index,
    path: [...location.path, prefixAt(demand, index)],
    twist: location.twist + Math.floor(variant / 2),
    ...(seen === undefined ? {} : { avoid: seen }),
  });
}

const TEXT: Json = { type: 'string' };

/** Where a list may contain something only so often, the other items are something else. */
const unwanted = ({ layers }: Constraints): readonly Json[] =>
  layers.flatMap(({ contains, maxContains }) =>
    contains === undefined || maxContains === undefined ? [] : [{ not: contains }],
  );

const prefixAt = ({ layers }: Constraints, index: number): string =>
  layers.some((layer) => index < prefixOf(layer).length) ? `prefixItems[${index}]` : 'items';
