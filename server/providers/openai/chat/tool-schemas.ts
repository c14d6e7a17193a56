import { isJsonObject, type JsonObject, type Path } from '../../../core';
import type { Finding } from '../../../validation';
import type { ChatBody } from './schema';

/** What a sentence tells of a refused schema: a reason in words, or a value that it prints. */
type Complaint = (schema: JsonObject) => { readonly reason: string } | { readonly value: unknown } | undefined;

const COMBINATORS = ['oneOf', 'anyOf', 'allOf', 'enum', 'const', 'not'] as const;
const TYPES: readonly unknown[] = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/** A subschema, and how Python would name the way to it. */
interface Inner {
  readonly schema: unknown;
  readonly context: Path;
}

/** No client's schema has a longer way to its innermost part, and the stack is finite. */
const LONGEST_WAY = 200;

/** A schema and all below it, from the root inwards. */
function* schemasIn(schema: unknown, context: Path = []): Generator<Inner> {
  yield { schema, context };
  if (!isJsonObject(schema) || context.length > LONGEST_WAY) return;
  const { items, properties } = schema;
  if (isJsonObject(items)) yield* schemasIn(items, [...context, 'items']);
  if (!isJsonObject(properties)) return;
  for (const [name, property] of Object.entries(properties))
    yield* schemasIn(property, [...context, 'properties', name]);
}

const firstIn = (root: JsonObject, isFaulty: (schema: unknown) => boolean): Inner | undefined => {
  for (const inner of schemasIn(root)) if (isFaulty(inner.schema)) return inner;
  return undefined;
};

const pythonTuple = (items: Path): string =>
  `(${items.map((item) => `'${item}'`).join(', ')}${items.length === 1 ? ',' : ''})`;

const inContext = (inner: Inner | undefined, fault: string) =>
  inner === undefined ? undefined : { reason: `In context=${pythonTuple(inner.context)}, ${fault}` };

const lacks = (type: string, member: string) => (schema: unknown) =>
  isJsonObject(schema) && schema['type'] === type && schema[member] === undefined;

const isNoSchema = (schema: unknown): boolean => !isJsonObject(schema) && typeof schema !== 'boolean';
const hasStrangeType = (schema: unknown): boolean =>
  isJsonObject(schema) && typeof schema['type'] === 'string' && !TYPES.includes(schema['type']);

/** Each way in which a function's parameters can be refused. */
export const complaints = {
  root: ({ type }) =>
    type === 'object'
      ? undefined
      : { reason: `schema must be a JSON Schema of 'type: "object"', got 'type: "${type ?? 'None'}"'.` },
  combinator: (schema) => {
    const listed = COMBINATORS.map((key) => `'${key}'`).join('/');
    const reason = `schema must have type 'object' and not have ${listed} at the top level.`;
    return COMBINATORS.some((key) => key in schema) ? { reason } : undefined;
  },
  items: (schema) => inContext(firstIn(schema, lacks('array', 'items')), 'array schema missing items.'),
  properties: (schema) =>
    inContext(firstIn(schema, lacks('object', 'properties')), 'object schema missing properties.'),
  member: (schema) => {
    const inner = firstIn(schema, isNoSchema);
    return inner && { value: inner.schema };
  },
  type: (schema) => {
    const inner = firstIn(schema, hasStrangeType);
    return inner && { value: (inner.schema as JsonObject)['type'] };
  },
} as const satisfies Readonly<Record<string, Complaint>>;

/** The function tools whose parameters give reason for a complaint. */
export const complaintsAbout = (tools: ChatBody['tools'], complaint: Complaint): readonly Finding[] =>
  (tools ?? []).flatMap((tool, at) => {
    const schema = tool.type === 'function' ? tool.function.parameters : undefined;
    const told = tool.type === 'function' && isJsonObject(schema) ? complaint(schema) : undefined;
    if (tool.type !== 'function' || told === undefined) return [];
    return [{ path: ['tools', at, 'function', 'parameters'], facts: { name: tool.function.name, ...told } }];
  });
