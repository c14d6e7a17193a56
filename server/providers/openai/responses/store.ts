import type { Ids, NewObject, ObjectKey, RenderContext, ReplySchedule, Turn } from '../../../core';
import { conversationOf, historyOf, inputItems } from './history';
import { drawSharedDigits, sharedDigitsOf } from './item-ids';
import { onlyTurn } from './render';
import { type BuiltResponse, buildResponse, drawResponseIds, type ResponseIds } from './response';
import { failedResponse, requestedTier } from './response-object';
import type { ResponsesBody } from './schema';
import { isKept, type StoredInputItem, toStoredItem } from './stored-item';
import { asJson, type BackgroundProgress, itemsIn, RESPONSE, type StoredResponse } from './stored-response';
import { responseFrames, streamError } from './stream';

/** An answer that is to be kept, and how it came about. */
interface StoreContext {
  readonly envelope: RenderContext<ResponsesBody>;
  readonly course: ReplySchedule;
  readonly responseIds: ResponseIds;
}

/** Where one object is kept, and nothing depends on when: under which name. */
export const storeKey = (body: ResponsesBody, ids: Ids, created: number): ObjectKey | undefined =>
  body.background === true || body.conversation != null
    ? undefined
    : { kind: RESPONSE, id: drawSharedDigits(ids, created) };

/** "Whether to store the generated model response for later retrieval via API": true by default. */
export const shouldStore = ({ store }: ResponsesBody): boolean => store !== false;

/** What is kept of an answer: the response, and its items where they belong to a conversation. */
export function store(
  turns: readonly Turn[],
  envelope: RenderContext<ResponsesBody>,
  course: ReplySchedule,
): readonly NewObject[] {
  const { body } = envelope;
  const opening = drawResponseIds(envelope);
  const id = sharedDigitsOf(opening.id) as string;
  const make = () => storedOf(onlyTurn(turns), { envelope, course, responseIds: opening });
  const conversation = conversationOf(body);
  if (conversation === undefined) return [{ kind: RESPONSE, id, value: () => asJson(make()) }];
  const stored = make();
  return [{ kind: RESPONSE, id, value: () => asJson(stored) }, ...itemsFor(conversation, stored, envelope)];
}

/** What a conversation takes up: the items that were sent, and those that were said, all once the response has ended. */
function itemsFor(
  conversation: string,
  { input, response, progress }: StoredResponse,
  { body, loaded }: RenderContext<ResponsesBody>,
): readonly NewObject[] {
  if (response.status === 'failed') return [];
  const own = input.slice(historyOf(body, loaded).length);
  const from = progress?.ends ?? 0;
  return [...own, ...(response.output as readonly StoredInputItem[])].map((item) => ({
    kind: itemsIn(conversation),
    id: item.id,
    value: () => asJson({ item, from }),
  }));
}

function storedOf(turn: Turn, keeping: StoreContext): StoredResponse {
  const { envelope, course, responseIds } = keeping;
  const { body, loaded } = envelope;
  const answer = buildResponse(turn, envelope, responseIds);
  const progress = body.background === true ? progressOf(answer, keeping) : undefined;
  const input = [...historyOf(body, loaded), ...inputItems(body, loaded)]
    .filter(isKept)
    .map((item) => toStoredItem(item, responseIds.idOf));
  const response =
    course.fault === undefined ? ended(answer, progress) : failedResponse(answer.response, body, course.fault.problem);
  return { response, input, ...(progress === undefined ? {} : { progress }) };
}

/** A stream has told already when its response ended; of another one in the background it is known by now. */
function ended({ response }: BuiltResponse, progress: BackgroundProgress | undefined): BuiltResponse['response'] {
  if (progress === undefined || progress.stream !== undefined || response.completed_at === null) return response;
  return { ...response, completed_at: Math.floor(progress.ends / SECOND) };
}

const SECOND = 1_000;

/** The part of its time for which a response that nobody streams is queued: inferred. */
const QUEUED = 0.1;
/** Frames of a stream before the one that says that the response is under way. */
const QUEUED_FRAMES = 2;

function progressOf(
  answer: BuiltResponse,
  { envelope: { body, noise, tokensPerDelta }, course }: StoreContext,
): BackgroundProgress {
  const { now, spanMs, fault } = course;
  const tier = requestedTier(body);
  if (body.stream !== true) return { begins: now + spanMs * QUEUED, ends: now + spanMs, tier };
  const whole = responseFrames(answer, body, { noise, chunk: tokensPerDelta });
  const sent = fault === undefined ? whole : whole.slice(0, Math.min(fault.after, whole.length - 1));
  const frames = fault === undefined ? whole : [...sent, ...streamError(fault.problem, sent)];
  const dues = course.dues(frames.length).map((due) => now + due);
  const padded = body.stream_options?.include_obfuscation !== false;
  return { begins: dues[QUEUED_FRAMES] ?? now, ends: dues.at(-1) ?? now, tier, stream: { frames, dues, padded } };
}
