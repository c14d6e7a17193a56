import { type Endpoint, isJsonObject, ProblemError } from '../../../core';
import { compileChecks } from '../../../validation';
import { moderationId } from '../ids';
import { insist } from '../insist';
import { moderationsRules } from './rules';
import { type ModerationsBody, mattersOf, moderationsSchema, order } from './schema';
import { judge } from './verdict';

const ID = 'moderations';

/** "Defaults to omni-moderation-latest." */
const DEFAULT_MODEL = 'omni-moderation-latest';

const contract = compileChecks<ModerationsBody>({
  surface: ID,
  schema: moderationsSchema,
  order,
  rules: moderationsRules,
});

/** Characters that the house takes for a token where it only guesses. */
const CHARACTERS = 4;

const lengthOf = (body: ModerationsBody): number =>
  mattersOf(body).reduce((sum, { texts }) => sum + texts.join('').length, 0);

/** The model that a body names; what cannot be one is left to the shape. */
function modelOf(json: unknown): string {
  const model = isJsonObject(json) ? json['model'] : undefined;
  return typeof model === 'string' ? model : DEFAULT_MODEL;
}

/** `POST /moderations`: verdicts by a table of words. */
export const moderations: Endpoint = {
  id: ID,
  route: { method: 'POST', path: '/moderations' },
  answer({ json, service, request: { headers }, findProfile, ids, hash }) {
    const model = modelOf(json);
    const profile = findProfile(model);
    const checks = { service, headers, profile };
    insist(contract.shape(json, checks));
    if (profile === undefined || !profile.surfaces.includes(ID)) throw new ProblemError('model-not-found', { model });
    const body = json as ModerationsBody;
    insist(contract.relations(body, checks));
    const isOmni = profile.traits.has('vision');
    const results = mattersOf(body).map((matter) => judge(matter, { isOmni, hash }));
    return `${JSON.stringify({ id: moderationId(ids, isOmni), model: profile.served, results }, null, 2)}\n`;
  },
  // A guess at its tokens, for the house tells none (inferred).
  charge: ({ json }) => ({ model: modelOf(json), tokens: Math.ceil(lengthOf(json as ModerationsBody) / CHARACTERS) }),
};
