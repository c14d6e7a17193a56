import {
  type Endpoint,
  type EndpointContext,
  type Findings,
  type Json,
  ProblemError,
  type Profile,
  type Recalled,
} from '../../../core';
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

/** The files that a body names. */
async function recalledFor(body: CountBody, { stored }: EndpointContext): Promise<Recalled> {
  const found = new Map<string, Json | undefined>();
  for (const { kind, id } of filesNamedBy(body)) found.set(`${kind} ${id}`, await stored.get(kind, id));
  return { get: (kind, id) => found.get(`${kind} ${id}`) };
}

/** `POST /v1/messages/count_tokens`: the rules of messages, and `{"input_tokens":N}`. */
export const countTokens: Endpoint = {
  id: 'count-tokens',
  route: { method: 'POST', path: '/v1/messages/count_tokens' },
  async answer(context) {
    const { json, service, measure, request, now } = context;
    const { headers } = request;
    insist(checks.shape(json, { service, headers, profile: undefined }));
    const body = json as CountBody;
    const profile = profileOf(body.model, context);
    const recalled = await recalledFor(body, context);
    insist(checks.relations(body, { service, headers, profile, recalled, now }));
    const size = measure(read(body, profile, { recalled }), profile);
    insist(checks.fits(body, { service, headers, profile, size }));
    return JSON.stringify({ input_tokens: size.input });
  },
  // "Subject to requests per minute rate limits"; what is counted is not used up.
  charge: ({ json }) => ({ model: (json as CountBody).model, tokens: 0 }),
};
