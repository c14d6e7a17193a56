import type { Course, Deposit, Envelope, Ids, Reference, Turn } from '../../../core';
import { conversationOf, historyOf, ownItems } from './history';
import { drawHead, headOf, sealed } from './item-ids';
import { type KeptItem, keptItem } from './kept-item';
import type { OutputItem } from './output-items';
import { onlyTurn } from './render';
import { type Answer, answerOf, failedOf, type Opening, openingOf, tierAsked } from './response';
import type { ResponsesBody } from './schema';
import { asJson, itemsIn, type Progress, RESPONSE, type StoredResponse } from './stored';
import { broken, framesOf } from './stream';

/** An answer that is to be kept, and how it came about. */
interface Keeping {
  readonly envelope: Envelope<ResponsesBody>;
  readonly course: Course;
  readonly opening: Opening;
}

/** Where one object is kept, and nothing depends on when: under which name. */
export const keptAs = (body: ResponsesBody, ids: Ids, created: number): Reference | undefined =>
  body.background === true || body.conversation != null ? undefined : { kind: RESPONSE, id: drawHead(ids, created) };

/** "Whether to store the generated model response for later retrieval via API": true by default. */
export const isKept = ({ store }: ResponsesBody): boolean => store !== false;

/** What is kept of an answer: the response, and its items where they belong to a conversation. */
export function keeps(turns: readonly Turn[], envelope: Envelope<ResponsesBody>, course: Course): readonly Deposit[] {
  const { body } = envelope;
  const opening = openingOf(envelope);
  const id = headOf(opening.id) as string;
  const make = () => storedOf(onlyTurn(turns), { envelope, course, opening });
  const conversation = conversationOf(body);
  if (conversation === undefined) return [{ kind: RESPONSE, id, value: () => asJson(make()) }];
  const stored = make();
  return [{ kind: RESPONSE, id, value: () => asJson(stored) }, ...itemsFor(conversation, stored, envelope)];
}

/** What a conversation takes up: the items that were sent, and those that were said, all once the response has ended. */
function itemsFor(
  conversation: string,
  { input, response, progress }: StoredResponse,
  { body, recalled }: Envelope<ResponsesBody>,
): readonly Deposit[] {
  if (response.status === 'failed') return [];
  const own = input.slice(historyOf(body, recalled).length);
  const from = progress?.ends ?? 0;
  return [...own, ...(response.output as readonly KeptItem[])].map((item) => ({
    kind: itemsIn(conversation),
    id: item.id,
    value: () => asJson({ item, from }),
  }));
}

function storedOf(turn: Turn, keeping: Keeping): StoredResponse {
  const { envelope, course, opening } = keeping;
  const { body, recalled } = envelope;
  const answer = answerOf(turn, envelope, opening);
  const progress = body.background === true ? progressOf(answer, keeping) : undefined;
  const seals = sealsOf(answer.response.output, envelope);
  const input = [...historyOf(body, recalled), ...ownItems(body, recalled)].map((item) => keptItem(item, opening.idOf));
  const response =
    course.fault === undefined ? ended(answer, progress) : failedOf(answer.response, body, course.fault.problem);
  return { response, input, seals, ...(progress === undefined ? {} : { progress }) };
}

/** A stream has told already when its response ended; of another one in the background it is known by now. */
function ended({ response }: Answer, progress: Progress | undefined): Answer['response'] {
  if (progress === undefined || progress.stream !== undefined || response.completed_at === null) return response;
  return { ...response, completed_at: Math.floor(progress.ends / SECOND) };
}

const SECOND = 1_000;

/** Hidden reasoning that bears no encrypted content gets one, for whoever asks for it later. */
function sealsOf(output: readonly OutputItem[], { profile, ids }: Envelope<ResponsesBody>): StoredResponse['seals'] {
  if (profile.reasoning !== 'hidden') return {};
  const bare = output.filter((item) => item.type === 'reasoning' && item.encrypted_content == null);
  return Object.fromEntries(bare.map((item) => [item.id, sealed(ids)]));
}

/** The part of its time for which a response that nobody streams is queued: inferred. */
const QUEUED = 0.1;
/** Frames of a stream before the one that says that the response is under way. */
const QUEUED_FRAMES = 2;

function progressOf(answer: Answer, { envelope: { body, noise, chunk }, course }: Keeping): Progress {
  const { now, span, fault } = course;
  const tier = tierAsked(body);
  if (body.stream !== true) return { begins: now + span * QUEUED, ends: now + span, tier };
  const whole = framesOf(answer, body, { noise, chunk });
  const sent = fault === undefined ? whole : whole.slice(0, Math.min(fault.after, whole.length - 1));
  const frames = fault === undefined ? whole : [...sent, ...broken(fault.problem, sent)];
  const dues = course.dues(frames.length).map((due) => now + due);
  const padded = body.stream_options?.include_obfuscation !== false;
  return { begins: dues[QUEUED_FRAMES] ?? now, ends: dues.at(-1) ?? now, tier, stream: { frames, dues, padded } };
}
