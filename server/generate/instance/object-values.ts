import { isJsonObject, type Json, type JsonObject } from '../../core';
import { createSequence, hashText } from '../../lib';
import { labelled, labelledNumber } from '../extract/labelled-values';
import { textForPattern } from '../pattern/generate-text';
import { holds } from '../schema/check';
import { textHolds } from '../schema/check-scalar';
import { type Constraints, declaredNames, itemSchemas, memberSchemas } from '../schema/constraints';
import { summarizeField } from '../schema/field-summary';
import { dependentsOf, mapIn, namesIn } from '../schema/keywords';
import { isNamed } from './enum-values';
import { foundFor } from './field-values';
import {
  type InstanceContext,
  type Location,
  MAX_DEPTH,
  type ValueAttempt,
  type ValueGenerator,
} from './instance-context';

/** Entries of a map that does not say how many. */
const USUAL_ENTRIES = 2;
/** An object may ask for no more. */
const MOST_ENTRIES = 2000;
/** Names tried for one further member. */
const NAME_ATTEMPTS = 8;

/** An object under way. */
interface ObjectInProgress extends ValueAttempt {
  readonly maker: InstanceContext;
  readonly demand: Constraints;
  readonly made: Map<string, Json>;
}

/** An object that a demand takes: its members in the order in which they are declared. */
export const members: ValueGenerator = (maker, demand, attempt) => {
  if (demand.members.min > MOST_ENTRIES) return undefined;
  const filling: ObjectInProgress = { ...attempt, maker, demand, made: new Map() };
  const names = namesToMake(filling);
  for (const { name, needed } of names) {
    const value = member(filling, name);
    if (value !== undefined) filling.made.set(name, value);
    else if (needed) return undefined;
  }
  addFurther(filling);
  return asObject(filling);
};

