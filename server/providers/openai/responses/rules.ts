import { type RuleId, rulesFor } from '../../../validation';
import { schemaRules } from '../strict';
import { accountRules } from './rules-of-account';
import { callRules } from './rules-of-calls';
import { capabilityRules } from './rules-of-capability';
import { inputRules } from './rules-of-input';
import { lengthRules } from './rules-of-length';
import { stateRules } from './rules-of-state';
import { worldRules } from './rules-of-world';
import type { ResponsesBody } from './schema';
import { schemasIn } from './schemas';

/** Facts about a request that the schema cannot say, in the order in which they are asked. */
export const responsesRules = rulesFor<ResponsesBody>()([
  ...inputRules,
  ...schemaRules<ResponsesBody>('tools', schemasIn),
  ...accountRules,
  ...stateRules,
  ...callRules,
  ...capabilityRules,
  ...worldRules,
  ...lengthRules,
]);

/** Ids of the rules of this surface. */
export type ResponsesRuleId = RuleId<typeof responsesRules>;
