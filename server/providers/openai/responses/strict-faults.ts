import { isJsonObject, type JsonObject } from '../../../core';

/** A tuple as Python prints it: `('properties', 'a')`, `('items',)`, `()`. */
const pythonTuple = (keys: readonly string[]): string =>
  `(${keys.map((key) => `'${key}'`).join(', ')}${keys.length === 1 ? ',' : ''})`;

const namesIn = (value: unknown): readonly string[] => (isJsonObject(value) ? Object.keys(value) : []);

/** Why a schema is not strict, in the service's words; the first fault from the root inwards, or undefined. */
export function strictFault(schema: JsonObject): string | undefined {
  const { type } = schema;
  if (type !== 'object') return `schema must be a JSON Schema of 'type: "object"', got 'type: "${type ?? 'None'}"'.`;
  return faultAt(schema, []);
}

function faultAt(schema: JsonObject, context: readonly string[]): string | undefined {
  const own = schema['type'] === 'object' ? objectFault(schema) : undefined;
  if (own !== undefined) return `In context=${pythonTuple(context)}, ${own}`;
  for (const [name, inner] of innerOf(schema)) {
    const fault = faultAt(inner, [...context, ...name]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function objectFault({ additionalProperties, properties, required }: JsonObject): string | undefined {
  if (additionalProperties !== false) return "'additionalProperties' is required to be supplied and to be false.";
  const names = namesIn(properties);
  const listed: readonly unknown[] = Array.isArray(required) ? required : [];
  const rule = "'required' is required to be supplied and to be an array including every key in properties.";
  const absent = names.find((name) => !listed.includes(name));
  if (absent !== undefined) return `${rule} Missing '${absent}'.`;
  const extra = listed.find((name) => !names.includes(String(name)));
  return extra === undefined ? undefined : `${rule} Extra required key '${extra}' supplied.`;
}

/** Schemas inside a schema, with the keys that lead to them. */
function* innerOf(schema: JsonObject): Generator<[readonly string[], JsonObject]> {
  for (const key of ['properties', '$defs', 'definitions'] as const) {
    const named = schema[key];
    if (!isJsonObject(named)) continue;
    for (const [name, inner] of Object.entries(named))
      if (isJsonObject(inner)) yield [[key, name], inner as JsonObject];
  }
  if (isJsonObject(schema['items'])) yield [['items'], schema['items'] as JsonObject];
  const options = schema['anyOf'];
  if (!Array.isArray(options)) return;
  for (const [at, option] of options.entries())
    if (isJsonObject(option)) yield [['anyOf', String(at)], option as JsonObject];
}
