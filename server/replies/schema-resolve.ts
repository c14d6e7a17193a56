import { isJsonObject, type Json, type JsonObject } from '../core';

/** Gives the plain schema behind references and unions; `shallow` prefers the option that ends soonest. */
export type Resolve = (schema: Json | undefined, shallow: boolean) => JsonObject;

/** References that lead only to one another end here. */
const MAX_HOPS = 32;

/** Makes the resolver of one document. */
export function createResolver(root: JsonObject): Resolve {
  const resolve = (schema: Json | undefined, shallow: boolean, hops = 0): JsonObject => {
    if (!isJsonObject(schema) || hops > MAX_HOPS) return {};
    const { $ref, allOf, anyOf, oneOf, ...rest } = schema;
    const parts = [
      ...(typeof $ref === 'string' ? [lookUp(root, $ref)] : []),
      ...listOf(allOf),
      ...[choose([...listOf(anyOf), ...listOf(oneOf)], shallow)].filter((option) => option !== undefined),
    ];
    if (parts.length === 0) return schema;
    return [...parts.map((part) => resolve(part, shallow, hops + 1)), rest].reduce(merge, {});
  };
  return (schema, shallow) => resolve(schema, shallow);
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

const isNull = (option: Json): boolean => isJsonObject(option) && option['type'] === 'null';

/** The first option that says something; deep down the one that holds nothing more. */
function choose(options: readonly Json[], shallow: boolean): Json | undefined {
  const plain =
    options.find((option) => isNull(option)) ??
    options.find((option) => isJsonObject(option) && option['$ref'] === undefined);
  return shallow ? (plain ?? options[0]) : (options.find((option) => !isNull(option)) ?? options[0]);
}

/** Both schemas hold: members and required names are joined, of the rest the later one counts. */
function merge(a: JsonObject, b: JsonObject): JsonObject {
  const joined: Record<string, Json | undefined> = { ...a, ...b };
  if (isJsonObject(a['properties']) && isJsonObject(b['properties']))
    joined['properties'] = { ...a['properties'], ...b['properties'] };
  if (Array.isArray(a['required']) && Array.isArray(b['required']))
    joined['required'] = [...a['required'], ...b['required']] as Json[];
  return joined;
}

/** Follows a JSON pointer inside the document (RFC 6901 §4). */
function lookUp(root: JsonObject, reference: string): Json | undefined {
  if (!reference.startsWith('#')) return undefined;
  const steps = reference.slice(1).split('/').slice(1);
  return steps.reduce<Json | undefined>((at, step) => {
    const key = decodeURIComponentSafely(step).replaceAll('~1', '/').replaceAll('~0', '~');
    return isJsonObject(at) ? at[key] : Array.isArray(at) ? (at as readonly Json[])[Number(key)] : undefined;
  }, root);
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
