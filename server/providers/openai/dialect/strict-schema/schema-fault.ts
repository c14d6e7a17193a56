import type { Facts, JsonObject } from '../../../../core';
import { keysTo, type SchemaPlace } from './place';
import type { SchemaRuleId } from './rule-table';

/** The first thing that is wrong with a schema. */
export interface SchemaFault {
  readonly rule: SchemaRuleId;
  readonly facts: Facts;
}

/** A schema and what it is for. */
export interface SchemaToCheck {
  readonly schema: JsonObject;
  readonly use: 'function' | 'format';
  readonly strict: boolean;
  /** Models of the gpt-4o generation know fewer keywords. */
  readonly older: boolean;
}

/** A fault of a whole schema. */
export const fault = (rule: SchemaRuleId, facts: Facts = {}): SchemaFault => ({ rule, facts });

/** A fault at a place; the sentence names the keys that lead to it. */
export const faultAt = (place: SchemaPlace | undefined, rule: SchemaRuleId, facts: Facts = {}): SchemaFault => ({
  rule,
  facts: { ...facts, context: keysTo(place) },
});
