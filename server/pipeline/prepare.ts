import type {
  HeaderList,
  Ids,
  LoadedObjects,
  NewObject,
  ObjectKey,
  Profile,
  Prompt,
  PromptSize,
  ReplySchedule,
  Surface,
  Turn,
  Usage,
} from '../core';
import { KEYS_NOT_SEEDED, textOfPart, withoutKeys } from '../core';
import type { ModelOutputFault } from '../faults';
import {
  applyOverrides,
  type Choice,
  type ClientAttempt,
  choose,
  type Fixture,
  type Overrides,
  overridesOf,
  resolveFault,
} from '../fixtures';
import { measure } from '../generate';
import type { Notes } from '../journal';
import { createNoise, hashJson, hashText } from '../lib';
import { subjectOf } from '../matching';
import { type Pace, paceOf } from '../pacing';
import { type CacheSearch, type CacheUnit, cacheSearchOf, cacheUnitsOf } from '../state/prompt-cache';
import { checkBody, checkPromptSize } from './check';
import { type ComposeContext, compose } from './compose-turns';
import { loadStored } from './load-stored';
import { hasPlaceholders } from './reply-template';
import { createReplyWriter, type ReplyVariables, type ReplyWriter } from './reply-writer';
import type { RequestContext } from './request-context';

/** How a reply travels does not change what it says: a stream and its JSON twin are the same request. */
const TRANSPORT_KEYS: ReadonlySet<string> = new Set(['stream', 'stream_options']);

/** All that follows from the words of a request alone, whoever sends them and how often. */
export interface Prepared {
  /** Hash of the emulator's seed and the canonical request. */
  readonly seed: number;
  readonly prompt: Prompt;
  /** What the journal is told. */
  readonly notes: Notes;
  /** What the reply tells of the rules and the fixture. */
  readonly markHeaders: HeaderList;
  /** What the house may keep of the prompt, and how it looks for it. */
  readonly cacheUnits: readonly CacheUnit[];
  readonly cacheSearch: CacheSearch;
  /** The pace of the fixture that answers. */
  readonly pace: Pace | undefined;
  /** Tokens in each delta, where that is set. */
  readonly chunk: number | undefined;
  /** Tokens of output, for a reply in one piece that takes its time. */
  readonly tokens: number;
  /** The reply as one text. */
  readonly replyWriter: ReplyWriter;
  /** What the house keeps of the reply, with the ids that it bears; absent where it keeps nothing. */
  readonly store: ((said: ReplyVariables, course: ReplySchedule) => readonly NewObject[]) | undefined;
  /** The name under which it keeps it, where that can be told at once. */
  readonly storeKey: ((ids: Ids, created: number) => ObjectKey | undefined) | undefined;
  /** The fixtures that answer, as they were written. */
  readonly fixtures: readonly Fixture[];
  /** What the fixture says of the reply besides its words. */
  readonly overrides: Overrides;
  /** The fault that the fixture asks for. */
  readonly fault: ReturnType<typeof resolveFault>;
}

