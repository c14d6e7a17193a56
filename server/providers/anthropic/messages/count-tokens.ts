import { type Endpoint, type EndpointContext, type Findings, ProblemError, type Profile } from '../../../core';
import { checksFor, SURFACE_ID } from './checks';
import { filesNamedBy } from './files';
import { read } from './read';
import { type CountBody, countSchema } from './schema';

const checks = checksFor<CountBody>(countSchema);

function insist({ errors }: Findings): void {
  if (errors.length > 0) throw new ProblemError('invalid-request', {}, errors);
}

function profileOf(model: string, { findProfile }: EndpointContext): Profile {
  const profile = findProfile(model);
  if (profile === undefined || !profile.surfaces.includes(SURFACE_ID))
    throw new ProblemError('model-not-found', { model });
  return profile;
}

/** `POST /v1/messages/count_tokens`: the rules of messages, and `{"input_tokens":N}`. */
export const countTokens: Endpoint = {
  id: 'count-tokens',
  route: { method: 'POST', path: '/v1/messages/count_tokens' },
  recalls: ({ json }) => filesNamedBy(json),
  answer(context) {
    const { json, service, measure, request, recalled } = context;
    const { headers } = request;
    insist(checks.shape(json, { service, headers, profile: undefined }));
    const body = json as CountBody;
    const profile = profileOf(body.model, context);
    insist(checks.relations(body, { service, headers, profile, recalled }));
    const size = measure(read(body, profile, { recalled }), profile);
    insist(checks.fits(body, { service, headers, profile, size }));
    return JSON.stringify({ input_tokens: size.input });
  },
  // "Subject to requests per minute rate limits"; what is counted is not used up.
  charge: ({ json }) => ({ model: (json as CountBody).model, tokens: 0 }),
};
