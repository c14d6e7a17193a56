import type { Conversation } from 'openai/resources/conversations/conversations';
import { type Endpoint, type EndpointContext, type Json, type NewObject, ProblemError } from '../../../../core';
import { itemList, withPageDefaults } from '../../dialect/paging';
import { itemIdsOf } from '../../responses/item-ids';
import { isReference } from '../../responses/items';
import type { InputItem } from '../../responses/schema/input-items';
import { isKept, type StoredInputItem, shownItem, toStoredItem } from '../../responses/stored-item';
import {
  asJson,
  CONVERSATION,
  findItem,
  ITEM,
  itemsIn,
  type StoredConversationItem,
} from '../../responses/stored-response';
import { checkRequest, referencedConversation } from './check-request';

const TIME_DIGITS = 8;

/** 8 digits of Unix seconds and 40 more, whose third byte is `81` (reported). */
const conversationId = ({ ids, created }: EndpointContext): string =>
  `conv_${created.toString(16).padStart(TIME_DIGITS, '0')}${ids.hex(4)}81${ids.hex(34)}`;

const text = (value: object): string => JSON.stringify(value, null, 2);

/** Items as a conversation keeps them: stored ones are taken up as they are. */
function storedItems(
  items: readonly InputItem[],
  { ids, created, loaded }: EndpointContext,
): readonly StoredInputItem[] {
  const idOf = itemIdsOf(ids, created);
  return items
    .filter(isKept)
    .map((item) => toStoredItem((isReference(item) ? findItem(item.id, loaded) : undefined) ?? item, idOf));
}

/** An item is kept in its conversation, and under its own id for those who refer to it. */
const deposits = (conversation: string, items: readonly StoredInputItem[]): readonly NewObject[] =>
  items.flatMap((item): readonly NewObject[] => [
    { kind: itemsIn(conversation), id: item.id, value: () => asJson({ item, from: 0 }) },
    { kind: ITEM, id: item.id, value: () => asJson(item) },
  ]);

/** A conversation that passed the checks, unless their levels were set so that nothing is refused. */
function orNotFound<T>(value: Json | undefined, id: string): T {
  if (value === undefined) throw new ProblemError('not-found', { message: `Conversation with id '${id}' not found.` });
  return value as unknown as T;
}

const findConversation = ({ loaded }: EndpointContext, id: string): Conversation =>
  orNotFound(loaded.get(CONVERSATION, id), id);

const create: Endpoint = {
  id: 'conversation-creation',
  route: { method: 'POST', path: '/conversations' },
  loads: referencedConversation,
  async handle(context) {
    const { items, metadata } = checkRequest('creation', context);
    const id = conversationId(context);
    const conversation = {
      id,
      object: 'conversation',
      created_at: context.created,
      metadata: metadata ?? {},
    } satisfies Conversation;
    const own = { kind: CONVERSATION, id, value: () => conversation as unknown as Json };
    await context.store(own, ...deposits(id, storedItems(items ?? [], context)));
    return text(conversation);
  },
};

const retrieve: Endpoint = {
  id: 'conversation-retrieval',
  route: { method: 'GET', path: '/conversations/:id' },
  loads: referencedConversation,
  handle(context) {
    const { conversation_id: id } = checkRequest('conversation', context);
    return text(findConversation(context, id));
  },
};

const update: Endpoint = {
  id: 'conversation-update',
  route: { method: 'POST', path: '/conversations/:id' },
  loads: referencedConversation,
  async handle(context) {
    const { conversation_id: id, metadata } = checkRequest('update', context);
    const next = (old: Json): Json => ({ ...(old as object), metadata: metadata ?? {} });
    return text(orNotFound(await context.stored.update(CONVERSATION, id, next), id));
  },
};

const remove: Endpoint = {
  id: 'conversation-deletion',
  route: { method: 'DELETE', path: '/conversations/:id' },
  loads: referencedConversation,
  async handle(context) {
    const { conversation_id: id } = checkRequest('conversation', context);
    await context.stored.delete(CONVERSATION, id);
    return text({ id, object: 'conversation.deleted', deleted: true });
  },
};

const add: Endpoint = {
  id: 'conversation-addition',
  route: { method: 'POST', path: '/conversations/:id/items' },
  loads: referencedConversation,
  async handle(context) {
    const { conversation_id: id, items, include } = checkRequest('addition', context);
    const added = storedItems(items, context);
    await context.store(...deposits(id, added));
    return itemList(
      added.map((item) => shownItem(item, include)),
      false,
    );
  },
};

const list: Endpoint = {
  id: 'conversation-items',
  route: { method: 'GET', path: '/conversations/:id/items' },
  loads: referencedConversation,
  async handle(context) {
    const { conversation_id: id, ...asked } = checkRequest('list', context);
    const fits = (value: Json): boolean => (value as unknown as StoredConversationItem).from <= context.nowMs;
    const page = await context.stored.page(itemsIn(id), { ...withPageDefaults(asked), filter: fits });
    if ('unknown' in page) return itemList([], false);
    return itemList(
      page.items.map(({ value }) => shownItem((value as unknown as StoredConversationItem).item, asked.include)),
      page.more,
    );
  },
};

const itemRetrieval: Endpoint = {
  id: 'conversation-item',
  route: { method: 'GET', path: '/conversations/:id/items/:item' },
  loads: referencedConversation,
  async handle(context) {
    const { conversation_id: id, item_id, include } = checkRequest('item', context);
    const { item } = orNotFound<StoredConversationItem>(await context.stored.get(itemsIn(id), item_id), id);
    return text(shownItem(item, include));
  },
};

const itemDeletion: Endpoint = {
  id: 'conversation-item-deletion',
  route: { method: 'DELETE', path: '/conversations/:id/items/:item' },
  loads: referencedConversation,
  async handle(context) {
    const { conversation_id: id, item_id: item } = checkRequest('item', context);
    await context.stored.delete(itemsIn(id), item);
    // Whoever refers to it finds it no more.
    await context.stored.delete(ITEM, item);
    return text(findConversation(context, id));
  },
};

/** The routes of conversations and of their items. */
export const conversationEndpoints: readonly Endpoint[] = [
  create,
  retrieve,
  update,
  remove,
  add,
  list,
  itemRetrieval,
  itemDeletion,
];
