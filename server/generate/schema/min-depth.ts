import { isJsonObject, type Json, type JsonObject } from '../../core';
import { refers, type SchemaDocument } from './document';
import { listIn, mapIn, namesIn, numberIn, prefixOf, restOf, typesOf } from './keywords';

/** How deep a value of a schema must at least be; infinite where it must hold itself. */
export type MinDepth = (schema: Json | undefined) => number;

/** Passes over the schemas; each settles what depends on the one before. */
const MOST_PASSES = 24;

/** Measures the schemas of a document at first need. */
export function createReach(document: SchemaDocument): MinDepth {
  const known = new Map<JsonObject, number>();
  let settled = new Set<JsonObject>();
  const visit = (schema: Json | undefined): number => {
    if (schema === false) return Number.POSITIVE_INFINITY;
    if (!isJsonObject(schema)) return 0;
    if (settled.has(schema)) return known.get(schema) ?? Number.POSITIVE_INFINITY;
    settled.add(schema);
    const measured = measure(schema, document, visit);
    known.set(schema, measured);
    return measured;
  };
  return (schema) => {
    if (!isJsonObject(schema)) return visit(schema);
    for (let pass = 0; !settled.has(schema) && pass < MOST_PASSES; pass += 1) {
      const before = known.get(schema);
      settled = new Set();
      const after = visit(schema);
      if (after === before || (pass === 0 && Number.isFinite(after))) break;
      if (pass < MOST_PASSES - 1) settled.delete(schema);
    }
    return known.get(schema) ?? Number.POSITIVE_INFINITY;
  };
}

function measure(schema: JsonObject, document: SchemaDocument, visit: MinDepth): number {
  const target = refers(schema) ? document.targetOf(schema) : undefined;
  const all = [target, ...listIn(schema, 'allOf')].map(visit);
  const some = ['anyOf', 'oneOf'].flatMap((key) => {
    const options = listIn(schema, key);
    return options.length === 0 ? [] : [Math.min(...options.map(visit))];
  });
  return Math.max(own(schema, visit), ...all, ...some);
}

function own(schema: JsonObject, visit: MinDepth): number {
  const types = typesOf(schema);
  if (types === undefined || schema['enum'] !== undefined || schema['const'] !== undefined) return 0;
  return Math.min(
    ...types.map((type) => {
      if (type === 'object') return objectReach(schema, visit);
      return type === 'array' ? arrayReach(schema, visit) : 0;
    }),
  );
}

function objectReach(schema: JsonObject, visit: MinDepth): number {
  const properties = mapIn(schema, 'properties');
  const required = namesIn(schema['required']).map((name) =>
    visit(Object.hasOwn(properties, name) ? properties[name] : schema['additionalProperties']),
  );
  return required.length === 0 ? 0 : 1 + Math.max(...required);
}

function arrayReach(schema: JsonObject, visit: MinDepth): number {
  const least = numberIn(schema, 'minItems') ?? 0;
  if (least === 0) return 0;
  const prefix = prefixOf(schema).slice(0, least);
  return 1 + Math.max(...prefix.map(visit), prefix.length < least ? visit(restOf(schema)) : 0);
}
