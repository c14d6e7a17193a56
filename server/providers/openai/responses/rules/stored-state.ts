import { excludes, inferred, observed, rule, rules } from '../../../../contract';
import { missing } from '../../dialect/sentence-parts';
import { notFound } from '../../dialect/sentences';
import { conversationOf, historyOf, inputItems } from '../history';
import { MOVED_PARAMETERS, movedParameter, promptNotFound } from '../issue-overrides';
import { isFakeEncryptedContent } from '../item-ids';
import { isReference, itemsOf } from '../items';
import type { ResponsesBody } from '../schema';
import { CONVERSATION, findResponse, itemsOfConversation } from '../stored-response';
import { idsOf, inItems, LIVE } from './findings';

const NOT_STORED =
  ' Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.';

/** Rules about stored objects that a request names, and about what the client sends back of earlier replies. */
export const storedStateRules = rules<ResponsesBody>('responses', [
  rule({
    id: 'moved-parameter',
    says: "Unsupported parameter: 'messages'. In the Responses API, this parameter has moved to 'input'. …",
    source: LIVE,
    // Such a key is an unknown one of the schema too; this rule holds where a service ignores unknown keys.
    check: (body) =>
      Object.keys(body).flatMap((key) => {
        const to = MOVED_PARAMETERS.get(key);
        return to === undefined ? [] : [{ path: [key], facts: { value: key, to } }];
      }),
    error: movedParameter,
  }),
  excludes('previous_response_id', 'conversation', {
    id: 'previous-and-conversation',
    says: "Mutually exclusive parameters: ''. Ensure you are only providing one of: 'pre..._id' or 'conversation'.",
    source: LIVE,
    path: [],
    error: {
      message:
        "Mutually exclusive parameters: ''. Ensure you are only providing one of: 'pre..._id' or 'conversation'.",
      param: null,
      code: 'mutually_exclusive_parameters',
    },
  }),
  rule({
    id: 'conversation-not-found',
    says: "Conversation with id 'conv_x' not found.",
    source: LIVE,
    path: ['conversation'],
    check: (body, { stored }) => {
      const id = conversationOf(body);
      return id !== undefined && stored.get(CONVERSATION, id) === undefined && { facts: { id } };
    },
    error: ({ facts: { id } }) => notFound(`Conversation with id '${id}' not found.`),
  }),
  rule({
    id: 'conversation-locked',
    says: 'Another process is currently operating on this conversation. Please retry in a few seconds.',
    source: observed('paulgmiller/careme issue 379; that a response in the background locks it is inferred'),
    path: ['conversation'],
    check: (body, { stored }) => {
      const id = conversationOf(body);
      return id !== undefined && itemsOfConversation(id, stored).some(({ from }) => from > stored.at);
    },
    error: {
      message: 'Another process is currently operating on this conversation. Please retry in a few seconds.',
      code: 'conversation_locked',
    },
  }),
  rule({
    id: 'prompt-not-found',
    says: "Prompt with id 'pmpt_x' not found.",
    source: LIVE,
    path: ['prompt'],
    check: ({ prompt }) => prompt != null && { facts: { id: prompt.id } },
    error: promptNotFound,
  }),
  rule({
    id: 'previous-response-not-found',
    says: "Previous response with id 'resp_x' not found.",
    source: LIVE,
    path: ['previous_response_id'],
    check: ({ previous_response_id: id }, { stored }) =>
      id != null && findResponse(id, stored) === undefined && { facts: { id } },
    error: ({ facts: { id } }) => ({
      message: `Previous response with id '${id}' not found.`,
      code: 'previous_response_not_found',
    }),
  }),
  rule({
    id: 'duplicate-item-id',
    says: 'Duplicate item found with id msg_1. Remove duplicate items from your input and try again.',
    source: observed('github/copilot-cli issue 3560 and the public code index'),
    path: ['input'],
    check: (body, { stored }) => {
      const seen = new Set(idsOf(historyOf(body, stored)));
      return idsOf(itemsOf(body)).flatMap((id) => {
        if (seen.has(id)) return [{ facts: { id } }];
        seen.add(id);
        return [];
      });
    },
    error: ({ facts: { id } }) =>
      `Duplicate item found with id ${id}. Remove duplicate items from your input and try again.`,
  }),
  rule({
    id: 'item-not-found',
    says: "Item with id 'rs_abc' not found.",
    source: LIVE,
    path: ['input'],
    check: (body, { stored }) =>
      inputItems(body, stored).flatMap((item) =>
        isReference(item) ? [{ facts: { id: item.id, stored: body.store !== false } }] : [],
      ),
    error: ({ facts: { id, stored } }) => ({
      message: `Item with id '${id}' not found.${stored ? '' : NOT_STORED}`,
      status: 404,
    }),
  }),
  rule({
    id: 'encrypted-content-missing',
    says: 'Where nothing is stored, reasoning comes back with its encrypted content.',
    source: observed('public code index, 2026-08'),
    when: ({ reasoning }) => reasoning === 'hidden',
    check: (body) =>
      body.store === false &&
      inItems(
        body,
        (item, at) =>
          item.type === 'reasoning' && item.encrypted_content == null && { path: ['input', at, 'encrypted_content'] },
      ),
    error: missing,
  }),
  rule({
    id: 'encrypted-content-invalid',
    says: 'The encrypted content for item rs_1 could not be verified. Reason: Encrypted content could not be decrypted or parsed.',
    source: observed('public code index'),
    when: ({ reasoning }) => reasoning === 'hidden',
    path: ['input'],
    check: (body) =>
      inItems(
        body,
        (item) =>
          item.type === 'reasoning' &&
          item.encrypted_content != null &&
          !isFakeEncryptedContent(item.encrypted_content) && { facts: { id: item.id ?? '' } },
      ),
    error: ({ facts: { id } }) => ({
      message: `The encrypted content for item ${id} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`,
      param: null,
      code: 'invalid_encrypted_content',
    }),
  }),
  rule({
    id: 'compaction-trigger-not-last',
    says: 'compaction_trigger must be the final input item.',
    source: inferred('openai-openapi, CompactionTriggerItemParam'),
    path: ['input'],
    check: (body) =>
      itemsOf(body)
        .slice(0, -1)
        .some(({ type }) => type === 'compaction_trigger'),
    error: 'compaction_trigger must be the final input item.',
  }),
]);
