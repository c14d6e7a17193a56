import type { Json, LoadedObjects } from '../../../core';
import { sharedDigitsOf } from './item-ids';
import type { OutputItem } from './output-items';
import { type ResponseObject, unfinishedResponse } from './response-object';
import type { StoredInputItem } from './stored-item';

/** The kind of a stored response; its id is what it shares with its items, so that either leads to it. */
export const RESPONSE = 'response';
/** The kind of a stored conversation. */
export const CONVERSATION = 'conversation';
/** The kind of an item that no response made, so that a reference to it can be followed. */
export const ITEM = 'item';

/** The kind of the items of one conversation. */
export const itemsIn = (conversation: string): string => `items of ${conversation}`;

/** An item of a conversation. */
export interface StoredConversationItem {
  readonly item: StoredInputItem;
  /** Unix milliseconds from which on it is there: at the end of the response that says it. */
  readonly from: number;
}

/** When a response in the background comes about, in Unix milliseconds. */
export interface BackgroundProgress {
  readonly begins: number;
  readonly ends: number;
  /** When it was cancelled; absent where it was not. */
  readonly cancelled?: number;
  /** The service tier as it was asked for. */
  readonly tier: string;
  /** Its stream, where one was asked for: each frame with the moment at which it is due. */
  readonly stream?: { readonly frames: readonly string[]; readonly dues: readonly number[]; readonly padded: boolean };
}

/** A response as it is kept. */
export interface StoredResponse {
  /** As it is once it has ended. */
  readonly response: ResponseObject;
  /** All that the model read, the history included. */
  readonly input: readonly StoredInputItem[];
  /** Absent where the client waited for the response. */
  readonly progress?: BackgroundProgress;
}

/** Is a response still made at a time? */
export const isUnderWay = ({ progress }: StoredResponse, at: number): boolean =>
  progress !== undefined && progress.cancelled === undefined && at < progress.ends;

/** A response as whoever looks at a time sees it. */
export function responseAt(stored: StoredResponse, at: number): ResponseObject {
  const { response, progress } = stored;
  if (progress === undefined) return response;
  if (progress.cancelled !== undefined) return unfinishedResponse(response, 'cancelled', progress.tier);
  if (at < progress.begins) return unfinishedResponse(response, 'queued', progress.tier);
  return at < progress.ends ? unfinishedResponse(response, 'in_progress', progress.tier) : response;
}

/** The stored response that an id of its own or of one of its items leads to. */
function findBySharedDigits(id: string, loaded: LoadedObjects): StoredResponse | undefined {
  const head = sharedDigitsOf(id);
  return head === undefined ? undefined : (loaded.get(RESPONSE, head) as unknown as StoredResponse | undefined);
}

/** A stored response by its id. */
export function findResponse(id: string, loaded: LoadedObjects): StoredResponse | undefined {
  const stored = findBySharedDigits(id, loaded);
  return stored?.response.id === id ? stored : undefined;
}

/** What a response has said by the time of the request. */
export const outputOf = (stored: StoredResponse, { at }: LoadedObjects): readonly OutputItem[] =>
  responseAt(stored, at).output;

/** A stored item by its id. */
export function findItem(id: string, loaded: LoadedObjects): StoredInputItem | undefined {
  const stored = findBySharedDigits(id, loaded);
  const items = stored === undefined ? [] : [...(outputOf(stored, loaded) as StoredInputItem[]), ...stored.input];
  return items.find((item) => item.id === id) ?? (loaded.get(ITEM, id) as unknown as StoredInputItem | undefined);
}

/** The id of the reasoning that led to an item, as far as its response is stored. */
export function precedingReasoning(id: string, loaded: LoadedObjects): string | undefined {
  const stored = findBySharedDigits(id, loaded);
  const output = stored === undefined ? [] : outputOf(stored, loaded);
  const place = output.findIndex((item) => item.id === id);
  return output.slice(0, Math.max(0, place)).findLast(({ type }) => type === 'reasoning')?.id;
}

/** Items of a conversation by the time of the request. */
export const itemsOfConversation = (id: string, loaded: LoadedObjects): readonly StoredConversationItem[] =>
  loaded.all(itemsIn(id)) as unknown as readonly StoredConversationItem[];

/** A value of this family as the store takes it. */
export const asJson = (value: StoredResponse | StoredConversationItem | StoredInputItem): Json =>
  value as unknown as Json;
