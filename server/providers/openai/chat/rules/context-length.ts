import { observed, rule, rules } from '../../../../contract';
import type { Profile, PromptSize } from '../../../../core';
import type { ChatBody } from '../schema';

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

const exceeded = (message: string) => ({ message, code: 'context_length_exceeded' });

/** What can be told only once the prompt is counted. */
export const lengthRules = rules<ChatBody>('chat', [
  rule({
    id: 'prompt-too-long',
    says: 'A prompt is no longer than the context window.',
    source: observed('public code index hit 2106818057, 7849644573, 52919625692'),
    counted: true,
    when: (profile) => !isHidden(profile),
    path: ['messages'],
    check: (_, { profile, size }) => isTooLong(profile, size) && { facts: lengthOf(profile, size) },
    error: ({ facts: { limit, total, messages, functions } }) => {
      const [detail, ending] =
        functions === 0 ? ['', ''] : [` (${messages} in the messages, ${functions} in the functions)`, ' or functions'];
      return exceeded(
        `This model's maximum context length is ${limit} tokens. However, your messages resulted in ${total} tokens${detail}. Please reduce the length of the messages${ending}.`,
      );
    },
  }),
  rule({
    id: 'prompt-above-input-limit',
    says: 'A model that reasons unseen takes a prompt up to its limit for input.',
    source: observed('public code index hit 52107902956, 60844910041'),
    counted: true,
    when: isHidden,
    path: ['messages'],
    check: (_, { profile, size }) => isTooLong(profile, size) && { facts: lengthOf(profile, size) },
    error: ({ facts: { limit, total } }) =>
      exceeded(
        `Input tokens exceed the configured limit of ${limit} tokens. Your messages resulted in ${total} tokens. Please reduce the length of the messages.`,
      ),
  }),
  rule({
    id: 'prompt-and-reply-too-long',
    says: 'Where max_tokens is asked for, prompt and reply fit into the context window together.',
    source: observed('public code index hit 69600007083, 68532154518'),
    counted: true,
    when: (profile) => !isHidden(profile),
    path: ['messages'],
    check: ({ max_tokens: older, max_completion_tokens: newer }, { profile, size }) => {
      const completion = newer ?? older ?? 0;
      const total = size.input + completion;
      const isOver = !isTooLong(profile, size) && total > profile.contextWindow;
      return isOver && { facts: { ...lengthOf(profile, size), total, completion } };
    },
    error: ({ facts: { limit, total, messages, functions, completion } }) => {
      const [middle, ending] =
        functions === 0
          ? [',', 'messages or completion']
          : [`, ${functions} in the functions, and`, 'messages, functions, or completion'];
      return exceeded(
        `This model's maximum context length is ${limit} tokens. However, you requested ${total} tokens (${messages} in the messages${middle} ${completion} in the completion). Please reduce the length of the ${ending}.`,
      );
    },
  }),
]);
