import { isJsonObject, type JsonObject } from '../../../../core';
import type { SchemaRuleId } from './rule-table';
import { fault, type SchemaFault } from './schema-fault';
import { childrenOf } from './subschemas';

/** What a strict schema has in total. */
interface SchemaTotals {
  levels: number;
  properties: number;
  enumValues: number;
  /** Characters of the longest enum that has many values. */
  enumLength: number;
  /** Characters of names, enum values and const values. */
  characters: number;
}

const MAX_LEVELS = 10;
const MAX_PROPERTIES = 5_000;
const MAX_ENUM_VALUES = 1_000;
const MANY_ENUM_VALUES = 250;
const MAX_ENUM_LENGTH = 15_000;
const MAX_CHARACTERS = 120_000;

interface SchemaLimit {
  readonly rule: SchemaRuleId;
  readonly limit: number;
  readonly spent: keyof SchemaTotals;
}

/** The limits of the structured outputs guide, in the order in which they are asked. */
const BUDGETS: readonly SchemaLimit[] = [
  { rule: 'strict-nesting', limit: MAX_LEVELS, spent: 'levels' },
  { rule: 'strict-property-count', limit: MAX_PROPERTIES, spent: 'properties' },
  { rule: 'strict-enum-count', limit: MAX_ENUM_VALUES, spent: 'enumValues' },
  { rule: 'strict-enum-length', limit: MAX_ENUM_LENGTH, spent: 'enumLength' },
  { rule: 'strict-string-budget', limit: MAX_CHARACTERS, spent: 'characters' },
];

/** Which limit a strict schema exceeds, if any. */
export function exceededLimit(schema: JsonObject): SchemaFault | undefined {
  const totals: SchemaTotals = { levels: 0, properties: 0, enumValues: 0, enumLength: 0, characters: 0 };
  add(totals, schema, 0);
  const budget = BUDGETS.find(({ spent, limit }) => totals[spent] > limit);
  if (budget === undefined) return undefined;
  const { rule, limit, spent } = budget;
  return fault(rule, { found: totals[spent], limit, many: MANY_ENUM_VALUES });
}

const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0);

/** Members and items are a level further in; options are not, and definitions start anew. */
function add(totals: SchemaTotals, schema: JsonObject, level: number): void {
  totals.levels = Math.max(totals.levels, level);
  totals.characters += lengthOf(schema['const']);
  addEnum(totals, schema['enum']);
  for (const { schema: inner, keys, as } of childrenOf(schema)) {
    if (as === 'property') totals.properties += 1;
    if (as === 'property' || as === 'definition') totals.characters += lengthOf(keys[1]);
    const further = as === 'definition' ? 0 : level + (as === 'option' ? 0 : 1);
    if (isJsonObject(inner)) add(totals, inner as JsonObject, further);
  }
}

function addEnum(totals: SchemaTotals, values: unknown): void {
  if (!Array.isArray(values)) return;
  const length = (values as readonly unknown[]).reduce<number>((sum, value) => sum + lengthOf(value), 0);
  totals.enumValues += values.length;
  totals.characters += length;
  if (values.length > MANY_ENUM_VALUES) totals.enumLength = Math.max(totals.enumLength, length);
}
