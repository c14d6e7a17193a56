import { type Answer, type Endpoint, isJsonObject, ProblemError, type Profile, type Reply } from '../core';
import { hashText } from '../entropy';
import { INSTANT } from '../pacing';
import { measure } from '../replies';
import type { Codec } from '../tokens';
import { readForm } from '../wire';
import { perform, type Road } from './perform';
import { recall } from './recall';
import type { Visit } from './visit';

/** Answers a route that generates nothing; requests of its own go down the given road. */
export async function consult(visit: Visit, endpoint: Endpoint, road: Road): Promise<Reply> {
  const { kit, request, leg, estate } = visit;
  const takesJson = endpoint.route.method === 'POST' && endpoint.bodiless === undefined && endpoint.form === undefined;
  const json = takesJson ? visit.parse() : undefined;
  const counters = await countersFor(visit, json);
  const { recalls } = endpoint;
  const recalled = await recall(visit, recalls && ((found) => recalls({ json, params: leg.params }, found)));
  const now = kit.clock.now();
  const answer = await endpoint.answer({
    request,
    params: leg.params,
    ids: visit.ids,
    created: Math.floor(now / 1000),
    now,
    stored: estate.objects,
    recalled,
    form: endpoint.form === undefined ? undefined : await readForm(request),
    perform: (own) => perform(visit, own, road),
    profiles: kit.catalog.profiles,
    findProfile: (name) => kit.catalog.find(name),
    service: kit.service,
    json,
    measure: (prompt, profile) => measure(prompt, profile, counterOf(counters, profile)),
    tokenizer: (profile) => counterOf(counters, profile),
    hash: (text) => hashText(text),
  });
  return replyWith(visit, answer);
}

function replyWith(visit: Visit, answer: Answer): Reply {
  const { provider } = visit.leg;
  if (typeof answer !== 'string' && 'frames' in answer) {
    visit.frames = { ...INSTANT, recorded: answer.due };
    return { status: 200, headers: provider.headers(visit.voice(), 'stream'), body: answer.frames.join('') };
  }
  const headers = provider.headers(visit.voice(), 'json');
  if (typeof answer === 'string') return { status: 200, headers, body: answer };
  const typed = headers.map(([name, value]) => [name, name === 'content-type' ? answer.type : value] as const);
  const { body } = answer;
  const bytes = { bytes: body as Uint8Array, release: () => undefined, copy: () => body as Uint8Array };
  return { status: 200, headers: typed, body: typeof body === 'string' ? body : bytes };
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
