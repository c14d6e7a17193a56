import { isJsonObject, type Json, type JsonObject } from '../../core';
import { refers, type SchemaDocument } from './document';
import { dependentsOf, listIn, mapIn, namesIn } from './keywords';
import type { MinDepth } from './min-depth';
import { negations } from './negate';

/** The plain schemas that are in force at a place, references followed and options chosen. */
export interface Gathered {
  /** All must hold; their own keywords but those that combine schemas. */
  readonly layers: readonly JsonObject[];
  /** How many options each choice had, in the order of choosing. */
  readonly widths: readonly number[];
  /** False where one of them takes nothing at all. */
  readonly possible: boolean;
}

/** How to choose among options. */
export interface GatherOptions {
  readonly document: SchemaDocument;
  readonly reach: MinDepth;
  /** Prefer the options that end soonest. */
  readonly shallow: boolean;
  /** Are members that need not be there wanted? */
  readonly generous: boolean;
}

interface GatherRun extends GatherOptions {
  readonly layers: JsonObject[];
  readonly widths: number[];
  readonly picks: readonly number[];
  readonly visited: Set<JsonObject>;
  possible: boolean;
}

/** Schemas gathered at one place before it counts as impossible. */
const MOST_LAYERS = 500;

/** Gathers what is in force; `picks` says which option each choice takes, the preferred one where it says nothing. */
export function gather(schemas: readonly Json[], picks: readonly number[], manner: GatherOptions): Gathered {
  const run: GatherRun = { ...manner, layers: [], widths: [], picks, visited: new Set(), possible: true };
  for (const schema of schemas) collect(run, schema);
  dependents(run);
  return run;
}

function collect(run: GatherRun, schema: Json | undefined): void {
  if (schema === false || run.layers.length > MOST_LAYERS) run.possible = false;
  if (!isJsonObject(schema) || !run.possible || run.visited.has(schema)) return;
  run.visited.add(schema);
  run.layers.push(schema);
  if (refers(schema)) collect(run, run.document.targetOf(schema));
  for (const part of listIn(schema, 'allOf')) collect(run, part);
  for (const key of ['anyOf', 'oneOf'] as const) {
    if (Array.isArray(schema[key])) collect(run, choose(run, sorted(run, listIn(schema, key))));
  }
  if (schema['not'] !== undefined) collect(run, choose(run, negations(schema['not'])));
  if (schema['if'] !== undefined) collect(run, choose(run, branches(schema)));
}

/** The option that the next pick names; none of none is impossible. */
function choose(run: GatherRun, options: readonly Json[]): Json {
  const pick = run.picks[run.widths.length] ?? 0;
  run.widths.push(options.length);
  return options[pick] ?? false;
}

const isNull = (option: Json): boolean => isJsonObject(option) && option['type'] === 'null';

/** What says something goes before null; deep down what ends soonest goes first. */
function sorted({ shallow, reach }: GatherRun, options: readonly Json[]): readonly Json[] {
  const ranked = options.map((option) => {
    const depth = reach(option);
    const endless = depth === Number.POSITIVE_INFINITY;
    return {
      option,
      rank: endless ? ENDLESS : shallow ? depth * 2 + (isNull(option) ? 0 : 1) : isNull(option) ? 1 : 0,
    };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ option }) => option);
}

const ENDLESS = 1e6;

function branches(schema: JsonObject): readonly Json[] {
  const met: Json = { allOf: [schema['if'] ?? true, schema['then'] ?? true] };
  const unmet: Json = { allOf: [{ not: schema['if'] ?? true }, schema['else'] ?? true] };
  return schema['if'] === true ? [met] : [met, unmet];
}

/** What a present member brings along for the whole object: there with it, or not there at all. */
function dependents(run: GatherRun): void {
  const required = new Set(run.layers.flatMap((layer) => namesIn(layer['required'])));
  for (const layer of [...run.layers]) {
    const names = ['dependentSchemas', 'dependencies'].flatMap((key) => Object.keys(mapIn(layer, key)));
    for (const name of names) {
      const brought = dependentsOf(layer, name).filter((dependent): dependent is Json => !Array.isArray(dependent));
      if (brought.length === 0) continue;
      const there: Json = { allOf: [{ required: [name] }, ...brought] };
      const absent: Json = { properties: { [name]: false } };
      const declared = Object.hasOwn(mapIn(layer, 'properties'), name);
      const first = required.has(name) || (run.generous && declared && !run.shallow);
      collect(run, choose(run, first ? [there, absent] : [absent, there]));
    }
  }
}

/** The picks of the next plan, undefined after the last one. */
export function nextPicks(picks: readonly number[], widths: readonly number[]): readonly number[] | undefined {
  for (let at = widths.length - 1; at >= 0; at -= 1) {
    const pick = picks[at] ?? 0;
    if (pick + 1 >= (widths[at] ?? 0)) continue;
    return [...Array.from({ length: at }, (_, before) => picks[before] ?? 0), pick + 1];
  }
  return undefined;
}
