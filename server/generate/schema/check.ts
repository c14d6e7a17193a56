import { isJsonObject, type Json, type JsonObject } from '../../core';
import type { ReadPattern } from '../pattern/read';
import { plainlyHolds } from './check-scalar';
import { refers, type SchemaDocument } from './document';
import type { FormatTest } from './formats';
import { canonical, dependentsOf, listIn, mapIn, namesIn, numberIn, prefixOf, restOf } from './keywords';

/** What a check asks. */
export interface CheckTools {
  readonly document: SchemaDocument;
  readonly patterns: ReadPattern;
  readonly formats: FormatTest;
}

/** Members and items that a schema has looked at. */
interface EvaluatedParts {
  readonly names: ReadonlySet<string>;
  readonly items: ReadonlySet<number>;
}

/** Undefined where the value breaks the schema. */
type EvaluationResult = EvaluatedParts | undefined;

interface CheckRun extends CheckTools {
  readonly depth: number;
  /** What schemas that references lead to say of values; a reference may lead to the same one by many ways. */
  readonly known: Map<Json, Map<Json, EvaluationResult>>;
}

const NOTHING: EvaluatedParts = { names: new Set(), items: new Set() };
/** References that lead round in circles end here. */
const DEEPEST = 400;

/** Does a schema take a value? Says what ajv says, without compiling, so that parts of a value can be tried. */
export const holds = (tools: CheckTools, schema: Json | undefined, value: Json): boolean =>
  look({ ...tools, depth: 0, known: new Map() }, schema, value) !== undefined;

function look(run: CheckRun, schema: Json | undefined, value: Json): EvaluationResult {
  if (schema === false || run.depth > DEEPEST) return undefined;
  if (!isJsonObject(schema)) return NOTHING;
  const inner: CheckRun = { ...run, depth: run.depth + 1 };
  if (!plainlyHolds(inner, schema, value)) return undefined;
  const seen = [own(inner, schema, value), ...combined(inner, schema, value)];
  const all = joined(run, seen);
  return all === undefined || !run.document.watchful ? all : unevaluated(inner, schema, [value, all]);
}

/** As `look`, but each schema looks at each value once; one that is reached again before it has answered takes nothing. */
function lookOnce(run: CheckRun, target: Json, value: Json): EvaluationResult {
  const known = run.known.get(target) ?? new Map<Json, EvaluationResult>();
  run.known.set(target, known);
  if (known.has(value)) return known.get(value);
  known.set(value, undefined);
  const verdict = look(run, target, value);
  known.set(value, verdict);
  return verdict;
}

/** Undefined where one of them is. */
function joined({ document }: CheckRun, verdicts: readonly EvaluationResult[]): EvaluationResult {
  if (verdicts.some((verdict) => verdict === undefined)) return undefined;
  if (!document.watchful) return NOTHING;
  return {
    names: new Set(verdicts.flatMap((verdict) => [...(verdict?.names ?? [])])),
    items: new Set(verdicts.flatMap((verdict) => [...(verdict?.items ?? [])])),
  };
}

/** What references and combinations of schemas say. */
function* combined(run: CheckRun, schema: JsonObject, value: Json): Generator<EvaluationResult> {
  if (refers(schema)) {
    const target = run.document.targetOf(schema);
    yield target === undefined ? NOTHING : lookOnce(run, target, value);
  }
  for (const part of listIn(schema, 'allOf')) yield look(run, part, value);
  if (Array.isArray(schema['anyOf'])) yield someOf(run, listIn(schema, 'anyOf'), [value, false]);
  if (Array.isArray(schema['oneOf'])) yield someOf(run, listIn(schema, 'oneOf'), [value, true]);
  if (schema['not'] !== undefined) yield look(run, schema['not'], value) === undefined ? NOTHING : undefined;
  if (schema['if'] !== undefined) {
    const met = look(run, schema['if'], value);
    const branch = look(run, schema[met === undefined ? 'else' : 'then'], value);
    yield met === undefined ? branch : joined(run, [met, branch]);
  }
}

function someOf(run: CheckRun, options: readonly Json[], [value, once]: readonly [Json, boolean]): EvaluationResult {
  const met: EvaluatedParts[] = [];
  for (const option of options) {
    const verdict = look(run, option, value);
    if (verdict === undefined) continue;
    met.push(verdict);
    if (met.length > 1 && once) return undefined;
    if (!(once || run.document.watchful)) return verdict;
  }
  return met.length === 0 ? undefined : joined(run, met);
}

