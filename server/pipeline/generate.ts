import {
  type Frame,
  type HeaderList,
  type Ids,
  type Profile,
  type Prompt,
  type PromptSize,
  type Reply,
  type Surface,
  wordsOf,
} from '../core';
import { createNoise, hashJson } from '../entropy';
import { subjectOf } from '../matching';
import { type Choice, choose, compose, measure } from '../replies';
import { isPaced } from '../wire';
import { inspect, weigh } from './inspect';
import { createScribe, type Make, type Scribe } from './scribe';
import { holdsStandIns } from './template';
import type { Visit } from './visit';

/** How a reply travels does not change what it says: a stream and its JSON twin are the same request. */
const TRANSPORT_KEYS: ReadonlySet<string> = new Set(['stream', 'stream_options']);

/** All that follows from the words of a request alone, whoever sends them and how often. */
export interface Prepared {
  /** Hash of the emulator's seed and the canonical request. */
  readonly seed: number;
  readonly prompt: Prompt;
  readonly warnings: readonly string[];
  readonly choice: Choice;
  /** The reply as frames, for a stream that is paced. */
  frames(ids: Ids, created: number): readonly Frame[];
  /** The reply as one text. */
  readonly scribe: Scribe;
}

/** Steps 4 to 10 for a generating route: check, read, choose, compose, render. */
export async function generate(visit: Visit, surface: Surface): Promise<Reply> {
  const { estate, entry, kit, leg } = visit;
  const prepared = await estate.memo.once(situationOf(visit, surface), visit.request.text, () =>
    prepare(visit, surface),
  );
  const { prompt, choice, scribe } = prepared;
  visit.identify(prepared.seed);
  entry.note({ model: prompt.model, stream: prompt.stream, warnings: prepared.warnings, ...fixtureNote(choice) });
  const created = Math.floor(kit.clock.now() / 1000);
  const inFrames = prompt.stream && isPaced(kit.pace);
  const body = inFrames ? prepared.frames(visit.ids, created) : scribe.say(visit.ids, created);
  const headers = leg.provider.headers(visit.voice(prompt.model), prompt.stream ? 'stream' : 'json');
  return { status: 200, headers: marked(headers, prepared), body };
}

/** What a reply depends on besides the words of the request: the surface, and the headers that it heeds. */
const situationOf = ({ request }: Visit, { id, heeds }: Surface): string =>
  heeds.length === 0 ? id : [id, ...heeds.map((name) => request.headers[name] ?? '')].join('\n');

/** Steps 4 to 9. */
async function prepare(visit: Visit, surface: Surface): Promise<Prepared> {
  const { kit, request, estate } = visit;
  const body = visit.parse();
  const seed = hashJson(body, kit.seed, TRANSPORT_KEYS);
  const inspected = inspect(visit, surface, body);
  const { profile } = inspected;
  const prompt = surface.read(body, profile);
  const counter = await kit.tokens.counter(profile.encoding);
  const size = measure(prompt, profile, counter);
  const warnings = [...inspected.warnings, ...weigh(visit, surface, { body, profile, size })];
  const choice = choose(subjectOf(prompt, surface.id), [estate.fixtures, ...kit.fixtures], { strict: kit.strict });
  const turns = compose(choice, { prompt, profile, counter, input: kept(profile, size), seed });
  // Padding and the like follow from the request, so that only ids and time set repetitions apart.
  const envelope = (ids: Ids, created: number) => ({ body, prompt, profile, ids, noise: createNoise(seed), created });
  const frames = (ids: Ids, created: number) => surface.stream(turns, envelope(ids, created));
  const make: Make = (ids, created) =>
    prompt.stream ? frames(ids, created).join('') : surface.render(turns, envelope(ids, created));
  const mayRepeat = !(
    holdsStandIns(request.text) || turns.some(({ parts }) => parts.some((part) => holdsStandIns(wordsOf(part))))
  );
  return { seed, prompt, warnings, choice, frames, scribe: createScribe(make, mayRepeat) };
}

const fixtureNote = (choice: Choice): { fixture?: string } =>
  choice.type === 'fixture' ? { fixture: choice.fixture.name ?? JSON.stringify(choice.fixture.when) } : {};

/** Tells which fixture answered, and what only warned; names may hold any script, headers may not. */
function marked(headers: HeaderList, { choice, warnings }: Prepared): HeaderList {
  const { fixture } = fixtureNote(choice);
  if (fixture === undefined && warnings.length === 0) return headers;
  const marks: [string, string][] = [];
  if (fixture !== undefined) marks.push(['x-llmulator-fixture', encodeURIComponent(fixture)]);
  if (warnings.length > 0) marks.push(['x-llmulator-warnings', [...new Set(warnings)].join(', ')]);
  return [...headers, ...marks];
}

/** What does not fit is left out where the request allows it; then the longest reply has room. */
const kept = ({ contextWindow, maxOutput }: Profile, { input }: PromptSize): number =>
  input <= contextWindow ? input : Math.max(0, contextWindow - maxOutput);
