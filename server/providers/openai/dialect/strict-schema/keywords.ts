import type { JsonObject } from '../../../../core';
import type { SchemaPlace } from './place';
import type { SchemaRuleId } from './rule-table';
import { faultAt, type SchemaFault } from './schema-fault';

/** How a keyword is refused in strict mode, and whether only older models refuse it. */
interface KeywordRow {
  readonly rule: SchemaRuleId;
  readonly olderOnly?: true;
}

const NOT_PERMITTED: KeywordRow = { rule: 'strict-keyword' };

/** Keywords that strict mode lacks. All others are taken, unknown ones too. */
const KEYWORDS: ReadonlyMap<string, KeywordRow> = new Map<string, KeywordRow>([
  ...[
    ...['allOf', 'oneOf', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'dependencies'],
    ...['patternProperties', 'propertyNames', 'minProperties', 'maxProperties', 'unevaluatedProperties'],
    ...['uniqueItems', 'contains', 'minContains', 'maxContains', 'prefixItems', 'additionalItems', 'unevaluatedItems'],
  ].map((keyword) => [keyword, NOT_PERMITTED] as const),
  ['not', { rule: 'strict-negation' }],
  ['default', { rule: 'strict-default', olderOnly: true }],
]);

/** The first keyword of a schema, as written, that strict mode lacks. */
export function keywordFault(
  schema: JsonObject,
  place: SchemaPlace | undefined,
  older: boolean,
): SchemaFault | undefined {
  for (const keyword of Object.keys(schema)) {
    const row = KEYWORDS.get(keyword);
    if (row !== undefined && (older || row.olderOnly === undefined)) return faultAt(place, row.rule, { keyword });
  }
  return undefined;
}
