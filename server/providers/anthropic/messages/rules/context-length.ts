import { rulesFor } from '../../../../contract';
import type { AnyMessagesBody } from '../schema';
import { reported } from './sources';

/** What can be told only once the prompt is counted. */
export const contextLengthRules = rulesFor<AnyMessagesBody>()([
  {
    id: 'prompt-too-long',
    says: 'A prompt is no longer than the context window.',
    source: reported('anthropics/claude-code#12186'),
    counted: true,
    check: (_, { contextWindow: limit }, { input }) => (input > limit ? [{ path: [], facts: { input, limit } }] : []),
  },
  {
    id: 'prompt-and-reply-too-long',
    says: 'Before Claude 4.5, prompt and max_tokens fit into the context window together.',
    source: reported('docker/docker-agent#569'),
    counted: true,
    when: ({ traits }) => traits.has('overlong-refused'),
    check({ max_tokens: most = 0 }, { contextWindow: limit }, { input }) {
      return input <= limit && input + most > limit ? [{ path: [], facts: { input, most, limit } }] : [];
    },
  },
]);
