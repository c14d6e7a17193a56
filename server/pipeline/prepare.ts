import type { LoadedObjects, Profile, Prompt, PromptSize, ReplySchedule, Surface, Turn, Usage } from '../core';
import { KEYS_NOT_SEEDED, textOfPart } from '../core';
import type { ModelOutputFault } from '../faults';
import { type Choice, type ClientAttempt, choose, overridesOf, resolveFault } from '../fixtures';
import { measure } from '../generate';
import { formSentence } from '../generate/format/tell-form';
import type { Voice } from '../generate/text/sentences';
import { createNoise, hashJson, hashText, later } from '../lib';
import { subjectOf } from '../matching';
import { paceOf } from '../pacing';
import { cacheSearchOf } from '../state/prompt-cache';
import type { TokenCodec } from '../tokens';
import type { Prepared } from './app';
import { checkBody, checkPromptSize, loadStored } from './check';
import { composeTurns } from './compose-turns';
import { attempt, type Result } from './outcome-cache';
import { inStream } from './refusal';
import { answeredBy, fixtureName, markHeaders, misfitsOf, usageOf } from './reply-notes';
import { createReplyWriter, hasPlaceholders, type ReplyVariables } from './reply-writer';
import { parseBody, type RequestContext } from './request-context';

/** These keys do not change the content of a reply: a stream and its JSON twin are the same request. */
const TRANSPORT_KEYS: ReadonlySet<string> = new Set(['stream', 'stream_options']);

/** What came of preparing a request. */
export interface Preparation {
  readonly result: Result<Prepared>;
  /** Undefined where the result was remembered, or the request was refused before fixtures were asked. */
  readonly call: ClientAttempt | undefined;
}

/** What a preparation depends on besides the request. */
export interface PreparationInputs {
  /** Key of the cache beside the request's text. */
  readonly situation: string;
  /** An earlier call of the same attempt. */
  readonly call: ClientAttempt | undefined;
  /** A fault of the model's output. */
  readonly fault: ModelOutputFault | undefined;
}

/** Prepares a request: check, choose, compose; once for all of the same text and situation. */
export async function prepare(
  context: RequestContext,
  surface: Surface,
  inputs: PreparationInputs,
): Promise<Preparation> {
  const { namespace, request } = context;
  const known = namespace.preparedCache.get(inputs.situation, request.text);
  if (known !== undefined) return { result: known, call: inputs.call };
  const { result, call, isRepeatable } = await prepareNew(context, surface, inputs);
  const hash = 'value' in result ? result.value.seed : undefined;
  if (isRepeatable) namespace.preparedCache.put(inputs.situation, request.text, { result, hash });
  return { result, call };
}

async function prepareNew(
  context: RequestContext,
  surface: Surface,
  { call: earlier, fault }: PreparationInputs,
): Promise<Preparation & { readonly isRepeatable: boolean }> {
  const sent = await attempt(() => parseBody(context));
  if ('thrown' in sent) return { result: sent, call: earlier, isRepeatable: true };
  const { loads } = surface;
  const stored = await attempt(() => loadStored(context, loads && ((found) => loads(sent.value, found))));
  if ('thrown' in stored) return { result: stored, call: earlier, isRepeatable: false };
  const { loaded, isUsed } = stored.value;
  const read = await attempt(() => readBody(context, surface, { body: sent.value, loaded }));
  if ('thrown' in read) return { result: read, call: earlier, isRepeatable: !isUsed };
  const call = earlier ?? callOf(context, surface, read.value.seed);
  const result = await attempt(() => answer(context, surface, { ...read.value, call, fault }));
  return { result, call, isRepeatable: !isUsed && !call.isStateful };
}

/** A request that passed its checks. */
interface ReadRequest {
  /** Without keys that the service ignores. */
  readonly body: unknown;
  readonly seed: number;
  readonly profile: Profile;
  readonly counter: TokenCodec;
  readonly prompts: readonly [Prompt, ...Prompt[]];
  readonly sizes: readonly PromptSize[];
  /** Hash of the emulator's seed and the prompt; a fixture's reply needs none. */
  readonly promptSeed: () => number;
  /** Broken rules that only warn. */
  readonly warnings: readonly string[];
  readonly loaded: LoadedObjects;
}

/** Checks a body and reads its prompts. */
async function readBody(
  context: RequestContext,
  surface: Surface,
  { body: sent, loaded }: { readonly body: unknown; readonly loaded: LoadedObjects },
): Promise<ReadRequest> {
  const { app } = context;
  const { parsed, profile, warnings } = checkBody(context, surface, { body: sent, loaded });
  const body: unknown = parsed;
  const seed = hashJson(body, app.seed, TRANSPORT_KEYS);
  const counter = await app.tokens.counter(profile.encoding);
  const prompt = surface.read(body, profile, { tokenizer: counter, loaded });
  const prompts = [prompt, ...(prompt.further ?? [])] as const;
  const promptSeed = later(() => hashJson(prompt, app.seed, KEYS_NOT_SEEDED));
  const sizes = prompts.map((each) => measure(each, profile, counter));
  const measured = { parsed, profile, loaded, size: sumOf(sizes) };
  const { headers } = context.request;
  const refused = () => ({ body, prompt, profile, loaded, headers, noise: createNoise(seed) });
  const oversize = inStream(surface, refused, () => checkPromptSize(context, surface, measured));
  const all = [...warnings, ...oversize];
  return { body, seed, profile, counter, prompts, sizes, promptSeed, warnings: all, loaded };
}

/** A request that was read, and what its fixtures are asked with. */
interface AnswerInputs extends ReadRequest {
  readonly call: ClientAttempt;
  readonly fault: ModelOutputFault | undefined;
}

