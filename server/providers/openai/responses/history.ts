import { isJsonObject, type Json, type LoadedObjects, type ObjectQuery } from '../../../core';
import { sharedDigitsOf } from './item-ids';
import { isReference, itemsOf, type WithInput } from './items';
import type { ResponsesBody } from './schema';
import type { InputItem } from './schema/input-items';
import {
  CONVERSATION,
  findItem,
  findResponse,
  ITEM,
  itemsIn,
  itemsOfConversation,
  outputOf,
  RESPONSE,
} from './stored-response';

/** A body as far as it names what is stored. */
export interface ContinuedBody extends WithInput {
  readonly previous_response_id?: string | null | undefined;
  readonly conversation?: ResponsesBody['conversation'];
}

/** The conversation that a body names. */
export function conversationOf({ conversation }: ContinuedBody): string | undefined {
  if (conversation == null) return undefined;
  return typeof conversation === 'string' ? conversation : conversation.id;
}

const wantedBy = (id: unknown): readonly ObjectQuery[] => {
  if (typeof id !== 'string') return [];
  const head = sharedDigitsOf(id);
  return head === undefined ? [] : [{ kind: RESPONSE, id: head }];
};

/** Stored objects that items name: what they refer to, and the responses that they come from. */
export function referencedByItems(items: Json | undefined): readonly ObjectQuery[] {
  if (!Array.isArray(items)) return [];
  return (items as readonly Json[]).flatMap((item): readonly ObjectQuery[] => {
    if (!isJsonObject(item) || typeof item['id'] !== 'string') return [];
    const { id, type } = item;
    const isNamed = type === 'item_reference' || (type == null && !('role' in item));
    return [...wantedBy(id), ...(isNamed ? [{ kind: ITEM, id }] : [])];
  });
}

/** Stored objects that a body names, whatever it looks like. */
export function referencedObjects(json: unknown): readonly ObjectQuery[] {
  if (!isJsonObject(json)) return [];
  const { previous_response_id: previous, conversation, input } = json;
  const id = isJsonObject(conversation) ? conversation['id'] : conversation;
  const named: readonly ObjectQuery[] =
    typeof id === 'string'
      ? [
          { kind: CONVERSATION, id },
          { kind: itemsIn(id), all: true },
        ]
      : [];
  return [...wantedBy(previous), ...named, ...referencedByItems(input)];
}

/** What was said before, as far as it is stored: by the response that goes on, or in the conversation. */
export function historyOf(body: ContinuedBody, loaded: LoadedObjects): readonly InputItem[] {
  const { previous_response_id: previous } = body;
  const stored = previous == null ? undefined : findResponse(previous, loaded);
  if (stored !== undefined) return [...stored.input, ...(outputOf(stored, loaded) as readonly InputItem[])];
  const conversation = conversationOf(body);
  if (conversation === undefined) return [];
  return itemsOfConversation(conversation, loaded).flatMap(({ item, from }) => (from <= loaded.at ? [item] : []));
}

/** The items of the input itself, with stored ones in the place of references to them. */
export function inputItems(body: ContinuedBody, loaded: LoadedObjects): readonly InputItem[] {
  const { input } = body;
  if (typeof input === 'string') return input === '' ? [] : [{ role: 'user', content: input }];
  const items = itemsOf(body);
  if (!items.some(isReference)) return items;
  return items.map((item) => (isReference(item) ? (findItem(item.id, loaded) ?? item) : item));
}

/** All that the model reads, in its order. */
export function allItems(body: ContinuedBody, loaded: LoadedObjects): readonly InputItem[] {
  const history = historyOf(body, loaded);
  const own = inputItems(body, loaded);
  return history.length === 0 ? own : [...history, ...own];
}