/** Members in their declared order, then the others. */
function asObject({ made, demand }: ObjectInProgress): JsonObject {
  const object: Record<string, Json> = {};
  const order = new Set([...declaredNames(demand).filter((name) => made.has(name)), ...made.keys()]);
  // Plain assignment would lose a member called `__proto__`.
  for (const name of order)
    Object.defineProperty(object, name, {
      value: made.get(name),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return object;
}

interface MemberToMake {
  readonly name: string;
  readonly needed: boolean;
}

/** What must be there comes first, so that optional members are not in its way. */
function namesToMake(filling: ObjectInProgress): readonly MemberToMake[] {
  const { maker, demand } = filling;
  const needed = new Set(withDependents(demand, demand.required));
  const optional: string[] = [];
  for (const name of declaredNames(demand)) {
    if (needed.has(name) || !allowsName(filling, name) || !isWanted(filling, name)) continue;
    const brought = withDependents(demand, [name]).filter((one) => !(needed.has(one) || optional.includes(one)));
    if (needed.size + optional.length + brought.length > demand.members.max) continue;
    if (brought.every((one) => !memberSchemas(demand, one, maker.tools).includes(false))) optional.push(...brought);
  }
  return [...[...needed].map((name) => ({ name, needed: true })), ...optional.map((name) => ({ name, needed: false }))];
}

/** Names, and those that they bring along. */
function withDependents({ layers }: Constraints, names: readonly string[]): readonly string[] {
  const all = new Set(names);
  for (const name of all) {
    for (const brought of layers.flatMap((layer) => dependentsOf(layer, name)))
      if (Array.isArray(brought)) for (const other of namesIn(brought as readonly Json[])) all.add(other);
  }
  return [...all];
}

const allowsName = ({ demand: { layers }, maker: { tools } }: ObjectInProgress, name: string): boolean =>
  layers.every(({ propertyNames }) => propertyNames === undefined || holds(tools, propertyNames, name));

/** Each variant takes other optional members: as asked for, none, all, then some. */
function isWanted(filling: ObjectInProgress, name: string): boolean {
  const { variant, location, maker, demand } = filling;
  const schemas = memberSchemas(demand, name, maker.tools);
  if (schemas.includes(false)) return false;
  if (location.depth === 0 && maker.given !== undefined && Object.hasOwn(maker.given, name)) return true;
  if (variant === 1) return false;
  if (variant === 2) return location.depth < MAX_DEPTH;
  if (variant > 2)
    return location.depth < MAX_DEPTH && createSequence(hashText(`${name} ${variant}`, location.seed))() % 2 === 0;
  return wantedAtFirst(maker, schemas, { name, depth: location.depth + 1 });
}

/** Shall an optional member be there? */
function wantedAtFirst(
  maker: InstanceContext,
  schemas: readonly Json[],
  { name, depth }: { readonly name: string; readonly depth: number },
): boolean {
  const { found, optional, reach, tools } = maker;
  if (depth > MAX_DEPTH || schemas.some((schema) => reach(schema) === Number.POSITIVE_INFINITY)) return false;
  if (optional === 'all') return true;
  const looking = { document: tools.document, reach };
  const { demand, type } = summarizeField(schemas, looking);
  // A constant says what kind of object this is, whether or not it must be there.
  if (demand.values?.length === 1) return true;
  if (demand.values !== undefined) return demand.values.some((value) => isNamed(found, value));
  if (type === 'string') return labelled(found, name) !== undefined || isExact(maker, demand, name);
  if (type === 'integer' || type === 'number') return labelledNumber(found, name) !== undefined;
  return type === 'array' && isExact(maker, summarizeField(itemSchemas(demand, 0), looking).demand, name);
}

/** Does the question hold a value of this very kind, and not only some words? Its format may be another: `Friday`. */
function isExact({ found, tools }: InstanceContext, { layers }: Constraints, name: string): boolean {
  const [value] = foundFor(found, name);
  if (value === undefined || value === found.topic) return false;
  return layers.every(({ format: _format, ...layer }) => textHolds(tools, layer, value));
}

function member(filling: ObjectInProgress, name: string, twist = 0): Json | undefined {
  const { maker, demand, location, variant } = filling;
  const schemas = memberSchemas(demand, name, maker.tools);
  const given =
    location.depth === 0 && maker.given !== undefined && Object.hasOwn(maker.given, name)
      ? maker.given[name]
      : undefined;
  if (given !== undefined && schemas.every((schema) => holds(maker.tools, schema, given))) return given;
  const below: Location = {
    name,
    depth: location.depth + 1,
    seed: hashText(name, location.seed),
    index: location.index,
    path: [...location.path, 'properties', name],
    twist: twist + location.twist + Math.floor(variant / 2),
  };
  return maker.make(schemas.length === 0 ? [TEXT] : schemas, below);
}

const TEXT: Json = { type: 'string' };

/** Members without a name of their own, as many as the schema asks for, and a few where it is a map of something. */
function addFurther(filling: ObjectInProgress): void {
  const { demand, made, maker, location, variant } = filling;
  const isMap =
    made.size === 0 &&
    variant === 0 &&
    maker.optional === 'all' &&
    location.depth < MAX_DEPTH &&
    demand.layers.some(({ additionalProperties: rest }) => isJsonObject(rest) && Object.keys(rest).length > 0);
  const least = Math.max(demand.members.min, isMap ? Math.min(USUAL_ENTRIES, demand.members.max) : 0);
  let failures = 0;
  for (const name of furtherNames(filling, least)) {
    if (made.size >= least || failures > NAME_ATTEMPTS) return;
    const value = member(filling, name, made.size);
    if (value === undefined) failures += 1;
    else made.set(name, value);
  }
}

/** Names that may still be given: those declared, those that a pattern takes, then free ones. */
function* furtherNames(filling: ObjectInProgress, least: number): Generator<string> {
  const { demand, made, maker } = filling;
  const isOpen = (name: string): boolean =>
    !made.has(name) && allowsName(filling, name) && !memberSchemas(demand, name, maker.tools).includes(false);
  for (const name of declaredNames(demand)) if (isOpen(name)) yield name;
  for (let count = 0; made.size < least && count < least * NAME_ATTEMPTS; count += 1) {
    const name = [patternedName(filling, count), freeName(filling, count)].find(
      (one) => one !== undefined && isOpen(one),
    );
    if (name === undefined && count > NAME_ATTEMPTS * NAME_ATTEMPTS) return;
    if (name !== undefined) yield name;
  }
}

function patternedName({ demand, maker, location }: ObjectInProgress, count: number): string | undefined {
  const sources = demand.layers.flatMap((layer) => Object.keys(mapIn(layer, 'patternProperties')));
  const pattern = maker.tools.patterns(sources[count % Math.max(sources.length, 1)] ?? '(');
  return pattern && textForPattern(pattern, { min: 0, max: LONGEST_NAME }, hashText(`name ${count}`, location.seed));
}

const LONGEST_NAME = 64;

/** A name that the rules on names take: a word of the language where there is no rule. */
function freeName({ demand, maker, location }: ObjectInProgress, count: number): string | undefined {
  const rules = demand.layers.flatMap(({ propertyNames }) => (propertyNames === undefined ? [] : [propertyNames]));
  if (rules.length === 0) return `key${count + 1}`;
  const below: Location = {
    name: '',
    depth: location.depth + 1,
    seed: hashText(`key ${count}`, location.seed),
    index: count,
    path: [...location.path, 'propertyNames'],
    twist: count,
  };
  const made = maker.make([...rules, TEXT], below);
  return typeof made === 'string' ? made : undefined;
}
