import { compileChecks } from '../../../contract';
import { type Endpoint, isJsonObject, ProblemError } from '../../../core';
import { classify } from '../dialect/classify';
import { moderationId } from '../dialect/ids';
import { moderationsRules, SURFACE } from './rules';
import { type ModerationsBody, moderationInputs, moderationsSchema, order } from './schema';

/** "Defaults to omni-moderation-latest." */
const DEFAULT_MODEL = 'omni-moderation-latest';

const checks = compileChecks<ModerationsBody>({
  surface: SURFACE,
  schema: moderationsSchema,
  order,
  rules: moderationsRules,
});

/** Characters that the service takes for a token where it only guesses. */
const CHARACTERS = 4;

const lengthOf = (body: ModerationsBody): number =>
  moderationInputs(body).reduce((sum, { texts }) => sum + texts.join('').length, 0);

/** The model that a body names; what cannot be one is left to the shape. */
function modelOf(json: unknown): string {
  const model = isJsonObject(json) ? json['model'] : undefined;
  return typeof model === 'string' ? model : DEFAULT_MODEL;
}

/** `POST /moderations`: verdicts by a table of words. */
export const moderations: Endpoint = {
  id: SURFACE,
  route: { method: 'POST', path: '/moderations' },
  handle({ json, check, findProfile, ids, hash }) {
    const model = modelOf(json);
    const profile = findProfile(model);
    const body = check(checks, json, { profile });
    if (!profile?.surfaces.includes(SURFACE)) throw new ProblemError('model-not-found', { model });
    const isOmni = profile.traits.has('vision');
    const results = moderationInputs(body).map((matter) => classify(matter, { isOmni, hash }));
    return `${JSON.stringify({ id: moderationId(ids, isOmni), model: profile.served, results }, null, 2)}\n`;
  },
  // A guess at its tokens, for the service tells none (inferred).
  charge: ({ json }) => ({ model: modelOf(json), tokens: Math.ceil(lengthOf(json as ModerationsBody) / CHARACTERS) }),
};
