import type { RuleSource } from '../../../../contract';

interface SchemaRuleRow {
  readonly id: string;
  readonly says: string;
  readonly source: RuleSource;
}

const observed = (ref: string): RuleSource => ({ grade: 'observed', ref });
const inferred = (ref: string): RuleSource => ({ grade: 'inferred', ref });

/** What may be wrong with a schema. `schema-` holds for every schema of its kind, `strict-` for strict ones. */
export const schemaRows = [
  {
    id: 'schema-unprocessable',
    says: 'A schema can be processed.',
    source: observed('public reports of the sentence; that depth is a cause is inferred'),
  },
  {
    id: 'schema-member',
    says: 'Where JSON Schema wants a schema there is an object or a boolean.',
    source: observed('public reports; the text of a metaschema check by Python'),
  },
  {
    id: 'schema-keyword',
    says: 'The keywords of a schema have values that JSON Schema allows.',
    source: inferred('the texts of the same check; reports on types'),
  },
  {
    id: 'schema-root-type',
    says: "Parameters, and strict formats, are schemas of type 'object'.",
    source: observed('public reports on functions and on formats'),
  },
  {
    id: 'schema-root-combinator',
    says: 'The root of parameters, or of a strict format, combines no schemas.',
    source: observed('public reports, May to September 2026'),
  },
  {
    id: 'schema-items-missing',
    says: 'An array schema has items.',
    source: observed('public reports on functions, strict or not, and on strict formats'),
  },
  {
    id: 'schema-properties-missing',
    says: 'An object schema has properties: everywhere when strict, else at the root and on models before gpt-5.',
    source: observed('reports on gpt-4o-mini, and on formats'),
  },
  {
    id: 'strict-additional-properties',
    says: "'additionalProperties' is required to be supplied and to be false.",
    source: observed("openai-dotnet's recordings; dd-trace-js cassettes"),
  },
  {
    id: 'strict-required-missing',
    says: "'required' lists every key in properties.",
    source: observed('public reports'),
  },
  {
    id: 'strict-required-extra',
    says: "'required' lists no other key; a map without properties does not count as a property.",
    source: { grade: 'observed', ref: 'public reports; maps measured on gpt-4o-mini', seen: '2026-09-27' },
  },
  {
    id: 'strict-keyword',
    says: 'Strict mode lacks some keywords.',
    source: observed("public reports on a dozen of them; the rest from openai-node's converter"),
  },
  {
    id: 'strict-negation',
    says: "Strict mode lacks 'not', in other words than other keywords.",
    source: observed('live error quoted in a public converter; the end of the sentence is unsure'),
  },
  {
    id: 'strict-format',
    says: "Strict mode knows some formats of strings: 'uri' is not a valid format.",
    source: observed('public reports; the context before it is inferred'),
  },
  {
    id: 'strict-type-missing',
    says: "A schema must have a 'type' key, unless it has anyOf, enum or $ref; a bare const is not enough.",
    source: observed('public reports'),
  },
  {
    id: 'strict-enum-type',
    says: 'The values of an enum are of its type.',
    source: observed('public reports of the sentence'),
  },
  {
    id: 'strict-ref-siblings',
    says: '$ref stands alone.',
    source: observed('public reports'),
  },
  {
    id: 'strict-ref-place',
    says: 'A reference points to the root or to a definition at the top level.',
    source: observed('public reports'),
  },
  {
    id: 'strict-ref-unresolved',
    says: 'A reference points to a definition that is there.',
    source: observed('public reports on pydantic schemas without their $defs'),
  },
  {
    id: 'strict-nesting',
    says: 'Schemas nest 10 levels deep at most.',
    source: observed('live measurements, gpt-5.6-luna'),
  },
  {
    id: 'strict-property-count',
    says: 'A schema may have up to 5000 object properties in total.',
    source: observed('live measurements, gpt-5.6-luna'),
  },
  {
    id: 'strict-enum-count',
    says: 'A schema may have up to 1000 enum values across all enum properties.',
    source: observed('a public log of 2025'),
  },
  {
    id: 'strict-enum-length',
    says: 'One enum of more than 250 strings may not exceed 15,000 characters in total.',
    source: inferred('structured outputs guide; the sentence from a public test suite'),
  },
  {
    id: 'strict-string-budget',
    says: 'Property names, definition names, enum values and const values have 120,000 characters at most in total.',
    source: inferred('structured outputs guide; sentence not observed'),
  },
] as const satisfies readonly SchemaRuleRow[];

/** Ids of the rules about schemas, which the surfaces share. */
export type SchemaRuleId = (typeof schemaRows)[number]['id'];
