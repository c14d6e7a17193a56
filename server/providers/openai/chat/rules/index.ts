import type { RuleId } from '../../../../contract';
import { type SchemaRuleId, schemaRules } from '../../dialect/strict-schema';
import type { ChatBody } from '../schema';
import { combinationRules } from './combinations';
import { lengthRules } from './context-length';
import { fieldRules } from './fields';
import { reasonerRules } from './reasoning-models';
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
