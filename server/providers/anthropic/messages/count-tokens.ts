import { type Endpoint, type EndpointContext, isJsonObject, ProblemError, type Profile } from '../../../core';
import { betaEffects } from '../dialect/betas';
import { checksFor, SURFACE_ID } from './checks';
import { read } from './read';
import { referencedFiles } from './referenced-files';
import { type CountBody, countSchema } from './schema';

const checks = checksFor<CountBody>(countSchema);

/** The model of a body, if this surface serves it. */
function profileOf({ json, findProfile }: EndpointContext): Profile | undefined {
  const model = isJsonObject(json) ? json['model'] : undefined;
  const profile = typeof model === 'string' ? findProfile(model) : undefined;
  return profile?.surfaces.includes(SURFACE_ID) ? profile : undefined;
}

/** `POST /v1/messages/count_tokens`: the rules of messages, and `{"input_tokens":N}`. */
export const countTokens: Endpoint = {
  id: 'count-tokens',
  route: { method: 'POST', path: '/v1/messages/count_tokens' },
  loads: ({ json }) => referencedFiles(json),
  handle(context) {
    const { json, measure, loaded, request } = context;
    const profile = profileOf(context);
    if (profile === undefined) {
      const { model } = context.check(checks, json);
      throw new ProblemError('model-not-found', { model });
    }
    const sizeOf = (body: CountBody) => measure(read(body, profile, { loaded: loaded }), profile);
    const size = sizeOf(context.check(checks, json, { profile, sizeOf }));
    const managed = betaEffects(request.headers).has('context-management');
    const management = { context_management: { original_input_tokens: size.input } };
    return JSON.stringify({ input_tokens: size.input, ...(managed ? management : {}) });
  },
  // "Subject to requests per minute rate limits"; what is counted is not used up.
  charge: ({ json }) => ({ model: (json as CountBody).model, tokens: 0 }),
};
