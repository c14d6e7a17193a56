import { dotted } from '../../core';
import { gotWords, type Sentence } from './grammar';
import type { ModerationsRuleId } from './moderations/rules';

/** The sentence of each rule of the moderations endpoint. */
export const moderationsSentences = {
  // A shape's fault: the tags of a union within a union are not found by the walk.
  'unknown-tag': ({ facts: { value } }) => ({
    message: `Invalid value: '${value}'. Supported values are: 'text' and 'image_url'.`,
    code: 'invalid_value',
  }),
  'input-mixed': ({ path, facts: { value } }) => ({
    message: `Invalid type for '${dotted(path)}': expected ${typeof value === 'string' ? 'an object' : 'a string'}, but got ${gotWords(value)} instead.`,
    code: 'invalid_type',
  }),
  'image-unsupported': () => ({
    message: 'Invalid content type. image_url is only supported by certain models.',
    code: null,
  }),
} satisfies Readonly<Record<ModerationsRuleId | 'unknown-tag', Sentence>>;
