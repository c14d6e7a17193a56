import type { HeaderList, Reply, Surface } from '../core';
import { createNoise, hashJson } from '../entropy';
import { subjectOf } from '../matching';
import { type Choice, choose, compose } from '../replies';
import { inspect } from './inspect';
import type { Visit } from './visit';

/** How a reply travels does not change what it says: a stream and its JSON twin are the same request. */
const TRANSPORT_KEYS: ReadonlySet<string> = new Set(['stream', 'stream_options']);

/** Steps 4 to 10 for a generating route: check, read, choose, compose, render. */
export async function generate(visit: Visit, surface: Surface): Promise<Reply> {
  const { kit, request, leg, estate, entry } = visit;
  const body = leg.provider.parse(request.body, surface.id);
  const requestSeed = hashJson(body, kit.seed, TRANSPORT_KEYS);
  visit.identify(requestSeed);
  const profile = inspect(visit, surface, body);
  const prompt = surface.read(body, profile);
  const counter = await kit.tokens.counter(profile.encoding);
  const choice = choose(subjectOf(prompt, surface.id), [estate.fixtures, ...kit.fixtures], { strict: kit.strict });
  const turns = compose(choice, { prompt, profile, counter, seed: requestSeed });
  entry.note({ model: prompt.model, stream: prompt.stream, ...fixtureNote(choice) });
  const envelope = {
    body,
    prompt,
    profile,
    ids: visit.ids,
    noise: createNoise(visit.seed),
    created: Math.floor(kit.clock.now() / 1000),
  };
  const spoken = prompt.stream ? surface.stream(turns, envelope) : surface.render(turns, envelope);
  const headers = leg.provider.headers(visit.voice(prompt.model), prompt.stream ? 'stream' : 'json');
  return { status: 200, headers: [...headers, ...marks(choice)], body: spoken };
}

const fixtureNote = (choice: Choice): { fixture?: string } =>
  choice.type === 'fixture' ? { fixture: choice.fixture.name ?? JSON.stringify(choice.fixture.when) } : {};

/** Tells which fixture answered; names may hold any script, headers may not. */
function marks(choice: Choice): HeaderList {
  const { fixture } = fixtureNote(choice);
  return fixture === undefined ? [] : [['x-llmulator-fixture', encodeURIComponent(fixture)]];
}
