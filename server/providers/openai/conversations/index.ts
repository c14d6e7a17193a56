import type { Conversation } from 'openai/resources/conversations/conversations';
import { type Deposit, type Endpoint, type EndpointContext, type Json, ProblemError } from '../../../core';
import { listText, pageWish } from '../pages';
import type { InputItem } from '../responses/input-items';
import { itemIdsOf } from '../responses/item-ids';
import { isReference } from '../responses/items';
import { type KeptItem, keptItem } from '../responses/kept-item';
import { asJson, CONVERSATION, ITEM, itemBy, itemsIn, type StoredItem } from '../responses/stored';
import { examine, recallsConversation } from './examine';

const TIME_DIGITS = 8;

/** 8 digits of Unix seconds and 40 more, whose third byte is `81` (reported). */
const conversationId = ({ ids, created }: EndpointContext): string =>
  `conv_${created.toString(16).padStart(TIME_DIGITS, '0')}${ids.hex(4)}81${ids.hex(34)}`;

const text = (value: object): string => JSON.stringify(value, null, 2);

/** Items as a conversation keeps them: stored ones are taken up as they are. */
function kept(items: readonly InputItem[], { ids, created, recalled }: EndpointContext): readonly KeptItem[] {
  const idOf = itemIdsOf(ids, created);
  return items.map((item) => keptItem((isReference(item) ? itemBy(item.id, recalled) : undefined) ?? item, idOf));
}

/** An item is kept in its conversation, and under its own id for those who refer to it. */
const deposits = (conversation: string, items: readonly KeptItem[]): readonly Deposit[] =>
  items.flatMap((item): readonly Deposit[] => [
    { kind: itemsIn(conversation), id: item.id, value: () => asJson({ item, from: 0 }) },
    { kind: ITEM, id: item.id, value: () => asJson(item) },
  ]);

/** A conversation that passed the checks, unless their levels were set so that nothing is refused. */
function known<T>(value: Json | undefined, id: string): T {
  if (value === undefined) throw new ProblemError('not-found', { message: `Conversation with id '${id}' not found.` });
  return value as unknown as T;
}

const found = ({ recalled }: EndpointContext, id: string): Conversation => known(recalled.get(CONVERSATION, id), id);

const create: Endpoint = {
  id: 'conversation-creation',
  route: { method: 'POST', path: '/conversations' },
  recalls: recallsConversation,
  async answer(context) {
    const { items, metadata } = examine('creation', context);
    const id = conversationId(context);
    const conversation = {
      id,
      object: 'conversation',
      created_at: context.created,
      metadata: metadata ?? {},
    } satisfies Conversation;
    const own = { kind: CONVERSATION, id, value: () => conversation as unknown as Json };
    await context.keep(own, ...deposits(id, kept(items ?? [], context)));
    return text(conversation);
  },
};

const retrieve: Endpoint = {
  id: 'conversation-retrieval',
  route: { method: 'GET', path: '/conversations/:id' },
  recalls: recallsConversation,
  answer(context) {
    const { conversation_id: id } = examine('conversation', context);
    return text(found(context, id));
  },
};

const update: Endpoint = {
  id: 'conversation-update',
  route: { method: 'POST', path: '/conversations/:id' },
  recalls: recallsConversation,
  async answer(context) {
    const { conversation_id: id, metadata } = examine('update', context);
    const next = (old: Json): Json => ({ ...(old as object), metadata: metadata ?? {} });
    return text(known(await context.stored.change(CONVERSATION, id, next), id));
  },
};

const remove: Endpoint = {
  id: 'conversation-deletion',
  route: { method: 'DELETE', path: '/conversations/:id' },
  recalls: recallsConversation,
  async answer(context) {
    const { conversation_id: id } = examine('conversation', context);
    await context.stored.delete(CONVERSATION, id);
    return text({ id, object: 'conversation.deleted', deleted: true });
  },
};

const add: Endpoint = {
  id: 'conversation-addition',
  route: { method: 'POST', path: '/conversations/:id/items' },
  recalls: recallsConversation,
  async answer(context) {
    const { conversation_id: id, items } = examine('addition', context);
    const added = kept(items, context);
    await context.keep(...deposits(id, added));
    return listText(added, false);
  },
};

const list: Endpoint = {
  id: 'conversation-items',
  route: { method: 'GET', path: '/conversations/:id/items' },
  recalls: recallsConversation,
  async answer(context) {
    const { conversation_id: id, ...asked } = examine('list', context);
    const fits = (value: Json): boolean => (value as unknown as StoredItem).from <= context.now;
    const page = await context.stored.page(itemsIn(id), { ...pageWish(asked), fits });
    if ('unknown' in page) return listText([], false);
    return listText(
      page.items.map(({ value }) => (value as unknown as StoredItem).item),
      page.more,
    );
  },
};

const itemRetrieval: Endpoint = {
  id: 'conversation-item',
  route: { method: 'GET', path: '/conversations/:id/items/:item' },
  recalls: recallsConversation,
  async answer(context) {
    const { conversation_id: id, item_id: item } = examine('item', context);
    return text(known<StoredItem>(await context.stored.get(itemsIn(id), item), id).item);
  },
};

const itemDeletion: Endpoint = {
  id: 'conversation-item-deletion',
  route: { method: 'DELETE', path: '/conversations/:id/items/:item' },
  recalls: recallsConversation,
  async answer(context) {
    const { conversation_id: id, item_id: item } = examine('item', context);
    await context.stored.delete(itemsIn(id), item);
    // Whoever refers to it finds it no more.
    await context.stored.delete(ITEM, item);
    return text(found(context, id));
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