/** Steps 4 to 9. */
export async function prepare(visit: RequestContext, surface: Surface, fault?: ModelOutputFault): Promise<Prepared> {
  const { app, request } = visit;
  const sent = visit.parse();
  const { loads, storeKey } = surface;
  const loaded = await loadStored(visit, loads && ((found) => loads(sent, found)));
  const inspected = checkBody(visit, surface, { sent, loaded });
  // What a service ignores has no effect on what is said.
  const body = withoutKeys(sent, app.service.ignored(surface.id));
  const seed = hashJson(body, app.seed, TRANSPORT_KEYS);
  const { parsed, profile } = inspected;
  const counter = await app.tokens.counter(profile.encoding);
  const prompt = surface.read(body, profile, { tokenizer: counter, loaded });
  const prompts = [prompt, ...(prompt.further ?? [])];
  const wordSeed = hashJson(prompt, app.seed, KEYS_NOT_SEEDED);
  const sizes = prompts.map((each) => measure(each, profile, counter));
  const weighed = checkPromptSize(visit, surface, { parsed, profile, loaded, size: together(sizes) });
  visit.fixtureCall ??= callOf(visit, surface, seed);
  const choices = choicesFor(visit, surface, { prompts, body, profile, seed: wordSeed });
  const overrides = overridesOf(choices[0] as Choice);
  const warnings = [...inspected.warnings, ...weighed, ...choices.flatMap(misfitsOf)];
  const answers = prompts.map((each, at) => {
    const input = kept(profile, sizes[at] as PromptSize);
    const own = at === 0 ? wordSeed : hashText(`prompt ${at}`, wordSeed);
    return composeFor(choices[at] as Choice, { prompt: each, profile, counter, input, seed: own }, fault);
  });
  const turns = answers.flat();
  const { usage, chunk = app.chunk } = overrides;
  const { say, keeps } = speaker(surface, { body, prompt, profile, turns, seed, loaded, usage, tokensPerDelta: chunk });
  const mayRepeat = !(
    hasPlaceholders(request.text) || turns.some(({ parts }) => parts.some((part) => hasPlaceholders(textOfPart(part))))
  );
  const notes = {
    model: prompt.model,
    stream: prompt.stream,
    warnings,
    fixture: fixtureOf(choices[0] as Choice),
    nearMisses: choices.flatMap(({ passed }) => passed),
    usage: usageOf(answers),
  };
  return {
    seed,
    prompt,
    notes,
    markHeaders: marksOf(notes),
    cacheUnits: cacheUnitsOf(
      surface.cachePlan?.(body, loaded),
      { input: sizes[0]?.input ?? 0, count: counter.count },
      profile,
    ),
    cacheSearch: cacheSearchOf(profile),
    pace: overrides.pace === undefined ? undefined : paceOf(overrides.pace),
    chunk,
    tokens: Math.max(0, ...turns.map(({ usage }) => usage.output)),
    replyWriter: createReplyWriter(say, mayRepeat),
    store: keeps,
    storeKey: storeKey && ((ids, created) => storeKey(body, ids, created)),
    fixtures: choices.flatMap((choice) => (choice.type === 'fixture' ? (choice.written ?? []) : [])),
    overrides,
    fault: resolveFault(overrides.fault),
  };
}

/** Prompts of one request, and what chances start from. */
interface ChoiceInputs {
  readonly prompts: readonly Prompt[];
  readonly body: unknown;
  readonly profile: Profile;
  readonly seed: number;
}

/** What answers each prompt: step 8. */
function choicesFor(
  { app, namespace, request, fixtureCall }: RequestContext,
  surface: Surface,
  asked: ChoiceInputs,
): readonly Choice[] {
  const { strict, fit, fixtureStats } = app;
  const { prompts, body, profile, seed } = asked;
  const options = {
    strict,
    fit,
    profile,
    progress: namespace.fixtureProgress,
    call: fixtureCall,
    tally: fixtureStats,
    seed,
  };
  const sets = [namespace.fixtures, ...app.fixtures];
  return prompts.map((each) => choose(subjectOf(each, surface.id, { headers: request.headers, body }), sets, options));
}

/** An SDK counts its retries; a client may also name the answer that it wants only once. */
function callOf({ request: { headers }, app }: RequestContext, { id }: Surface, seed: number): ClientAttempt {
  const named = headers['idempotency-key'];
  const isRetry = named !== undefined || Number(headers['x-stainless-retry-count'] ?? 0) > 0;
  return { key: `${id} ${named ?? ''} ${seed}`, isRetry, now: app.clock.now(), taken: [], isStateful: false };
}

