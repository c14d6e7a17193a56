import type { JsonObject } from '../../../../core';
import { type Finding, rulesFor } from '../../../../validation';
import type { AskedBody } from '../schema';
import { type CustomTool, isCustom } from '../tools';
import { blocksOfType } from './conversation';
import { documented, reported } from './evidence';
import { describes, hasOpenObject, isSoundSchema, subschemas } from './json-schema';

const COMBINATORS = ['oneOf', 'allOf', 'anyOf'];

/** Keywords that the grammar compiler of structured outputs lacks, by the type that they restrict. */
const UNSUPPORTED: Readonly<Record<string, readonly string[]>> = {
  number: ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'],
  integer: ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'],
  array: ['maxItems', 'uniqueItems'],
  string: ['maxLength', 'minLength'],
};

const customTools = ({ tools = [] }: AskedBody): { readonly entry: CustomTool; readonly index: number }[] =>
  tools.flatMap((entry, index) => (isCustom(entry) ? [{ entry, index }] : []));

const atSchema = (index: number): Finding => ({
  path: ['tools', index, 'input_schema'],
  tagged: ['tools', index, 'custom', 'input_schema'],
});

const FORMAT_SCHEMA = ['output_config', 'format', 'schema'];

const schemaOf = ({ output_config: config }: AskedBody): JsonObject | undefined =>
  config?.format?.schema as JsonObject | undefined;

function unsupported(body: AskedBody): Finding[] {
  return subschemas(schemaOf(body)).flatMap((schema) =>
    Object.entries(UNSUPPORTED).flatMap(([type, keywords]) => {
      const present = keywords.filter((keyword) => keyword in schema);
      return describes(schema, type) && present.length > 0
        ? [{ path: FORMAT_SCHEMA, facts: { type, value: present } }]
        : [];
    }),
  );
}

/** Documents and search results that have citations switched on, and those that have not. */
function cited(body: AskedBody): { on: number; off: number } {
  const blocks = [...blocksOfType(body, 'document'), ...blocksOfType(body, 'search_result')];
  const on = blocks.filter(({ block }) => block.citations?.enabled === true).length;
  return { on, off: blocks.length - on };
}

/** JSON Schemas that a client sends: of tools, and of the answer. */
export const schemaRules = rulesFor<AskedBody>()([
  {
    id: 'tool-schema-combinator',
    says: 'input_schema does not support oneOf, allOf, or anyOf at the top level.',
    source: reported('public reports of the sentence'),
    check: (body) =>
      customTools(body).flatMap(({ entry, index }) =>
        COMBINATORS.some((keyword) => keyword in entry.input_schema) ? [atSchema(index)] : [],
      ),
  },
  {
    id: 'tool-schema-invalid',
    says: 'JSON schema is invalid. It must match JSON Schema draft 2020-12.',
    source: { ...reported('anthropics/claude-code#86664'), seen: '2026-08-14' },
    check: (body) =>
      customTools(body).flatMap(({ entry, index }) =>
        isSoundSchema(entry.input_schema as JsonObject) ? [] : [atSchema(index)],
      ),
  },
  {
    id: 'strict-tool-not-closed',
    says: "For 'object' type, 'additionalProperties' must be explicitly set to false.",
    source: reported('public reports of the sentence'),
    check: (body) =>
      customTools(body).flatMap(({ entry, index }) =>
        entry.strict === true && hasOpenObject(entry.input_schema)
          ? [{ path: ['tools', index], tagged: ['tools', index, 'custom'] }]
          : [],
      ),
  },
  {
    id: 'format-schema-not-closed',
    says: "For 'object' type, 'additionalProperties' must be explicitly set to false.",
    source: reported('public reports of the sentence'),
    check: (body) => (hasOpenObject(schemaOf(body)) ? [{ path: FORMAT_SCHEMA }] : []),
  },
  {
    id: 'format-schema-keyword',
    says: 'the compiler of structured outputs lacks some keywords.',
    source: reported('public reports on maximum, minimum and maxItems'),
    check: unsupported,
  },
  {
    id: 'format-schema-min-items',
    says: "For 'array' type, 'minItems' values other than 0 or 1 are not supported.",
    source: reported('public reports of the sentence'),
    check: (body) =>
      subschemas(schemaOf(body)).flatMap((schema) => {
        const least = schema['minItems'];
        return describes(schema, 'array') && typeof least === 'number' && least > 1
          ? [{ path: FORMAT_SCHEMA, facts: { value: least } }]
          : [];
      }),
  },
  {
    id: 'format-with-citations',
    says: 'Structured outputs are incompatible with citations.',
    source: documented('build-with-claude/structured-outputs'),
    check: (body) =>
      schemaOf(body) !== undefined && cited(body).on > 0 ? [{ path: ['output_config', 'format'] }] : [],
  },
  {
    id: 'citations-all-or-none',
    says: 'citations must be enabled on all documents or none.',
    source: documented('build-with-claude/citations'),
    check: (body) => {
      const { on, off } = cited(body);
      return on > 0 && off > 0 ? [{ path: ['messages'] }] : [];
    },
  },
]);
