import { hashText } from '../../../lib';
import type { ModerationInput } from '../moderations/schema';
import { classify } from './classify';

/** The verdict on one side of an exchange, in the order of the wire. Only models that know all categories may be asked. */
export function moderationResult(matter: ModerationInput, model: string) {
  const { flagged, categories, category_scores, category_applied_input_types } = classify(matter, {
    isOmni: true,
    hash: hashText,
  });
  return {
    type: 'moderation_result',
    categories,
    category_applied_input_types,
    category_scores,
    flagged,
    model,
  } as const;
}
