import type { Facts } from '../../../core';
import { type IssueFormatter, pythonText } from './sentence-parts';
import type { SchemaRuleId } from './strict-schema';

/** Why a schema is refused. */
type Reason = (facts: Facts) => string;

const REQUIRED = "'required' is required to be supplied and to be an array including every key in properties.";

/** A tuple as Python prints it: `('properties', 'a')`, `('items',)`, `()`. */
function pythonTuple(keys: unknown): string {
  const items = (keys as readonly string[]).map((key) => pythonText(key));
  return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
}

const inContext =
  (fault: Reason): Reason =>
  (facts) =>
    `In context=${pythonTuple(facts['context'])}, ${fault(facts)}`;

/** Two checks say where without "In". */
const context =
  (fault: Reason): Reason =>
  (facts) =>
    `context=${pythonTuple(facts['context'])}, ${fault(facts)}`;

const OPT_OUT = "Consider reducing the number of enums, or use 'strict: false' to opt out of structured outputs.";

/** What Python's check against the metaschema says. */
const FLAWS: Readonly<Record<string, (value: string, facts: Facts) => string>> = {
  type: (value, facts) => `${value} is not of type ${quoted(facts['types'])}.`,
  'any-of': (value) => `${value} is not valid under any of the given schemas.`,
  unique: (value) => `${value} has non-unique elements.`,
  empty: (value) => `${value} should be non-empty.`,
  minimum: (value) => `${value} is less than the minimum of 0.`,
};

const quoted = (names: unknown): string => (names as readonly string[]).map((name) => `'${name}'`).join(', ');

/** Every sentence begins with whose schema it is; all but one go on with a colon and a reason. */
const reasons: { readonly [Id in Exclude<SchemaRuleId, 'schema-unprocessable'>]: Reason } = {
  'schema-member': ({ value }) => `${pythonText(value)} is not of type 'object', 'boolean'.`,
  'schema-keyword': (facts) => FLAWS[String(facts['kind'])]?.(pythonText(facts.value), facts) ?? '',
  'schema-root-type': (facts) => {
    const { type } = facts;
    const printed = typeof type === 'string' ? type : pythonText(type);
    return `schema must be a JSON Schema of 'type: "object"', got 'type: "${printed}"'.`;
  },
  'schema-root-combinator': () =>
    "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'const'/'not' at the top level.",
  'schema-items-missing': inContext(() => 'array schema missing items.'),
  'schema-properties-missing': inContext(() => 'object schema missing properties.'),
  'strict-additional-properties': inContext(() => "'additionalProperties' is required to be supplied and to be false."),
  'strict-required-missing': inContext((facts) => `${REQUIRED} Missing '${facts['name']}'.`),
  'strict-required-extra': inContext((facts) => `${REQUIRED} Extra required key '${facts['name']}' supplied.`),
  'strict-keyword': inContext((facts) => `'${facts['keyword']}' is not permitted.`),
  'strict-negation': inContext((facts) => `Unsupported keywords ('${facts['keyword']}',).`),
  'strict-format': inContext(({ value }) => `'${value}' is not a valid format.`),
  'strict-type-missing': inContext(() => "schema must have a 'type' key."),
  'strict-enum-type': context(
    (facts) => `enum value ${plain(facts.value)} does not validate against {'type': ${pythonText(facts['type'])}}.`,
  ),
  'strict-ref-siblings': context((facts) => `$ref cannot have keywords {${quoted(facts['siblings'])}}.`),
  'strict-ref-place': inContext(
    () => 'reference can only point to definitions defined at the top level of the schema.',
  ),
  'strict-ref-unresolved': inContext(
    ({ value }) => `reference to component '${value}' which was not found in the schema.`,
  ),
  'strict-nesting': ({ found, limit }) => `${found} levels of nesting exceeds limit of ${limit}.`,
  'strict-property-count': ({ found, limit }) => `${found} parameters exceeds limit of ${limit}.`,
  'strict-enum-count': ({ found, limit }) =>
    `Expected at most ${limit} enum values in total within a single schema when using structured outputs, but received ${found}. ${OPT_OUT}`,
  'strict-enum-length': ({ found, limit, ...facts }) =>
    `Expected at most ${limit} total characters across enum values when there are more than ${facts['many']} enum values, but received ${found}. ${OPT_OUT}`,
  // The service's own words are unknown.
  'strict-string-budget': () =>
    'total length of property names, definition names, enum values, and const values exceeds limit',
};

/** As an f-string prints it: text without quotes. */
const plain = (value: unknown): string => (typeof value === 'string' ? value : pythonText(value));

const told =
  (reason: Reason, joint = ': '): IssueFormatter =>
  ({ facts }) => {
    const isFunction = facts['use'] === 'function';
    return {
      message: `Invalid schema for ${isFunction ? 'function' : 'response_format'} '${facts['of']}'${joint}${reason(facts)}`,
      code: isFunction ? 'invalid_function_parameters' : 'invalid_json_schema',
    };
  };

const explained = Object.fromEntries(Object.entries(reasons).map(([id, reason]) => [id, told(reason)])) as {
  readonly [Id in keyof typeof reasons]: IssueFormatter;
};

/** The sentence of each rule about schemas, the same on both surfaces. */
export const schemaSentences: { readonly [Id in SchemaRuleId]: IssueFormatter } = {
  'schema-unprocessable': told(() => 'Please ensure it is a valid JSON Schema.', '. '),
  ...explained,
};
