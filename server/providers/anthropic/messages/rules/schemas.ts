import { docs, type Finding, observed, rule, rules } from '../../../../contract';
import { type Facts, type Issue, isJsonObject, type JsonObject } from '../../../../core';
import { atPath, type IssueSentence, list } from '../../dialect/issue-sentence';
import type { AnyMessagesBody } from '../schema';
import { isCustomTool, type MessagesCustomTool } from '../schema/tools';
import { describesType, isValidSchema, subschemas } from './json-schema';
import { blocksOfType } from './message-blocks';
import { matchesSchema } from './schema-example';

const notClosed: IssueSentence = atPath(({ facts }) =>
  facts.value === undefined
    ? "For 'object' type, 'additionalProperties' must be explicitly set to false"
    : `For 'object' type, 'additionalProperties: ${facts.value}' is not supported. Please set 'additionalProperties' to false`,
);

const tooManyItems: IssueSentence = atPath(
  ({ facts }) =>
    `For 'array' type, 'minItems' values other than 0 or 1 are not supported (got: [${facts.value}, ${facts['most'] ?? '∞'}])`,
);

function unsupportedKeywords({ facts }: Issue): string {
  const words = facts.value as readonly string[];
  const said = words.length === 1 ? `property '${words[0]}' is` : `properties ${list(words)} are`;
  return `For '${facts['type']}' type, ${said} not supported`;
}

const COMBINATORS = ['oneOf', 'allOf', 'anyOf'];

/** Keywords that the grammar compiler of structured outputs lacks, by the type that they restrict. */
const UNSUPPORTED: Readonly<Record<string, readonly string[]>> = {
  number: ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'],
  integer: ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'],
  array: ['maxItems', 'prefixItems', 'uniqueItems'],
  object: ['maxProperties', 'minProperties'],
};

// Strict tools were seen to take them; for answers the documentation says no.
const UNSUPPORTED_IN_ANSWERS = { ...UNSUPPORTED, string: ['maxLength', 'minLength'] };

/** Most parameters of all grammars of a request that may be left out, and that may be of several types. */
const OPTIONAL_LIMIT = 24;
const UNION_LIMIT = 16;

const customTools = ({
  tools = [],
}: AnyMessagesBody): { readonly entry: MessagesCustomTool; readonly index: number }[] =>
  tools.flatMap((entry, index) => (isCustomTool(entry) ? [{ entry, index }] : []));

const atSchema = (index: number): Finding => ({
  path: ['tools', index, 'input_schema'],
  tagged: ['tools', index, 'custom', 'input_schema'],
});

const FORMAT_SCHEMA = ['output_config', 'format', 'schema'];

/** The schema of the answer, in its place of today or under its beta's key. */
const schemaOf = ({ output_config: config, output_format: old }: AnyMessagesBody): JsonObject | undefined =>
  (config?.format ?? old)?.schema as JsonObject | undefined;

const strictTools = (body: AnyMessagesBody) => customTools(body).filter(({ entry }) => entry.strict === true);

const GRAMMAR_BYTES = 16_384;

/** Bytes of the schemas that the service compiles to a grammar, as compact JSON. */
const grammarBytes = (body: AnyMessagesBody): number =>
  [schemaOf(body), ...strictTools(body).map(({ entry }) => entry.input_schema)].reduce<number>(
    (sum, schema) => sum + (schema === undefined ? 0 : JSON.stringify(schema).length),
    0,
  );

/** A finding about a grammar is told at the strict tool, or at the schema of the answer. */
const atStrict = (index: number, facts: Facts): Finding => ({
  path: ['tools', index],
  tagged: ['tools', index, 'custom'],
  facts,
});
const atFormat = (facts: Facts): Finding => ({ path: FORMAT_SCHEMA, facts });

function openObjects(schema: unknown): Facts[] {
  return subschemas(schema).flatMap((inner): Facts[] => {
    const more = inner['additionalProperties'];
    if (!describesType(inner, 'object') || more === false) return [];
    return [more === undefined ? {} : { value: more === true ? 'true' : 'object' }];
  });
}

