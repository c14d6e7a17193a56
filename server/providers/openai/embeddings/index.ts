import {
  type Checks,
  type Endpoint,
  type EndpointContext,
  isJsonObject,
  ProblemError,
  type Profile,
  type PromptSize,
  type Tokenizer,
} from '../../../core';
import { compileChecks } from '../../../validation';
import { insist } from '../insist';
import { written } from './reply';
import { embeddingsRules } from './rules';
import { type EmbeddingsBody, embeddingsSchema, inputsOf, order } from './schema';
import { shortened, vectorOf } from './vectors';

const ID = 'embeddings';

const contract = compileChecks<EmbeddingsBody>({
  surface: ID,
  schema: embeddingsSchema,
  order,
  rules: embeddingsRules,
});

/** The routing layer looks the model up before anything is validated. */
function profileOf({ json, findProfile }: EndpointContext): Profile | undefined {
  const model = isJsonObject(json) ? json['model'] : undefined;
  if (typeof model !== 'string' || model === '') return undefined;
  const profile = findProfile(model);
  if (profile === undefined) throw new ProblemError('model-not-found', { model });
  if (profile.surfaces.includes(ID)) return profile;
  throw new ProblemError('model-not-found', { model, surfaces: profile.surfaces, traits: profile.traits });
}

/** `POST /embeddings`: vectors that depend on the words and the model alone. */
export const embeddings: Endpoint = {
  id: ID,
  route: { method: 'POST', path: '/embeddings' },
  answer(context) {
    const { json, service, request } = context;
    const profile = profileOf(context);
    const checks: Checks = { service, headers: request.headers, profile };
    insist(contract.shape(json, checks));
    if (profile === undefined) throw new ProblemError('model-not-found', {});
    const body = json as EmbeddingsBody;
    insist(contract.relations(body, checks));
    return embedded(body, profile, context);
  },
  charge(context) {
    const body = context.json as EmbeddingsBody;
    const profile = profileOf(context);
    return { model: body.model, tokens: profile === undefined ? 0 : sizeOf(body, context.tokenizer(profile)).input };
  },
};

function sizeOf(body: EmbeddingsBody, tokenizer: Tokenizer): PromptSize {
  const each = inputsOf(body).map((input) => (typeof input === 'string' ? tokenizer.count(input) : input.length));
  return { input: each.reduce((sum, count) => sum + count, 0), tools: 0, each };
}

function embedded(body: EmbeddingsBody, profile: Profile, context: EndpointContext): string {
  const { service, request, hash } = context;
  const tokenizer = context.tokenizer(profile);
  const inputs = inputsOf(body);
  const size = sizeOf(body, tokenizer);
  insist(contract.fits(body, { service, headers: request.headers, profile, size }));
  const dimensions = profile.limits['dimensions'] ?? 1;
  const space = { name: profile.id, dimensions, hash };
  const vectors = inputs
    .map((input) => (typeof input === 'string' ? input : tokenizer.text(input)))
    .map((text) => shortened(vectorOf(text, space), body.dimensions ?? dimensions));
  return written(vectors, { format: body.encoding_format, model: profile.served, tokens: size.input });
}
