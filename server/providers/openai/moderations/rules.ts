import { docs, rule, rules, spec } from '../../../contract';
import { formatPath } from '../../../core';
import { typePhrase } from '../dialect/sentence-parts';
import { type ModerationsBody, moderationInputs } from './schema';

/** Under which the levels of its rules are set; also the id of the endpoint. */
export const SURFACE = 'moderations';

/** What a schema cannot say of a moderation request. */
export const moderationsRules = rules<ModerationsBody>(SURFACE, [
  rule({
    id: 'input-mixed',
    says: 'An array of strings, or an array of typed parts.',
    source: spec('openai-openapi, CreateModerationRequest.input'),
    at: 'input',
    check: ({ input }) => {
      if (typeof input === 'string') return undefined;
      const at = input.findIndex((item) => typeof item !== typeof input[0]);
      return at >= 0 && { path: ['input', at], facts: { value: input[at] } };
    },
    error: ({ path, facts: { value } }) => ({
      message: `Invalid type for '${formatPath(path)}': expected ${typeof value === 'string' ? 'an object' : 'a string'}, but got ${typePhrase(value)} instead.`,
      code: 'invalid_type',
    }),
  }),
  rule({
    id: 'image-unsupported',
    says: '“text-moderation-latest (legacy): older model that supports only text inputs.”',
    source: docs('moderation guide; the sentence is that of other models without vision'),
    path: ['input'],
    // A model that this route does not serve is refused in words of its own.
    when: ({ traits, surfaces }) => surfaces.includes(SURFACE) && !traits.has('vision'),
    check: (body) => moderationInputs(body).some(({ images }) => images.length > 0),
    error: 'Invalid content type. image_url is only supported by certain models.',
  }),
]);