function unsupported(schema: unknown, lacking: Readonly<Record<string, readonly string[]>>): Facts[] {
  return subschemas(schema).flatMap((inner) =>
    Object.entries(lacking).flatMap(([type, keywords]) => {
      const present = keywords.filter((keyword) => keyword in inner);
      return describesType(inner, type) && present.length > 0 ? [{ type, value: present }] : [];
    }),
  );
}

function manyItems(schema: unknown): Facts[] {
  return subschemas(schema).flatMap((inner) => {
    const { minItems: least, maxItems: most } = inner;
    return describesType(inner, 'array') && typeof least === 'number' && least > 1
      ? [{ value: least, most: typeof most === 'number' ? most : null }]
      : [];
  });
}

/** All schemas of a request that become grammars, and those inside them. */
const grammars = (body: AnyMessagesBody): readonly JsonObject[] => [
  ...strictTools(body).flatMap(({ entry }) => subschemas(entry.input_schema)),
  ...subschemas(schemaOf(body)),
];

function optionals({ properties, required }: JsonObject): number {
  const needed = new Set(Array.isArray(required) ? required : []);
  return isJsonObject(properties) ? Object.keys(properties).filter((name) => !needed.has(name)).length : 0;
}

const isUnion = ({ type, anyOf }: JsonObject): boolean =>
  (Array.isArray(type) && type.length > 1) || Array.isArray(anyOf);

/** Documents and search results that have citations switched on, and those that have not. */
function cited(body: AnyMessagesBody): { on: number; off: number } {
  const blocks = [...blocksOfType(body, 'document'), ...blocksOfType(body, 'search_result')];
  const on = blocks.filter(({ block }) => block.citations?.enabled === true).length;
  return { on, off: blocks.length - on };
}

