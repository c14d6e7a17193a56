import type { Rule, RuleId } from '../../../../contract';
import { schemaRules } from '../../dialect/strict-schema';
import type { ResponsesBody } from '../schema';
import { accountRules } from './account';
import { capabilityRules } from './capabilities';
import { lengthRules } from './context-length';
import { inputRules } from './input';
import { worldRules } from './remote-resources';
import { schemasIn } from './schemas';
import { stateRules } from './state';
import { callRules } from './tool-calls';

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
