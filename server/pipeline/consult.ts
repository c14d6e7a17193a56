import { type Endpoint, isJsonObject, ProblemError, type Profile, type Reply } from '../core';
import { measure } from '../replies';
import type { Counter } from '../tokens';
import type { Visit } from './visit';

/** Answers a route that generates nothing. */
export async function consult(visit: Visit, endpoint: Endpoint): Promise<Reply> {
  const { kit, request, leg } = visit;
  const json = endpoint.route.method === 'POST' ? visit.parse() : undefined;
  const counters = await countersFor(visit, json);
  const body = endpoint.answer({
    request,
    params: leg.params,
    ids: visit.ids,
    profiles: kit.catalog.profiles,
    findProfile: (name) => kit.catalog.find(name),
    service: kit.service,
    json,
    measure(prompt, profile) {
      const counter = counters.get(profile.id);
      if (counter === undefined) throw new ProblemError('internal', { message: `no tokenizer for ${profile.id}` });
      return measure(prompt, profile, counter);
    },
  });
  return { status: 200, headers: leg.provider.headers(visit.voice(), 'json'), body };
}

/** The counter of the model that a body names; endpoints answer at once, so it is fetched before they are asked. */
async function countersFor({ kit }: Visit, json: unknown): Promise<ReadonlyMap<string, Counter>> {
  const model = isJsonObject(json) ? json['model'] : undefined;
  const profile: Profile | undefined = typeof model === 'string' ? kit.catalog.find(model) : undefined;
  return new Map(profile === undefined ? [] : [[profile.id, await kit.tokens.counter(profile.encoding)]]);
}
