import { compileChecks } from '../../../contract';
import {
  type Endpoint,
  type EndpointContext,
  isJsonObject,
  ProblemError,
  type Profile,
  type PromptSize,
} from '../../../core';
import { renderEmbeddings } from './render';
import { embeddingsRules } from './rules';
import { type EmbeddingsBody, embeddingsSchema, inputsOf, order } from './schema';
import { shortened, vectorOf } from './vectors';

const ID = 'embeddings';

const checks = compileChecks<EmbeddingsBody>({
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
  handle(context) {
    const profile = profileOf(context);
    let size = NO_SIZE;
    const sizeOf = (body: EmbeddingsBody) => {
      size = sizeIn(body, profile, context);
      return size;
    };
    const body = context.check(checks, context.json, { profile, sizeOf });
    if (profile === undefined) throw new ProblemError('model-not-found', {});
    return embedded(body, size, { ...context, profile });
  },
  charge(context) {
    const body = context.json as EmbeddingsBody;
    return { model: body.model, tokens: sizeIn(body, profileOf(context), context).input };
  },
};

const NO_SIZE: PromptSize = { input: 0, tools: 0 };

function sizeIn(body: EmbeddingsBody, profile: Profile | undefined, context: EndpointContext): PromptSize {
  if (profile === undefined) return NO_SIZE;
  const tokenizer = context.tokenizer(profile);
  const each = inputsOf(body).map((input) => (typeof input === 'string' ? tokenizer.count(input) : input.length));
  return { input: each.reduce((sum, count) => sum + count, 0), tools: 0, each };
}

type Known = Pick<EndpointContext, 'tokenizer' | 'hash'> & { readonly profile: Profile };

function embedded(body: EmbeddingsBody, { input: tokens }: PromptSize, { profile, ...context }: Known): string {
  const tokenizer = context.tokenizer(profile);
  const inputs = inputsOf(body);
  const dimensions = profile.limits['dimensions'] ?? 1;
  const space = { name: profile.id, dimensions, hash: context.hash };
  const vectors = inputs
    .map((input) => (typeof input === 'string' ? input : tokenizer.text(input)))
    .map((text) => shortened(vectorOf(text, space), body.dimensions ?? dimensions));
  return renderEmbeddings(vectors, { format: body.encoding_format, model: profile.served, tokens });
}
