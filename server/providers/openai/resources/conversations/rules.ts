import { inferred, rule, rules } from '../../../../contract';
import type { LoadedObjects } from '../../../../core';
import { notFound } from '../../dialect/sentences';
import { isReference } from '../../responses/items';
import { LIVE } from '../../responses/rules/findings';
import { CONVERSATION, findItem, itemsOfConversation } from '../../responses/stored-response';
import type { ConversationRequest } from './schema';

/** Items that are there by now. */
const itemIdsIn = (id: string, stored: LoadedObjects): readonly string[] =>
  itemsOfConversation(id, stored).flatMap(({ item, from }) => (from <= stored.at ? [item.id] : []));

/** Rules about conversations and their items. */
export const conversationRules = rules<ConversationRequest>('conversations', [
  rule({
    id: 'conversation-unknown',
    says: "Conversation with id 'conv_none' not found.",
    source: LIVE,
    path: ['conversation_id'],
    check: ({ conversation_id: id }, { stored }) =>
      id !== undefined && stored.get(CONVERSATION, id) === undefined && { facts: { id } },
    error: ({ facts: { id } }) => notFound(`Conversation with id '${id}' not found.`),
  }),
  rule({
    id: 'conversation-item-not-found',
    says: "Item with id 'msg_none' not found in conversation with id 'conv_1'.",
    source: inferred('the sentence on conversations'),
    path: ['item_id'],
    check: ({ conversation_id: conversation = '', item_id: item, after, before }, { stored }) => {
      const wanted = [item, after, before].flatMap((one) => one ?? []);
      if (wanted.length === 0) return undefined;
      const known = new Set(itemIdsIn(conversation, stored));
      const id = wanted.find((one) => !known.has(one));
      return id !== undefined && { facts: { id, conversation } };
    },
    error: ({ facts: { id, conversation } }) =>
      notFound(`Item with id '${id}' not found in conversation with id '${conversation}'.`),
  }),
  rule({
    id: 'reference-not-found',
    says: "Item with id 'rs_abc' not found.",
    source: LIVE,
    path: ['items'],
    check: ({ items }, { stored }) =>
      items?.flatMap((item) =>
        isReference(item) && findItem(item.id, stored) === undefined ? [{ facts: { id: item.id } }] : [],
      ),
    error: ({ facts: { id } }) => notFound(`Item with id '${id}' not found.`),
  }),
]);
