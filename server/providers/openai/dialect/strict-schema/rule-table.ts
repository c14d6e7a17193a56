import { inferred, observed, type RuleSource } from '../../../../contract';
import { pythonText } from '../sentence-parts';
import { badKeyword, context, inContext, plain, quoted, REQUIRED_KEYS, type Reason } from './reasons';

/** One thing that may be wrong with a schema. */
export interface SchemaRuleRow {
  readonly id: string;
  readonly says: string;
  readonly source: RuleSource;
  readonly reason: Reason;
  /** Between whose schema it is and the reason; a colon unless given. */
  readonly joint?: string;
}

const OPT_OUT = "Consider reducing the number of enums, or use 'strict: false' to opt out of structured outputs.";

/** What may be wrong with a schema. `schema-` holds for every schema of its kind, `strict-` for strict ones. */
export const schemaRows = [
  {
    id: 'schema-unprocessable',
    says: 'A schema can be processed.',
    source: observed('public reports of the sentence; that depth is a cause is inferred'),
    reason: () => 'Please ensure it is a valid JSON Schema.',
    joint: '. ',
  },
  {
    id: 'schema-member',
    says: 'Where JSON Schema wants a schema there is an object or a boolean.',
    source: observed('public reports; the text of a metaschema check by Python'),
    reason: ({ value }) => `${pythonText(value)} is not of type 'object', 'boolean'.`,
  },
  {
    id: 'schema-keyword',
    says: 'The keywords of a schema have values that JSON Schema allows.',
    source: inferred('the texts of the same check; reports on types'),
    reason: badKeyword,
  },
  {
    id: 'schema-root-type',
    says: "Parameters, and strict formats, are schemas of type 'object'.",
    source: observed('public reports on functions and on formats'),
    reason: (facts) => {
      const { type } = facts;
      const printed = typeof type === 'string' ? type : pythonText(type);
      return `schema must be a JSON Schema of 'type: "object"', got 'type: "${printed}"'.`;
    },
  },
  {
    id: 'schema-root-combinator',
    says: 'The root of parameters, or of a strict format, combines no schemas.',
    source: observed('public reports, May to September 2026'),
    reason: () =>
      "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'const'/'not' at the top level.",
  },
  {
    id: 'schema-items-missing',
    says: 'An array schema has items.',
    source: observed('public reports on functions, strict or not, and on strict formats'),
    reason: inContext(() => 'array schema missing items.'),
  },
  {
    id: 'schema-properties-missing',
    says: 'An object schema has properties: everywhere when strict, else at the root and on models before gpt-5.',
    source: observed('reports on gpt-4o-mini, and on formats'),
    reason: inContext(() => 'object schema missing properties.'),
  },
  {
    id: 'strict-additional-properties',
    says: "'additionalProperties' is required to be supplied and to be false.",
    source: observed("openai-dotnet's recordings; dd-trace-js cassettes"),
    reason: inContext(() => "'additionalProperties' is required to be supplied and to be false."),
  },
  {
    id: 'strict-required-missing',
    says: "'required' lists every key in properties.",
    source: observed('public reports'),
    reason: inContext((facts) => `${REQUIRED_KEYS} Missing '${facts['name']}'.`),
  },
  {
    id: 'strict-required-extra',
    says: "'required' lists no other key; a map without properties does not count as a property.",
    source: observed('public reports; maps measured on gpt-4o-mini', '2026-09-27'),
    reason: inContext((facts) => `${REQUIRED_KEYS} Extra required key '${facts['name']}' supplied.`),
  },
  {
    id: 'strict-keyword',
    says: 'Strict mode lacks some keywords.',
    source: observed("public reports on a dozen of them; the rest from openai-node's converter"),
    reason: inContext((facts) => `'${facts['keyword']}' is not permitted.`),
  },
  {
    id: 'strict-negation',
    says: "Strict mode lacks 'not', in other words than other keywords.",
    source: observed('live error quoted in a public converter; the end of the sentence is unsure'),
    reason: inContext((facts) => `Unsupported keywords ('${facts['keyword']}',).`),
  },
  {
    id: 'strict-format',
    says: "Strict mode knows some formats of strings: 'uri' is not a valid format.",
    source: observed('public reports; the context before it is inferred'),
    reason: inContext(({ value }) => `'${value}' is not a valid format.`),
  },
  {
    id: 'strict-type-missing',
    says: "A schema must have a 'type' key, unless it has anyOf, enum or $ref; a bare const is not enough.",
    source: observed('public reports'),
    reason: inContext(() => "schema must have a 'type' key."),
  },
  {
    id: 'strict-enum-type',
    says: 'The values of an enum are of its type.',
    source: observed('public reports of the sentence'),
    reason: context(
      (facts) => `enum value ${plain(facts.value)} does not validate against {'type': ${pythonText(facts['type'])}}.`,
    ),
  },
  {
    id: 'strict-ref-siblings',
    says: '$ref stands alone.',
    source: observed('public reports'),
    reason: context((facts) => `$ref cannot have keywords {${quoted(facts['siblings'])}}.`),
  },
  {
    id: 'strict-ref-place',
    says: 'A reference points to the root or to a definition at the top level.',
    source: observed('public reports'),
    reason: inContext(() => 'reference can only point to definitions defined at the top level of the schema.'),
  },
  {
    id: 'strict-ref-unresolved',
    says: 'A reference points to a definition that is there.',
    source: observed('public reports on pydantic schemas without their $defs'),
    reason: inContext(({ value }) => `reference to component '${value}' which was not found in the schema.`),
  },
  {
    id: 'strict-nesting',
    says: 'Schemas nest 10 levels deep at most.',
    source: observed('live measurements, gpt-5.6-luna'),
    reason: ({ found, limit }) => `${found} levels of nesting exceeds limit of ${limit}.`,
  },
  {
    id: 'strict-property-count',
    says: 'A schema may have up to 5000 object properties in total.',
    source: observed('live measurements, gpt-5.6-luna'),
    reason: ({ found, limit }) => `${found} parameters exceeds limit of ${limit}.`,
  },
  {
    id: 'strict-enum-count',
    says: 'A schema may have up to 1000 enum values across all enum properties.',
    source: observed('a public log of 2025'),
    reason: ({ found, limit }) =>
      `Expected at most ${limit} enum values in total within a single schema when using structured outputs, but received ${found}. ${OPT_OUT}`,
  },
  {
    id: 'strict-enum-length',
    says: 'One enum of more than 250 strings may not exceed 15,000 characters in total.',
    source: inferred('structured outputs guide; the sentence from a public test suite'),
    reason: ({ found, limit, ...facts }) =>
      `Expected at most ${limit} total characters across enum values when there are more than ${facts['many']} enum values, but received ${found}. ${OPT_OUT}`,
  },
  {
    id: 'strict-string-budget',
    says: 'Property names, definition names, enum values and const values have 120,000 characters at most in total.',
    source: inferred('structured outputs guide; sentence not observed'),
    // The service's own words are unknown.
    reason: () => 'total length of property names, definition names, enum values, and const values exceeds limit',
  },
] as const satisfies readonly SchemaRuleRow[];

/** Ids of the rules about schemas, which the surfaces share. */
export type SchemaRuleId = (typeof schemaRows)[number]['id'];
