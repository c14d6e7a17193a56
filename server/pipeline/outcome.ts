import { type HeaderList, type Problem, ProblemError, type Reply, type ResponseInfo, type WireError } from '../core';
import { type Effect, FAULT_HEADER } from '../faults';
import type { Outcome } from '../journal';
import { createNoise } from '../lib';
import { INSTANT, isPaced, type Pace, paceForModel, totalTime, withChunks } from '../pacing';
import { type EncodedReply, encode, FrameLog, type OutgoingReply, type WriteOptions } from '../wire';
import { modelNamed, refusalLimitHeaders } from './admit';
import type { Result } from './outcome-cache';
import { StreamedRefusal } from './refusal';
import {
  type Identity,
  identify,
  mergeHeaders,
  type Progress,
  type RequestContext,
  responseInfo,
} from './request-context';

/** Everything that is decided of an exchange before a byte is sent. */
export interface ExchangeOutcome {
  readonly reply: EncodedReply;
  readonly outcome: Outcome;
  /** How the reply is written; undefined for at once and whole. */
  readonly delivery: WriteOptions | undefined;
  readonly progress: Progress;
}

/** Makes the outcome of an attempt and notes it in the journal: everything thrown by a step becomes a refusal here. */
export function toOutcome(context: RequestContext, progress: Progress, result: Result<Reply>): ExchangeOutcome {
  try {
    return outcomeOf(context, progress, result);
  } catch (thrown) {
    // A message of an error may fail as well, such as one that quotes what was sent.
    return outcomeOf(context, progress, { thrown });
  }
}

function outcomeOf(context: RequestContext, progress: Progress, result: Result<Reply>): ExchangeOutcome {
  const { entry, app } = context;
  const { fault, reservation } = progress;
  noteProgress(context, progress);
  const plain = 'value' in result ? result.value : refuse(context, progress, result.thrown);
  const said = fault === undefined ? plain : withFaultHeaders(plain, fault);
  const reply = encode(said);
  entry.setReply(reply.status, reply.headers, reply.body);
  const outcome = 'value' in result ? 'answered' : isRefusal(result.thrown) ? 'refused' : 'bug';
  const delivery = outcome === 'answered' ? deliveryOptions(context, progress, said) : undefined;
  // A reply that is sent at once holds its reservation no longer; a delayed one does until it is delivered.
  if (delivery === undefined) reservation?.leave(app.clock.now());
  return { reply, outcome, delivery, progress };
}

const isRefusal = (thrown: unknown): boolean => thrown instanceof ProblemError && thrown.problem.kind !== 'internal';

/** An earlier attempt may have left notes, but only where attempts are retried. */
function noteProgress({ entry, namespace }: RequestContext, { fault, prepared, cache, warnings }: Progress): void {
  if (namespace.mirror !== undefined) entry.resetNotes();
  if (fault !== undefined) entry.note({ fault: fault.id, why: fault.why });
  if (prepared !== undefined) entry.note(prepared.notes, cache);
  if (warnings.length > 0) entry.note({ warnings });
}

/** How an exchange ends once its reply is sent: a proxy's page is a refusal, a fault may break a stream off. */
export function finalOutcome({ outcome, progress: { fault, prepared } }: ExchangeOutcome): Outcome {
  if (fault?.effect.place === 'proxy') return 'refused';
  const isBroken = fault?.effect.place === 'stream' && prepared?.prompt.stream === true;
  return isBroken && outcome === 'answered' ? 'broken' : outcome;
}

/** Headers of the fault replace the provider's. */
function withFaultHeaders(reply: Reply, { id, effect }: NonNullable<Progress['fault']>): Reply {
  const headers = mergeHeaders(reply.headers, effect.place === 'gate' ? effect.headers : []);
  return { ...reply, headers: [...headers, [FAULT_HEADER, id]] };
}

/** Formats what was thrown as the provider's error, and notes it. */
function refuse(context: RequestContext, { identity, prepared }: Progress, thrown: unknown): Reply {
  const problem = thrown instanceof ProblemError ? thrown.problem : reportBug(context, thrown);
  const { provider, route } = context.incoming;
  const model = prepared?.prompt.model ?? (problem.kind === 'rate-limited' ? modelNamed(context) : undefined);
  const info = responseInfo(context, identity ?? identify(context), model);
  const error = provider.formatError(problem, info);
  const rules = problem.issues.map(({ rule }) => `${route ?? provider.id}/${rule}`);
  context.entry.note({ problem: { kind: problem.kind, message: error.message, rules } });
  const reply =
    thrown instanceof StreamedRefusal ? streamOf(context, thrown, { error, info }) : provider.errorReply(error, info);
  const marks = problemHeaders(problem, rules);
  return { ...reply, headers: [...reply.headers, ...refusalLimitHeaders(context, problem), ...marks] };
}

/** A refusal whose frames are read as those of an answer. */
function streamOf(
  { app, incoming }: RequestContext,
  { frames }: StreamedRefusal,
  { error, info }: { readonly error: WireError; readonly info: ResponseInfo },
): Reply {
  const variables = { ids: info.ids, created: Math.floor(app.clock.now() / 1000) };
  const headers = incoming.provider.headers(info, 'stream');
  return { status: 200, headers, body: frames(error, variables).join('') };
}

/** Anything but a ProblemError is a bug of the emulator. */
function reportBug({ app, request }: RequestContext, thrown: unknown): Problem {
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  app.report(`bug while answering ${request.method} ${request.path}\n${text}`);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { kind: 'internal', facts: { message }, issues: [] };
}