/** Chooses and composes the answers of a request. */
function answer(context: RequestContext, surface: Surface, inputs: AnswerInputs): Prepared {
  const { body, seed, profile, prompts, sizes, loaded, counter } = inputs;
  const { app, request } = context;
  const choices = choicesFor(context, surface, inputs);
  const first = choices[0] as Choice;
  const overrides = overridesOf(first);
  const answers = answersOf(choices, inputs, app.voice);
  const turns = answers.flat();
  const { usage, chunk = app.chunk } = overrides;
  const [prompt] = prompts;
  const renderer = rendererOf(surface, {
    body,
    prompt,
    profile,
    turns,
    seed,
    loaded,
    headers: request.headers,
    usage,
    tokensPerDelta: chunk,
  });
  const mayRepeat = !(
    hasPlaceholders(request.text) || turns.some(({ parts }) => parts.some((part) => hasPlaceholders(textOfPart(part))))
  );
  const notes = {
    model: prompt.model,
    stream: prompt.stream,
    warnings: [...inputs.warnings, ...choices.flatMap(misfitsOf)],
    fixture: fixtureName(first),
    form: first.type === 'generator' ? formSentence(prompt) : undefined,
    nearMisses: choices.flatMap(({ passed }) => passed),
    usage: usageOf(answers),
  };
  const { storeKey, cachePlan } = surface;
  const plan = cachePlan && (() => cachePlan(body, loaded));
  return {
    seed,
    prompt,
    notes,
    markHeaders: markHeaders(notes),
    cacheUnits: app.cacheUnits.of(plan, { input: sizes[0]?.input ?? 0, count: counter.count }, profile),
    cacheSearch: cacheSearchOf(profile),
    pace: overrides.pace === undefined ? undefined : paceOf(overrides.pace),
    chunk,
    tokens: Math.max(0, ...turns.map(({ usage }) => usage.output)),
    replyWriter: createReplyWriter(renderer.render, mayRepeat),
    store: renderer.store,
    storeKey: storeKey && ((ids, created) => storeKey(body, ids, created)),
    fixtures: choices.flatMap(answeredBy),
    overrides,
    fault: resolveFault(overrides.fault),
  };
}

/** The turns that answer each prompt. */
const answersOf = (
  choices: readonly Choice[],
  { prompts, profile, counter, sizes, promptSeed, fault }: AnswerInputs,
  voice: Voice,
): readonly (readonly Turn[])[] =>
  prompts.map((prompt, at) => {
    const input = inputTokens(profile, sizes[at] as PromptSize);
    const seed = at === 0 ? promptSeed : () => hashText(`prompt ${at}`, promptSeed());
    return composeTurns(choices[at] as Choice, { prompt, profile, counter, input, seed, voice }, fault);
  });

/** What answers each prompt. */
function choicesFor(
  { app, namespace, request }: RequestContext,
  surface: Surface,
  { prompts, body, profile, promptSeed: seed, call }: AnswerInputs,
): readonly Choice[] {
  const { strict, fit } = app;
  const options = { strict, fit, profile, progress: namespace.fixtureProgress, call, seed };
  const sets = [namespace.fixtures, ...app.fixtures];
  return prompts.map((each) => choose(subjectOf(each, surface.id, { headers: request.headers, body }), sets, options));
}

/** SDKs count their retries in a header; an idempotency key marks them too. */
function callOf({ request: { headers }, app }: RequestContext, { id }: Surface, seed: number): ClientAttempt {
  const named = headers['idempotency-key'];
  const isRetry = named !== undefined || Number(headers['x-stainless-retry-count'] ?? 0) > 0;
  return { key: `${id} ${named ?? ''} ${seed}`, isRetry, now: app.clock.now(), taken: [], isStateful: false };
}

/** Turns, and everything else that their surface renders. */
interface RenderInputs {
  readonly body: unknown;
  readonly prompt: Prompt;
  readonly profile: Profile;
  readonly turns: readonly Turn[];
  readonly seed: number;
  readonly loaded: LoadedObjects;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Counts that the fixture sets; they replace those of a prompt cache. */
  readonly usage: Partial<Usage>;
  readonly tokensPerDelta: number | undefined;
}

/** Renders turns on a surface. Padding follows from the request; only ids, time and cache differ between repetitions. */
function rendererOf(surface: Surface, { turns, seed, usage, ...known }: RenderInputs) {
  const envelope = ({ ids, created }: ReplyVariables) => ({ ...known, ids, noise: createNoise(seed), created });
  const counted = ({ cache }: ReplyVariables) =>
    turns.map((turn) => ({ ...turn, usage: { ...turn.usage, ...cache, ...usage } }));
  const store = surface.shouldStore?.(known.body) === false ? undefined : surface.store;
  return {
    render: (variables: ReplyVariables): string =>
      known.prompt.stream
        ? surface.stream(counted(variables), envelope(variables)).join('')
        : surface.render(counted(variables), envelope(variables)),
    store:
      store &&
      ((variables: ReplyVariables, schedule: ReplySchedule) =>
        store(counted(variables), envelope(variables), schedule)),
  };
}

/** The size of all prompts of a request. */
const sumOf = (sizes: readonly PromptSize[]): PromptSize => ({
  input: sizes.reduce((sum, { input }) => sum + input, 0),
  tools: sizes[0]?.tools ?? 0,
  each: sizes.map(({ input }) => input),
});

/** Tokens of the prompt; one that is too long is truncated to leave room for the longest reply, half the window at most. */
const inputTokens = ({ contextWindow, maxOutput }: Profile, { input }: PromptSize): number =>
  input <= contextWindow ? input : contextWindow - Math.min(maxOutput, Math.floor(contextWindow / 2));
