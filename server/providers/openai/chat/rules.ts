import type { RuleId } from '../../../validation';
import { type SchemaRuleId, schemaRules } from '../strict';
import { combinationRules } from './rules-of-combination';
import { fieldRules } from './rules-of-fields';
import { lengthRules } from './rules-of-length';
import { reasonerRules } from './rules-of-reasoners';
import type { ChatBody } from './schema';
import { schemasIn } from './schemas';

/** What a schema cannot say, in the house's order: first with their fields, then across fields. */
export const chatRules = [
  ...fieldRules,
  ...schemaRules<ChatBody>('functions', schemasIn),
  ...combinationRules,
  ...reasonerRules,
  ...lengthRules,
] as const;

/** Ids of the relations of a chat request. */
export type ChatRuleId =
  | SchemaRuleId
  | RuleId<typeof fieldRules>
  | RuleId<typeof combinationRules>
  | RuleId<typeof lengthRules>
  | RuleId<typeof reasonerRules>;