/** What the schema itself says of members and items. */
function own(run: CheckRun, schema: JsonObject, value: Json): EvaluationResult {
  if (Array.isArray(value)) return items(run, schema, value as readonly Json[]);
  return isJsonObject(value) ? members(run, schema, value) : NOTHING;
}

function items(run: CheckRun, schema: JsonObject, values: readonly Json[]): EvaluationResult {
  const prefix = prefixOf(schema);
  const rest = restOf(schema);
  const seen = new Set<number>();
  for (const [at, item] of values.entries()) {
    const below = at < prefix.length ? prefix[at] : rest;
    if (below === undefined) continue;
    if (look(run, below, item) === undefined) return undefined;
    seen.add(at);
  }
  if (schema['uniqueItems'] === true && new Set(values.map(canonical)).size < values.length) return undefined;
  return joined(run, [{ names: NOTHING.names, items: seen }, contained(run, schema, values)]);
}

/** Items that `contains` has looked for; undefined where they are too few or too many. */
function contained(run: CheckRun, schema: JsonObject, values: readonly Json[]): EvaluationResult {
  const { contains } = schema;
  if (contains === undefined) return NOTHING;
  const found = values.flatMap((item, at) => (look(run, contains, item) === undefined ? [] : [at]));
  const least = numberIn(schema, 'minContains') ?? 1;
  const most = numberIn(schema, 'maxContains') ?? found.length;
  return found.length < least || found.length > most ? undefined : { names: NOTHING.names, items: new Set(found) };
}

function members(run: CheckRun, schema: JsonObject, value: JsonObject): EvaluationResult {
  const names = Object.keys(value);
  if (namesIn(schema['required']).some((name) => !Object.hasOwn(value, name))) return undefined;
  const seen = new Set<string>();
  for (const name of names) {
    if (schema['propertyNames'] !== undefined && look(run, schema['propertyNames'], name) === undefined)
      return undefined;
    for (const below of schemasOf(run, schema, name)) {
      if (look(run, below, value[name] ?? null) === undefined) return undefined;
      seen.add(name);
    }
  }
  const verdicts = names
    .flatMap((name) => dependentsOf(schema, name))
    .map((dependent) => {
      if (!Array.isArray(dependent)) return look(run, dependent as Json, value);
      return namesIn(dependent as readonly Json[]).every((name) => Object.hasOwn(value, name)) ? NOTHING : undefined;
    });
  return joined(run, [{ names: seen, items: NOTHING.items }, ...verdicts]);
}

/** The schemas that one schema's own keywords set for a member. */
export function schemasOf(
  { patterns }: Pick<CheckTools, 'patterns'>,
  schema: JsonObject,
  name: string,
): readonly Json[] {
  const properties = mapIn(schema, 'properties');
  const named = Object.hasOwn(properties, name) ? [properties[name] ?? true] : [];
  const patterned = Object.entries(mapIn(schema, 'patternProperties')).flatMap(([source, below]) =>
    patterns(source)?.test(name) === true ? [below ?? true] : [],
  );
  if (named.length + patterned.length > 0) return [...named, ...patterned];
  const { additionalProperties } = schema;
  return additionalProperties === undefined ? [] : [additionalProperties];
}

/** What no other keyword has looked at must hold of `unevaluated…`. */
function unevaluated(
  run: CheckRun,
  schema: JsonObject,
  [value, seen]: readonly [Json, EvaluatedParts],
): EvaluationResult {
  const { unevaluatedItems, unevaluatedProperties } = schema;
  if (Array.isArray(value) && unevaluatedItems !== undefined) {
    const left = (value as readonly Json[]).flatMap((item, at) => (seen.items.has(at) ? [] : [item]));
    if (left.some((item) => look(run, unevaluatedItems, item) === undefined)) return undefined;
    return { names: seen.names, items: new Set((value as readonly Json[]).keys()) };
  }
  if (isJsonObject(value) && unevaluatedProperties !== undefined) {
    const left = Object.keys(value).filter((name) => !seen.names.has(name));
    if (left.some((name) => look(run, unevaluatedProperties, value[name] ?? null) === undefined)) return undefined;
    return { names: new Set(Object.keys(value)), items: seen.items };
  }
  return seen;
}
