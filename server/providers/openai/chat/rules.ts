import type { RuleId } from '../../../validation';
import { combinationRules } from './rules-of-combination';
import { fieldRules } from './rules-of-fields';
import { lengthRules } from './rules-of-length';

/** What a schema cannot say, in the house's order: first with their fields, then across fields. */
export const chatRules = [...fieldRules, ...combinationRules, ...lengthRules] as const;

/** Ids of the relations of a chat request. */
export type ChatRuleId = RuleId<typeof fieldRules> | RuleId<typeof combinationRules> | RuleId<typeof lengthRules>;