/** Names the rule that was broken, or says that it is a bug of ours. */
function problemHeaders({ kind, issues }: Problem, rules: readonly string[]): HeaderList {
  if (kind === 'internal') return [['x-llmulator-bug', '1']];
  const [rule] = rules;
  return [['x-llmulator-rule', issues.length > 0 && rule !== undefined ? rule : kind]];
}

/** How a reply is written; undefined for at once and whole. */
function deliveryOptions(context: RequestContext, progress: Progress, reply: Reply): WriteOptions | undefined {
  const { app, incoming } = context;
  const { prepared } = progress;
  const fault = deliveryFault(progress);
  const { pace, isStream } = paceOfDelivery(context, progress);
  const transformer = fault && transformers[fault.effect.place];
  if (transformer === undefined && !isPaced(pace)) return undefined;
  const { clock, scheduler } = app;
  const seed = prepared?.seed ?? app.seed;
  // A client that leaves an answer to the background does not wait for it.
  const isWaiting = !isStream && isPaced(pace) && prepared?.prompt.background !== true;
  const delay = isWaiting ? totalTime(pace, prepared?.tokens ?? 0, seed) : 0;
  const surface = incoming.target.kind === 'surface' ? incoming.target.surface : undefined;
  const waiting = surface && app.service.keepAlive(surface.id)?.[isStream ? 'stream' : 'body'];
  const log = new FrameLog(transformer !== undefined);
  const chunked = isStream ? withChunks(pace, prepared?.chunk ?? 1) : pace;
  const plain = { pace: chunked, seed, clock, scheduler, ping: surface?.ping, waiting, log, isStream, delay };
  if (transformer === undefined) return plain;
  return { ...plain, transform: transformer(fault?.effect as never, { context, progress, reply, seed }) };
}

/** A fault that breaks a stream off leaves a reply in one piece whole. */
const deliveryFault = ({ fault, prepared }: Progress): Progress['fault'] =>
  fault?.effect.place === 'stream' && prepared?.prompt.stream === false ? undefined : fault;

/** Only generated replies and replayed streams are paced. */
function paceOfDelivery(
  context: RequestContext,
  progress: Progress,
): { readonly pace: Pace; readonly isStream: boolean } {
  const { prepared, frames } = progress;
  if (frames !== undefined) return { pace: frames, isStream: true };
  if (prepared === undefined) return { pace: INSTANT, isStream: false };
  return { pace: effectivePace(context, progress), isStream: prepared.prompt.stream };
}

/** The pace of the request, its fixture, its namespace, or the emulator; the model's own where that asks for it. */
export function effectivePace(
  { namespace, app }: RequestContext,
  { pace: requested, prepared }: Pick<Progress, 'pace' | 'prepared'>,
): Pace {
  const pace = requested ?? prepared?.pace ?? namespace.pace ?? app.pace;
  return pace.own && prepared !== undefined ? paceForModel(pace, app.catalog.find(prepared.prompt.model)?.pace) : pace;
}

/** What a fault of delivery depends on. */
interface TransformInputs {
  readonly context: RequestContext;
  readonly progress: Progress;
  readonly reply: Reply;
  readonly seed: number;
}

type EffectPlace = Effect['place'];
type EffectAt<P extends EffectPlace> = Extract<Effect, { place: P }>;

/** What the faults of each place do to bytes; those of other places have no effect on the delivery. */
const transformers: {
  readonly [P in EffectPlace]?: (
    effect: EffectAt<P>,
    inputs: TransformInputs,
  ) => (flow: OutgoingReply) => OutgoingReply;
} = {
  wire: ({ bend }, { seed }) => {
    const noise = createNoise(seed);
    return (flow) => bend(flow, noise);
  },
  stream: (effect, inputs) => (flow) => brokenAfter(flow, effect, inputs),
};

/** The frames up to the fault, then the provider's own frames for it. At least the last frame is left out. */
function brokenAfter(
  flow: OutgoingReply,
  { problem, facts, after }: EffectAt<'stream'>,
  { context, progress, reply }: TransformInputs,
): OutgoingReply {
  const { target } = context.incoming;
  if (target.kind !== 'surface' || progress.identity === undefined) return flow;
  const pieces = flow.pieces.slice(0, Math.min(after, flow.pieces.length - 1));
  const sent = pieces.map((piece) => new TextDecoder().decode(piece));
  const error = streamError(context, progress.identity, { effect: { problem, facts }, headers: reply.headers });
  context.entry.note({ problem: { kind: problem, message: error.message, rules: [] } });
  const frames = target.surface.streamError(error, sent);
  return { ...flow, pieces: [...pieces, ...frames.map((frame) => Buffer.from(frame))] };
}

/** A fault of a stream, and the headers that the stream began with. */
interface StreamFault {
  readonly effect: Pick<EffectAt<'stream'>, 'problem' | 'facts'>;
  readonly headers: HeaderList;
}

/** The provider's error for a broken stream, with the ids of the stream's own headers, also where its message quotes them. */
export function streamError(context: RequestContext, identity: Identity, { effect, headers }: StreamFault): WireError {
  const { problem } = new ProblemError(effect.problem, effect.facts);
  const error = context.incoming.provider.formatError(problem, responseInfo(context, identity));
  const sent = new Map(headers);
  const quoting = (message: string, [name, value]: readonly [string, string]): string =>
    message.replaceAll(value, sent.get(name) ?? value);
  return { ...error, message: (error.headers ?? []).reduce(quoting, error.message), headers };
}