/** Turns as they are, or as a fault ends them. */
function composeFor(choice: Choice, context: ComposeContext, fault: ModelOutputFault | undefined): readonly Turn[] {
  if (fault === undefined) {
    const overrides = overridesOf(choice);
    // A fixture that says nothing leaves the words to the generator.
    const said =
      overrides.isSpoken || overrides.raw !== undefined ? choice : { type: 'generator' as const, passed: [] };
    return applyOverrides(compose(said, context), overrides);
  }
  if ('says' in fault) {
    const reply = { parts: [{ refusal: fault.says }], stop: 'refusal' as const };
    return compose(
      { type: 'fixture', fixture: { when: {}, reply }, passed: [], misfits: [], isBuiltIn: false },
      context,
    );
  }
  const { limits } = context.prompt;
  const maxOutput = Math.min(limits.maxOutput ?? fault.after, fault.after);
  const prompt = { ...context.prompt, limits: { ...limits, maxOutput } };
  return compose(choice, { ...context, prompt }).map((turn) => ({ ...turn, stop: fault.stop }));
}

/** Turns, and all that their surface wants to know. */
interface RenderInputs {
  readonly body: unknown;
  readonly prompt: Prompt;
  readonly profile: Profile;
  readonly turns: readonly Turn[];
  readonly seed: number;
  readonly loaded: LoadedObjects;
  /** Counts that the fixture sets; they go before those of a prompt cache. */
  readonly usage: Partial<Usage>;
  readonly tokensPerDelta: number | undefined;
}

/** Says turns on a surface. Padding and the like follow from the request; only ids, time and cache set repetitions apart. */
function speaker(surface: Surface, { turns, seed, usage, ...known }: RenderInputs) {
  const envelope = ({ ids, created }: ReplyVariables) => ({ ...known, ids, noise: createNoise(seed), created });
  const counted = ({ cache }: ReplyVariables) =>
    turns.map((turn) => ({ ...turn, usage: { ...turn.usage, ...cache, ...usage } }));
  const keeps = surface.shouldStore?.(known.body) === false ? undefined : surface.store;
  return {
    say: (said: ReplyVariables): string =>
      known.prompt.stream
        ? surface.stream(counted(said), envelope(said)).join('')
        : surface.render(counted(said), envelope(said)),
    keeps: keeps && ((said: ReplyVariables, course: ReplySchedule) => keeps(counted(said), envelope(said), course)),
  };
}

/** In what a fixture's reply does not fit, as the rules of an own group. */
const misfitsOf = (choice: Choice): readonly string[] =>
  choice.type === 'fixture' ? choice.misfits.map(({ rule }) => `fit/${rule}`) : [];

/** The size of all prompts of a request. */
const together = (sizes: readonly PromptSize[]): PromptSize => ({
  input: sizes.reduce((sum, { input }) => sum + input, 0),
  tools: sizes[0]?.tools ?? 0,
  each: sizes.map(({ input }) => input),
});

/** Tokens of all answers: a prompt is read once, however many turns answer it. */
const usageOf = (answers: readonly (readonly Turn[])[]): Usage => ({
  input: answers.reduce((sum, [first]) => sum + (first?.usage.input ?? 0), 0),
  output: answers.flat().reduce((sum, { usage }) => sum + usage.output, 0),
  reasoning: answers.flat().reduce((sum, { usage }) => sum + usage.reasoning, 0),
  cacheRead: 0,
  cacheWrite: 0,
});

/** The name of the fixture that answers, or what it waits for. */
const fixtureOf = (choice: Choice): string | undefined =>
  choice.type === 'fixture' ? (choice.fixture.name ?? JSON.stringify(choice.fixture.when)) : undefined;

/** Tells which fixture answered, and what only warned; names may hold any script, headers may not. */
export function marksOf({ fixture, warnings = [] }: Notes): HeaderList {
  const marks: [string, string][] = [];
  if (fixture !== undefined) marks.push(['x-llmulator-fixture', encodeURIComponent(fixture)]);
  if (warnings.length > 0) marks.push(['x-llmulator-warnings', [...new Set(warnings)].join(', ')]);
  return marks;
}

/** What does not fit is left out where the request allows it; then the longest reply has room, in half the window at most. */
const kept = ({ contextWindow, maxOutput }: Profile, { input }: PromptSize): number =>
  input <= contextWindow ? input : contextWindow - Math.min(maxOutput, Math.floor(contextWindow / 2));
