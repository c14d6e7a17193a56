import { observed, rule, rules } from '../../../../contract';
import { schemaRules } from '../../dialect/strict-schema';
import type { ResponsesBody } from '../schema';
import { accountRules } from './account';
import { capabilityRules } from './capabilities';
import { inputRules } from './input';
import { pairingRules } from './pairing';
import { parameterRules } from './parameters';
import { remoteRules } from './remote-resources';
import { schemasIn } from './schemas';
import { storedStateRules } from './stored-state';

/** Rules that need the size of the prompt. */
const lengthRules = rules<ResponsesBody>('responses', [
  rule({
    id: 'prompt-too-long',
    says: 'Without truncation, the input is no longer than the model takes.',
    source: observed('recorded exchange of ruby_llm with gpt-5-nano, 2026'),
    counted: true,
    path: ['input'],
    check: ({ truncation }, { profile: { contextWindow }, limits, size: { input } }) =>
      truncation !== 'auto' && input > (limits['input_tokens'] ?? contextWindow),
    error: {
      message: 'Your input exceeds the context window of this model. Please adjust your input and try again.',
      code: 'context_length_exceeded',
    },
  }),
]);

/** What a schema cannot say of a request, in the order in which it is checked. */
export const responsesRules = [
  ...inputRules,
  ...schemaRules<ResponsesBody>('tools', schemasIn),
  ...accountRules,
  ...storedStateRules,
  ...parameterRules,
  ...pairingRules,
  ...capabilityRules,
  ...remoteRules,
  ...lengthRules,
];
