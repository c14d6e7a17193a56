import type { Json, JsonObject } from '../../core';
import { type CheckTools, schemasOf } from './check';
import {
  canonical,
  listIn,
  lowerOf,
  mapIn,
  type NumberBound,
  namesIn,
  numberIn,
  prefixOf,
  restOf,
  type TypeName,
  typesOf,
  upperOf,
} from './keywords';

/** What several schemas ask of one value together. */
export interface Constraints {
  readonly layers: readonly JsonObject[];
  /** Types that all of them allow, in the order of the first that names some; undefined where none does. */
  readonly types: readonly TypeName[] | undefined;
  /** Values that all of them list; undefined where none lists any. */
  readonly values: readonly Json[] | undefined;
  readonly lower: NumberBound | undefined;
  readonly upper: NumberBound | undefined;
  readonly steps: readonly number[];
  readonly length: CountRange;
  readonly items: CountRange;
  readonly members: CountRange;
  readonly patterns: readonly string[];
  readonly formats: readonly string[];
  readonly required: readonly string[];
  readonly unique: boolean;
}

/** Least and most of something countable. */
export interface CountRange {
  readonly min: number;
  readonly max: number;
}

/** Puts what plain schemas ask together. */
export function combineConstraints(layers: readonly JsonObject[]): Constraints {
  const lowers = layers.flatMap(lowerOf);
  const uppers = layers.flatMap(upperOf);
  return {
    layers,
    types: commonTypes(layers),
    values: commonValues(layers),
    lower: lowers.sort((a, b) => b.at - a.at || Number(b.exclusive) - Number(a.exclusive))[0],
    upper: uppers.sort((a, b) => a.at - b.at || Number(b.exclusive) - Number(a.exclusive))[0],
    steps: layers.flatMap((layer) => numberIn(layer, 'multipleOf') ?? []).filter((step) => step > 0),
    length: spanOf(layers, 'minLength', 'maxLength'),
    items: spanOf(layers, 'minItems', 'maxItems'),
    members: spanOf(layers, 'minProperties', 'maxProperties'),
    patterns: textsIn(layers, 'pattern'),
    formats: textsIn(layers, 'format'),
    required: [...new Set(layers.flatMap(({ required }) => namesIn(required)))],
    unique: layers.some(({ uniqueItems }) => uniqueItems === true),
  };
}

const textsIn = (layers: readonly JsonObject[], key: string): readonly string[] => [
  ...new Set(layers.flatMap((layer) => (typeof layer[key] === 'string' ? [layer[key]] : []))),
];

const spanOf = (layers: readonly JsonObject[], least: string, most: string): CountRange => ({
  min: Math.max(0, ...layers.flatMap((layer) => numberIn(layer, least) ?? [])),
  max: Math.min(Number.POSITIVE_INFINITY, ...layers.flatMap((layer) => numberIn(layer, most) ?? [])),
});

function commonTypes(layers: readonly JsonObject[]): readonly TypeName[] | undefined {
  return layers
    .flatMap((layer) => {
      const types = typesOf(layer);
      return types === undefined ? [] : [types];
    })
    .reduce<readonly TypeName[] | undefined>(
      (all, types) => (all === undefined ? types : bothTypes(all, types)),
      undefined,
    );
}

/** An integer is also a number. */
const bothTypes = (a: readonly TypeName[], b: readonly TypeName[]): readonly TypeName[] => [
  ...new Set(
    a.flatMap((type): TypeName[] => {
      if (b.includes(type)) return [type];
      if (type === 'number' && b.includes('integer')) return ['integer'];
      return type === 'integer' && b.includes('number') ? ['integer'] : [];
    }),
  ),
];

function commonValues(layers: readonly JsonObject[]): readonly Json[] | undefined {
  const lists = layers.flatMap((layer) => [
    ...(layer['const'] === undefined ? [] : [[layer['const']]]),
    ...(Array.isArray(layer['enum']) ? [listIn(layer, 'enum')] : []),
  ]);
  const [first, ...others] = lists;
  const keys = others.map((values) => new Set(values.map(canonical)));
  return first?.filter((value) => keys.every((known) => known.has(canonical(value))));
}

/** Why nothing can keep such a demand, as far as its bounds show it. */
export function conflictIn({ types, values, lower, upper, length, items, members }: Constraints): string | undefined {
  if (types?.length === 0) return 'its types exclude one another';
  if (values?.length === 0) return 'no value is left in its enum';
  const only = (type: TypeName) =>
    types?.every((one) => one === type || (type === 'number' && one === 'integer')) ?? false;
  if (only('number') && lower !== undefined && upper !== undefined) {
    if (lower.at > upper.at || (lower.at === upper.at && (lower.exclusive || upper.exclusive)))
      return `its least number ${lower.at} is above its greatest ${upper.at}`;
  }
  if (only('string') && length.min > length.max) return `minLength ${length.min} is above maxLength ${length.max}`;
  if (only('array') && items.min > items.max) return `minItems ${items.min} is above maxItems ${items.max}`;
  if (only('object') && members.min > members.max)
    return `minProperties ${members.min} is above maxProperties ${members.max}`;
  return undefined;
}

/** The schemas of a member, over all layers. */
export const memberSchemas = (
  { layers }: Constraints,
  name: string,
  tools: Pick<CheckTools, 'patterns'>,
): readonly Json[] => layers.flatMap((layer) => schemasOf(tools, layer, name));

/** The schemas of an item, over all layers. */
export const itemSchemas = ({ layers }: Constraints, at: number): readonly Json[] =>
  layers.flatMap((layer) => {
    const prefix = prefixOf(layer);
    return (at < prefix.length ? prefix[at] : restOf(layer)) ?? [];
  });

/** Names that some layer declares, in their order, then those that are only required. */
export const declaredNames = ({ layers, required }: Constraints): readonly string[] => [
  ...new Set([...layers.flatMap((layer) => Object.keys(mapIn(layer, 'properties'))), ...required]),
];

/** The first text or value that a layer gives for a keyword that only describes. */
export const remark = ({ layers }: Constraints, key: string): Json | undefined =>
  layers.find((layer) => layer[key] !== undefined)?.[key];

/** Keywords by which an untyped schema shows what it is about. */
const TELLING: readonly (readonly [TypeName, readonly string[]])[] = [
  [
    'object',
    [
      'properties',
      'required',
      'additionalProperties',
      'patternProperties',
      'propertyNames',
      'minProperties',
      'dependentRequired',
      'dependentSchemas',
      'dependencies',
      'unevaluatedProperties',
    ],
  ],
  ['array', ['items', 'prefixItems', 'contains', 'minItems', 'uniqueItems', 'unevaluatedItems']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
  ['string', ['minLength', 'maxLength', 'pattern', 'format']],
];

const ANY: readonly TypeName[] = ['string', 'integer', 'boolean', 'object', 'array', 'null'];

/** Types to try, the likeliest first; `shallow` puts what needs no members before what does. */
export function typesToTry({ layers, types }: Constraints, shallow: boolean): readonly TypeName[] {
  if (types !== undefined) {
    const ordered = [...types].sort((a, b) => Number(a === 'null') - Number(b === 'null'));
    return shallow ? ordered.sort((a, b) => weight(a) - weight(b)) : ordered;
  }
  const told = TELLING.flatMap(([type, keys]) =>
    layers.some((layer) => keys.some((key) => layer[key] !== undefined)) ? [type] : [],
  );
  return shallow && told.some((type) => weight(type) > 0) ? ['string', ...told, ...ANY] : [...told, ...ANY];
}

const weight = (type: TypeName): number => (type === 'object' || type === 'array' ? 1 : 0);
