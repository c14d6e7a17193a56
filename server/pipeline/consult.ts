import {
  type Answer,
  type Endpoint,
  type EndpointContext,
  isJsonObject,
  judge,
  ProblemError,
  type Profile,
  type Reply,
  throwIfErrors,
} from '../core';
import { hashText } from '../entropy';
import { INSTANT, isPaced, lengthOf } from '../pacing';
import { measure } from '../replies';
import type { Codec } from '../tokens';
import { readForm } from '../wire';
import { charged } from './limit';
import { paceOf } from './manner';
import { perform, type Road } from './perform';
import { marksOf } from './prepare';
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
  const pace = paceOf(visit);
  const warnings = new Set<string>();
  const context: EndpointContext = {
    request,
    params: leg.params,
    ids: visit.ids,
    created: Math.floor(now / 1000),
    now,
    stored: estate.objects,
    keep: (...objects) => visit.keep(objects),
    recalled,
    form: endpoint.form === undefined ? undefined : await readForm(request),
    span: (tokens) => (isPaced(pace) ? lengthOf(pace, tokens, kit.seed) : 0),
    perform: (own) => perform(visit, own, road),
    profiles: kit.catalog.profiles,
    findProfile: (name) => kit.catalog.find(name),
    service: kit.service,
    check(contract, input, { profile, sizeOf } = {}) {
      const checks = { service: kit.service, headers: request.headers, profile, recalled };
      const judged = judge(contract, input, sizeOf === undefined ? checks : { ...checks, sizeOf });
      throwIfErrors(judged);
      for (const { rule } of judged.warnings) warnings.add(`${contract.surface}/${rule}`);
      return judged.body;
    },
    json,
    measure: (prompt, profile) => measure(prompt, profile, counterOf(counters, profile)),
    tokenizer: (profile) => counterOf(counters, profile),
    hash: (text) => hashText(text),
  };
  const reply = warned(visit, replyWith(visit, await endpoint.answer(context)), warnings);
  const { limits } = estate;
  if (limits === undefined || endpoint.charge === undefined) return reply;
  return { ...reply, headers: [...reply.headers, ...charged(visit, limits, endpoint.charge(context))] };
}

/** A reply that tells which rules only warned. */
function warned(visit: Visit, reply: Reply, found: ReadonlySet<string>): Reply {
  if (found.size === 0) return reply;
  const warnings = [...found];
  visit.entry.note({ warnings });
  return { ...reply, headers: [...reply.headers, ...marksOf({ warnings })] };
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
  const { body, headers: more = [] } = answer;
  return { status: 200, headers: [...typed, ...more], body };
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
