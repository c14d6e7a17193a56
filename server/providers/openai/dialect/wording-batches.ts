import type { RuleId } from '../../../contract';
import type { cancelRules } from '../resources/batches/rules';
import type { IssueFormatter } from './sentence-parts';

/** The sentence of each rule that refuses; those of input files stand in the batch's own list of errors. */
export const batchesSentences = {
  'cancel-ended': ({ facts: { value } }) => ({
    message: `Cannot cancel a batch with status '${value}'.`,
    param: null,
    status: 409,
  }),
} satisfies Readonly<Record<RuleId<typeof cancelRules>, IssueFormatter>>;
