import type { RuleId } from '../../validation';
import type { cancelRules } from './batches/rules';
import type { Sentence } from './grammar';

/** The sentence of each rule that refuses; those of input files stand in the batch's own list of errors. */
export const batchesSentences = {
  'cancel-ended': ({ facts: { value } }) => ({
    message: `Cannot cancel a batch with status '${value}'.`,
    param: null,
    status: 409,
  }),
} satisfies Readonly<Record<RuleId<typeof cancelRules>, Sentence>>;
