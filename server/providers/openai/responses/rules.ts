import { type RuleId, rulesFor } from '../../../validation';
import { capabilityRules } from './rules-of-capability';
import { inputRules } from './rules-of-input';
import { lengthRules } from './rules-of-length';
import { stateRules } from './rules-of-state';
import type { ResponsesBody } from './schema';

/** Facts about a request that the schema cannot say, in the order in which they are asked. */
export const responsesRules = rulesFor<ResponsesBody>()([...inputRules, ...stateRules, ...capabilityRules, ...lengthRules]);

/** Ids of the rules of this surface. */
export type ResponsesRuleId = RuleId<typeof responsesRules>;
