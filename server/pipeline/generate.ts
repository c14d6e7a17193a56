import type { HeaderList, Profile, Prompt, Reply, Surface, Turn } from '../core';
import { createNoise, hashJson } from '../entropy';
import { subjectOf } from '../matching';
import { type Choice, choose, compose } from '../replies';
import { inspect } from './inspect';
import type { Visit } from './visit';

/** How a reply travels does not change what it says: a stream and its JSON twin are the same request. */
const TRANSPORT_KEYS: ReadonlySet<string> = new Set(['stream', 'stream_options']);

/** All that follows from the words of a request alone, whoever sends them and how often. */
export interface Prepared {
  readonly body: unknown;
  /** Hash of the emulator's seed and the canonical request. */
  readonly seed: number;
  readonly profile: Profile;
  readonly prompt: Prompt;
  readonly warnings: readonly string[];
  readonly choice: Choice;
  readonly turns: readonly Turn[];
}

/** Steps 4 to 10 for a generating route: check, read, choose, compose, render. */
export async function generate(visit: Visit, surface: Surface): Promise<Reply> {
  const { estate, entry, kit, leg } = visit;
  const prepared = await estate.memo.once(keyOf(visit, surface), () => prepare(visit, surface));
  const { body, profile, prompt, choice, turns } = prepared;
  visit.identify(prepared.seed);
  entry.note({ model: prompt.model, stream: prompt.stream, warnings: prepared.warnings, ...fixtureNote(choice) });
  const created = Math.floor(kit.clock.now() / 1000);
  const envelope = { body, prompt, profile, ids: visit.ids, noise: createNoise(visit.seed), created };
  const spoken = prompt.stream ? surface.stream(turns, envelope) : surface.render(turns, envelope);
  const headers = leg.provider.headers(visit.voice(prompt.model), prompt.stream ? 'stream' : 'json');
  return { status: 200, headers: [...headers, ...marks(choice)], body: spoken };
}

/** The words of a request, the surface they are sent to, and the headers that it heeds. */
function keyOf({ request }: Visit, { id, heeds }: Surface): string {
  const headers = heeds.map((name) => request.headers[name] ?? '').join('\n');
  return `${id}\n${headers}\n${request.text}`;
}

/** Steps 4 to 9. */
async function prepare(visit: Visit, surface: Surface): Promise<Prepared> {
  const { kit, request, leg, estate } = visit;
  const body = leg.provider.parse(request.isUtf8 ? request.text : undefined, surface.id);
  const seed = hashJson(body, kit.seed, TRANSPORT_KEYS);
  const { profile, warnings } = inspect(visit, surface, body);
  const prompt = surface.read(body, profile);
  const counter = await kit.tokens.counter(profile.encoding);
  const choice = choose(subjectOf(prompt, surface.id), [estate.fixtures, ...kit.fixtures], { strict: kit.strict });
  const turns = compose(choice, { prompt, profile, counter, seed });
  return { body, seed, profile, prompt, warnings, choice, turns };
}

const fixtureNote = (choice: Choice): { fixture?: string } =>
  choice.type === 'fixture' ? { fixture: choice.fixture.name ?? JSON.stringify(choice.fixture.when) } : {};

/** Tells which fixture answered; names may hold any script, headers may not. */
function marks(choice: Choice): HeaderList {
  const { fixture } = fixtureNote(choice);
  return fixture === undefined ? [] : [['x-llmulator-fixture', encodeURIComponent(fixture)]];
}
