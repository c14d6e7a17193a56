import { isSet, observed, type RuleDeclaration, rule } from '../../../../contract';
import type { Facts, Profile } from '../../../../core';
import { unnamed } from '../../dialect/sentences';
import { reasons } from '../read';
import type { ChatBody } from '../schema';

/** Models that never take a parameter. */
export const never =
  (key: keyof ChatBody) =>
  ({ values }: Profile): boolean =>
    values['unsupported']?.includes(key) ?? false;

/**
 * A parameter that a model takes only while it does not reason, or at one value that changes nothing.
 * @example whileReasoning('temperature', 1, { id: 'temperature-unsupported', says, source, error: onlyDefault })
 */
export const whileReasoning = (
  key: 'temperature' | 'top_p' | 'presence_penalty' | 'frequency_penalty' | 'logprobs',
  harmless: number | false | undefined,
  declared: Pick<RuleDeclaration<ChatBody, Facts>, 'id' | 'says' | 'source' | 'error'>,
) =>
  rule<ChatBody>({
    ...declared,
    path: [key],
    check: (body, { profile }) => {
      const value = body[key];
      if (!isSet(value) || value === harmless) return false;
      return profile.values['while_reasoning']?.includes(key) && reasons(body, profile) && { facts: { value } };
    },
  });

/** A reply that ends before it says anything. */
export const OUTPUT_LIMIT = unnamed(
  'Could not finish the message because max_tokens or model output limit was reached. Please try again with higher max_tokens.',
);

/** The source of measurements on gpt-5.6-terra. */
export const LIVE = observed('measured live on gpt-5.6-terra, 2026-08-29..09-10');
