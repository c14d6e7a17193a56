import type { JsonObject } from '../../../../core';
import type { SchemaPlace } from './place';
import type { SchemaRuleId } from './rule-table';
import { faultAt, type SchemaFault } from './schema-fault';

const NOT_PERMITTED: SchemaRuleId = 'strict-keyword';

/** Keywords that strict mode lacks. All others are taken, unknown ones too. */
const KEYWORDS: ReadonlyMap<string, SchemaRuleId> = new Map<string, SchemaRuleId>([
  ...[
    ...['allOf', 'oneOf', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'dependencies'],
    ...['patternProperties', 'propertyNames', 'minProperties', 'maxProperties', 'unevaluatedProperties'],
    ...['uniqueItems', 'contains', 'minContains', 'maxContains', 'prefixItems', 'additionalItems', 'unevaluatedItems'],
  ].map((keyword) => [keyword, NOT_PERMITTED] as const),
  ['not', 'strict-negation'],
]);

/** The first keyword of a schema, as written, that strict mode lacks. */
export function keywordFault(schema: JsonObject, place: SchemaPlace | undefined): SchemaFault | undefined {
  for (const keyword of Object.keys(schema)) {
    const rule = KEYWORDS.get(keyword);
    if (rule !== undefined) return faultAt(place, rule, { keyword });
  }
  return undefined;
}