/** JSON Schemas that a client sends: of tools, and of the answer. */
export const schemaRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'grammar-too-large',
    says: 'The compiled grammar is too large.',
    source: observed(
      'anthropics/anthropic-sdk-python#1185; pome-sh/digital-twins#527. The size is inferred: bytes of all schemas that are compiled, above 16,384 or the model’s limit `grammar_bytes`',
      '2026-08-30',
    ),
    check: (body, { limits: { grammar_bytes: limit = GRAMMAR_BYTES } }) => grammarBytes(body) > limit,
    error:
      'The compiled grammar is too large, which would cause performance issues. Simplify your tool schemas or reduce the number of strict tools.',
  }),
  rule({
    id: 'tool-schema-combinator',
    says: 'input_schema does not support oneOf, allOf, or anyOf at the top level.',
    source: observed('public reports of the sentence'),
    check: (body) =>
      customTools(body).flatMap(({ entry, index }) =>
        COMBINATORS.some((keyword) => keyword in entry.input_schema) ? [atSchema(index)] : [],
      ),
    error: atPath('input_schema does not support oneOf, allOf, or anyOf at the top level'),
  }),
  rule({
    id: 'tool-schema-invalid',
    says: 'JSON schema is invalid. It must match JSON Schema draft 2020-12.',
    source: observed('anthropics/claude-code#86664', '2026-08-14'),
    check: (body) =>
      customTools(body).flatMap(({ entry, index }) =>
        isValidSchema(entry.input_schema as JsonObject) ? [] : [atSchema(index)],
      ),
    error: atPath(
      'JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview.',
    ),
  }),
  rule({
    id: 'tool-input-examples-invalid',
    says: 'an example of the input is what the schema takes.',
    source: docs('tool-use/define-tools'),
    check: (body) =>
      customTools(body).flatMap(({ entry, index }) =>
        (entry.input_examples ?? []).flatMap((example, place) =>
          matchesSchema(example as JsonObject, entry.input_schema as JsonObject)
            ? []
            : [
                {
                  path: ['tools', index, 'input_examples', place],
                  tagged: ['tools', index, 'custom', 'input_examples', place],
                },
              ],
        ),
      ),
    error: atPath('example does not match input_schema'),
  }),
  rule({
    id: 'strict-tool-not-closed',
    says: "For 'object' type, 'additionalProperties' must be explicitly set to false.",
    source: observed('public reports of both sentences'),
    check: (body) =>
      strictTools(body).flatMap(({ entry, index }) =>
        openObjects(entry.input_schema).map((facts) => atStrict(index, facts)),
      ),
    error: notClosed,
  }),
  rule({
    id: 'strict-tool-min-items',
    says: "For 'array' type, 'minItems' values other than 0 or 1 are not supported.",
    source: observed('public reports of the sentence'),
    check: (body) =>
      strictTools(body).flatMap(({ entry, index }) =>
        manyItems(entry.input_schema).map((facts) => atStrict(index, facts)),
      ),
    error: tooManyItems,
  }),
  rule({
    id: 'strict-tool-keyword',
    says: 'the compiler of strict tools lacks some keywords.',
    source: observed('public reports on maximum, minimum, maxItems and prefixItems'),
    check: (body) =>
      strictTools(body).flatMap(({ entry, index }) =>
        unsupported(entry.input_schema, UNSUPPORTED).map((facts) => atStrict(index, facts)),
      ),
    error: atPath(unsupportedKeywords),
  }),
  rule({
    id: 'format-schema-not-closed',
    says: "For 'object' type, 'additionalProperties' must be explicitly set to false.",
    source: observed('public reports of both sentences'),
    check: (body) => openObjects(schemaOf(body)).map(atFormat),
    error: notClosed,
  }),
  rule({
    id: 'format-schema-min-items',
    says: "For 'array' type, 'minItems' values other than 0 or 1 are not supported.",
    source: observed('public reports of the sentence'),
    check: (body) => manyItems(schemaOf(body)).map(atFormat),
    error: tooManyItems,
  }),
  rule({
    id: 'format-schema-keyword',
    says: 'the compiler of structured outputs lacks some keywords.',
    source: observed('public reports on maximum, minimum and maxItems'),
    check: (body) => unsupported(schemaOf(body), UNSUPPORTED_IN_ANSWERS).map(atFormat),
    error: atPath(unsupportedKeywords),
  }),
  rule({
    id: 'grammar-too-many-optionals',
    says: 'Schemas contains too many optional parameters, which would make grammar compilation inefficient.',
    source: observed('public reports of the sentence'),
    check: (body) => {
      const found = grammars(body).reduce((sum, schema) => sum + optionals(schema), 0);
      return found > OPTIONAL_LIMIT ? [{ path: ['tools'], facts: { found, limit: OPTIONAL_LIMIT } }] : [];
    },
    error: ({ facts }) =>
      `Schemas contains too many optional parameters (${facts.found}), which would make grammar compilation inefficient. Reduce the number of optional parameters in your tool schemas (limit: ${facts.limit}).`,
  }),
  rule({
    id: 'grammar-too-many-unions',
    says: 'Schemas contains too many parameters with union types. This causes exponential compilation cost.',
    source: observed('public reports of the sentence'),
    check: (body) => {
      const found = grammars(body).filter(isUnion).length;
      return found > UNION_LIMIT ? [{ path: ['tools'], facts: { found, limit: UNION_LIMIT } }] : [];
    },
    error: ({ facts }) =>
      `Schemas contains too many parameters with union types (${facts.found} parameters with type arrays or anyOf). This causes exponential compilation cost. Reduce the number of nullable or union-typed parameters (limit: ${facts.limit} parameters with unions).`,
  }),
  rule({
    id: 'format-with-citations',
    says: 'Structured outputs are incompatible with citations.',
    source: docs('build-with-claude/structured-outputs'),
    path: ['output_config', 'format'],
    check: (body) => schemaOf(body) !== undefined && cited(body).on > 0,
    error: atPath('Structured outputs are incompatible with citations'),
  }),
  rule({
    id: 'citations-all-or-none',
    says: 'citations must be enabled on all documents or none.',
    source: docs('build-with-claude/citations'),
    check: (body) => {
      const { on, off } = cited(body);
      return on > 0 && off > 0 ? [{ path: ['messages'] }] : [];
    },
    error: 'citations must be enabled on all documents or none',
  }),
]);
