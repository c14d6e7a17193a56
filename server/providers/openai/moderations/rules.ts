import { type Finding, type RuleId, rulesFor } from '../../../validation';
import { type ModerationsBody, mattersOf } from './schema';

const NONE: readonly Finding[] = [];

/** What a schema cannot say of a moderation request. */
export const moderationsRules = rulesFor<ModerationsBody>()([
  {
    id: 'input-mixed',
    says: 'An array of strings, or an array of typed parts.',
    source: { grade: 'spec', ref: 'openai-openapi, CreateModerationRequest.input' },
    at: 'input',
    check({ input }) {
      if (typeof input === 'string') return NONE;
      const at = input.findIndex((item) => typeof item !== typeof input[0]);
      return at < 0 ? NONE : [{ path: ['input', at], facts: { value: input[at] } }];
    },
  },
  {
    id: 'image-unsupported',
    says: '“text-moderation-latest (legacy): older model that supports only text inputs.”',
    source: { grade: 'docs', ref: 'moderation guide; the sentence is that of other models without vision' },
    when: ({ traits }) => !traits.has('vision'),
    check: (body) => (mattersOf(body).some(({ images }) => images.length > 0) ? [{ path: ['input'] }] : NONE),
  },
]);

/** Ids of the relations of a moderation request. */
export type ModerationsRuleId = RuleId<typeof moderationsRules>;
