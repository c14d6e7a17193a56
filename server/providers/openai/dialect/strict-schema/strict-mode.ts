import { isJsonObject, type Json, type JsonObject } from '../../../../core';
import { keywordFault } from './keywords';
import { childPlace, type SchemaPlace } from './place';
import { referenceFault } from './references';
import { faultAt, type SchemaFault, type SchemaToCheck } from './schema-fault';
import { childrenOf } from './subschemas';

/** What the walk carries along. */
interface StrictContext extends Pick<SchemaToCheck, 'older'> {
  readonly root: JsonObject;
}

/** A schema on the walk. */
interface SchemaNode {
  readonly schema: JsonObject;
  readonly place: SchemaPlace | undefined;
}

/** A map is no property to strict mode: the parent is then blamed for requiring it. */
const NO_PROPERTY = 'no property';
type StrictResult = SchemaFault | typeof NO_PROPERTY | undefined;

const FORMATS: ReadonlySet<unknown> = new Set([
  ...['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid'],
]);

const typesOf = ({ type }: JsonObject): readonly unknown[] => (Array.isArray(type) ? type : [type]);
const isA = (schema: JsonObject, type: string): boolean => typesOf(schema).includes(type);

const TYPE_TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isJsonObject,
};

/** What a single schema can get wrong, in the order in which it is told; what is inside it comes after. */
const ownChecks: readonly ((stop: SchemaNode, walk: StrictContext) => SchemaFault | undefined)[] = [
  ({ schema, place }) => keywordFault(schema, place),
  ({ schema, place }) =>
    ['type', 'anyOf', 'enum'].some((key) => schema[key] !== undefined)
      ? undefined
      : faultAt(place, 'strict-type-missing'),
  ({ schema, place }) => {
    const { format } = schema;
    if (format === undefined || FORMATS.has(format) || !isA(schema, 'string')) return undefined;
    return faultAt(place, 'strict-format', { value: format });
  },
  ({ schema, place }) => {
    const { type } = schema;
    const values = schema['enum'];
    if (type === undefined || !Array.isArray(values)) return undefined;
    const tests = typesOf(schema).map((name) => TYPE_TESTS[String(name)]);
    const value: unknown = values.find((each) => !tests.some((test) => test?.(each)));
    return value === undefined ? undefined : faultAt(place, 'strict-enum-type', { value, type });
  },
  ({ schema, place }) =>
    isA(schema, 'array') && schema['items'] === undefined ? faultAt(place, 'schema-items-missing') : undefined,
];

/** The first fault of a schema as strict mode sees it. */
export function strictFault({ schema, older }: SchemaToCheck): SchemaFault | undefined {
  const verdict = judge({ schema, place: undefined }, { older, root: schema });
  return verdict === NO_PROPERTY ? undefined : verdict;
}

function judge(stop: SchemaNode, walk: StrictContext, asProperty = false): StrictResult {
  const { schema, place } = stop;
  if (schema['$ref'] !== undefined) return referenceFault(schema, place, walk.root);
  for (const check of ownChecks) {
    const fault = check(stop, walk);
    if (fault !== undefined) return fault;
  }
  const isObject = isA(schema, 'object');
  if (isObject && schema['additionalProperties'] !== false) {
    if (asProperty && schema['properties'] === undefined) return NO_PROPERTY;
    return faultAt(place, 'strict-additional-properties');
  }
  if (isObject && schema['properties'] === undefined) return faultAt(place, 'schema-properties-missing');
  return judgeInside(stop, walk, isObject);
}

/** Children first: which of them count as properties decides what must be required. */
function judgeInside({ schema, place }: SchemaNode, walk: StrictContext, isObject: boolean): SchemaFault | undefined {
  const names = new Set<string>();
  for (const { schema: inner, keys, as } of childrenOf(schema)) {
    const child = { schema: asObject(inner), place: childPlace(place, keys) };
    const verdict = judge(child, walk, as === 'property');
    if (verdict !== undefined && verdict !== NO_PROPERTY) return verdict;
    if (as === 'property' && verdict === undefined) names.add(keys[1] ?? '');
  }
  return isObject ? requiredFault({ schema, place }, names) : undefined;
}

/** A boolean schema says as little as an empty one. */
const asObject = (schema: Json): JsonObject => (isJsonObject(schema) ? (schema as JsonObject) : {});

function requiredFault({ schema, place }: SchemaNode, names: ReadonlySet<string>): SchemaFault | undefined {
  const { required } = schema;
  const listed = new Set(Array.isArray(required) ? (required as readonly string[]) : []);
  for (const name of names) if (!listed.has(name)) return faultAt(place, 'strict-required-missing', { name });
  for (const name of listed) if (!names.has(name)) return faultAt(place, 'strict-required-extra', { name });
  return undefined;
}
