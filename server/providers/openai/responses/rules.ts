import type { Rule, RuleId } from '../../../validation';
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

const responsesSchemaRules = schemaRules<ResponsesBody>('tools', schemasIn);

/** Ids of the rules of this surface. */
export type ResponsesRuleId =
  | RuleId<typeof inputRules>
  | RuleId<typeof responsesSchemaRules>
  | RuleId<typeof accountRules>
  | RuleId<typeof stateRules>
  | RuleId<typeof callRules>
  | RuleId<typeof capabilityRules>
  | RuleId<typeof worldRules>
  | RuleId<typeof lengthRules>;

/** Facts about a request that the schema cannot say, in the order in which they are asked. */
export const responsesRules: readonly Rule<ResponsesBody, ResponsesRuleId>[] = [
  ...inputRules,
  ...responsesSchemaRules,
  ...accountRules,
  ...stateRules,
  ...callRules,
  ...capabilityRules,
  ...worldRules,
  ...lengthRules,
];
