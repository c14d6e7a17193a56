import { rulesFor } from '../../../../contract';
import type { Profile, PromptSize } from '../../../../core';
import type { ChatBody } from '../schema';
import { found } from './findings';

/** Does the prompt alone leave no room? */
const isTooLong = (profile: Profile, { input }: PromptSize): boolean => input > longest(profile);

const longest = ({ limits, contextWindow }: Profile): number => limits['input_tokens'] ?? contextWindow;

/** Of what a prompt too long consists. */
const lengthOf = (profile: Profile, { input, tools }: PromptSize) => ({
  limit: longest(profile),
  total: input,
  messages: input - tools,
  functions: tools,
});

const isHidden = ({ reasoning }: Profile): boolean => reasoning === 'hidden';

/** What can be told only once the prompt is counted. */
export const lengthRules = rulesFor<ChatBody>()([
  {
    id: 'prompt-too-long',
    says: 'A prompt is no longer than the context window.',
    source: { grade: 'observed', ref: 'public code index hit 2106818057, 7849644573, 52919625692' },
    counted: true,
    when: (profile) => !isHidden(profile),
    check: (_, profile, size) => found(isTooLong(profile, size), ['messages'], lengthOf(profile, size)),
  },
  {
    id: 'prompt-above-input-limit',
    says: 'A model that reasons unseen takes a prompt up to its limit for input.',
    source: { grade: 'observed', ref: 'public code index hit 52107902956, 60844910041' },
    counted: true,
    when: isHidden,
    check: (_, profile, size) => found(isTooLong(profile, size), ['messages'], lengthOf(profile, size)),
  },
  {
    id: 'prompt-and-reply-too-long',
    says: 'Where max_tokens is asked for, prompt and reply fit into the context window together.',
    source: { grade: 'observed', ref: 'public code index hit 69600007083, 68532154518' },
    counted: true,
    when: (profile) => !isHidden(profile),
    check({ max_tokens: older, max_completion_tokens: newer }, profile, size) {
      const completion = newer ?? older ?? 0;
      const total = size.input + completion;
      const isOver = !isTooLong(profile, size) && total > profile.contextWindow;
      return found(isOver, ['messages'], { ...lengthOf(profile, size), total, completion });
    },
  },
]);
