import { type Endpoint, type EndpointContext, isJsonObject, ProblemError, type Profile, type Reply } from '../core';
import { hashText } from '../entropy';
import { measure } from '../replies';
import type { Codec } from '../tokens';
import { charged } from './limit';
import type { Visit } from './visit';

/** Answers a route that generates nothing. */
export async function consult(visit: Visit, endpoint: Endpoint): Promise<Reply> {
  const { kit, request, leg } = visit;
  const json = endpoint.route.method === 'POST' && endpoint.bodiless === undefined ? visit.parse() : undefined;
  const counters = await countersFor(visit, json);
  const context: EndpointContext = {
    request,
    params: leg.params,
    ids: visit.ids,
    created: Math.floor(kit.clock.now() / 1000),
    profiles: kit.catalog.profiles,
    findProfile: (name) => kit.catalog.find(name),
    service: kit.service,
    json,
    measure: (prompt, profile) => measure(prompt, profile, counterOf(counters, profile)),
    tokenizer: (profile) => counterOf(counters, profile),
    hash: (text) => hashText(text),
  };
  const body = endpoint.answer(context);
  const { limits } = visit.estate;
  const told =
    limits === undefined || endpoint.charge === undefined ? [] : charged(visit, limits, endpoint.charge(context));
  return { status: 200, headers: [...leg.provider.headers(visit.voice(), 'json'), ...told], body };
}

function counterOf(counters: ReadonlyMap<string, Codec>, { id }: Profile): Codec {
  const counter = counters.get(id);
  if (counter === undefined) throw new ProblemError('internal', { message: `no tokenizer for ${id}` });
  return counter;
}

/** The counter of the model that a body names; endpoints answer at once, so it is fetched before they are asked. */
async function countersFor({ kit }: Visit, json: unknown): Promise<ReadonlyMap<string, Codec>> {
  const model = isJsonObject(json) ? json['model'] : undefined;
  const profile: Profile | undefined = typeof model === 'string' ? kit.catalog.find(model) : undefined;
  return new Map(profile === undefined ? [] : [[profile.id, await kit.tokens.counter(profile.encoding)]]);
}
