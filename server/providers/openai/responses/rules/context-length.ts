import { rulesFor } from '../../../../contract';
import type { ResponsesBody } from '../schema';

/** What can be told only once the prompt is counted. */
export const lengthRules = rulesFor<ResponsesBody>()([
  {
    id: 'prompt-too-long',
    says: 'Without truncation, the input is no longer than the model takes.',
    source: { grade: 'observed', ref: 'recorded exchange of ruby_llm with gpt-5-nano, 2026' },
    counted: true,
    check: ({ truncation }, { contextWindow, limits }, { input }) =>
      truncation !== 'auto' && input > (limits['input_tokens'] ?? contextWindow) ? [{ path: ['input'] }] : [],
  },
]);
