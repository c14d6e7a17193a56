import type { Recalled } from '../../../core';
import { type RuleId, rulesFor } from '../../../validation';
import { isReference } from '../responses/items';
import { inferred, LIVE } from '../responses/sources';
import { CONVERSATION, itemBy, itemsOfConversation } from '../responses/stored';
import type { ConversationRequest } from './schema';

/** Items that are there by now. */
const itemIdsIn = (id: string, recalled: Recalled): readonly string[] =>
  itemsOfConversation(id, recalled).flatMap(({ item, from }) => (from <= recalled.at ? [item.id] : []));

/** Rules about conversations and their items. */
export const conversationRules = rulesFor<ConversationRequest>()([
  {
    id: 'conversation-unknown',
    says: "Conversation with id 'conv_none' not found.",
    source: LIVE,
    check: ({ conversation_id: id }, _profile, { recalled }) =>
      id === undefined || recalled.get(CONVERSATION, id) !== undefined
        ? []
        : [{ path: ['conversation_id'], facts: { id } }],
  },
  {
    id: 'conversation-item-not-found',
    says: "Item with id 'msg_none' not found in conversation with id 'conv_1'.",
    source: inferred('the sentence on conversations'),
    check: ({ conversation_id: conversation = '', item_id: id, after, before }, _profile, { recalled }) => {
      const wanted = [id, after, before].flatMap((one) => one ?? []);
      if (wanted.length === 0) return [];
      const known = new Set(itemIdsIn(conversation, recalled));
      const unknown = wanted.find((one) => !known.has(one));
      return unknown === undefined ? [] : [{ path: ['item_id'], facts: { id: unknown, conversation } }];
    },
  },
  {
    id: 'reference-not-found',
    says: "Item with id 'rs_abc' not found.",
    source: LIVE,
    check: ({ items }, _profile, { recalled }) =>
      (items ?? []).flatMap((item) =>
        isReference(item) && itemBy(item.id, recalled) === undefined
          ? [{ path: ['items'], facts: { id: item.id } }]
          : [],
      ),
  },
]);

/** Ids of these rules. */
export type ConversationRuleId = RuleId<typeof conversationRules>;
