import { isSet, observed, type RuleDeclaration, rule } from '../../../../contract';
import type { Facts, Profile } from '../../../../core';
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

/** The source of measurements on gpt-5.6-terra. */
export const LIVE = observed('measured live on gpt-5.6-terra, 2026-08-29..09-10');
