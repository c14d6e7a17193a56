import { type CompiledChecks, type EndpointContext, isJsonObject, type Wanted } from '../../../core';
import { compileChecks } from '../../../validation';
import { queryOf } from '../pages';
import { wantedByItems } from '../responses/history';
import { CONVERSATION, itemsIn } from '../responses/stored';
import { conversationRules } from './rules';
import { type Body, type ConversationRequest, queryKinds, schemas } from './schema';

type Name = keyof typeof schemas;

const checks = Object.fromEntries(
  Object.entries(schemas).map(([name, schema]) => [
    name,
    compileChecks<ConversationRequest>({
      surface: 'conversations',
      schema: schema as never,
      order: { first: [], unknownKeys: 'first', fields: ['items', 'metadata', 'include', 'limit', 'order'] },
      rules: conversationRules,
      modelless: true,
    }),
  ]),
) as Readonly<Record<Name, CompiledChecks<ConversationRequest>>>;

/** Stored objects that a request about conversations names. */
export function recallsConversation({ json, params }: Pick<EndpointContext, 'json' | 'params'>): readonly Wanted[] {
  const { id } = params;
  const named: readonly Wanted[] =
    id === undefined
      ? []
      : [
          { kind: CONVERSATION, id },
          { kind: itemsIn(id), all: true },
        ];
  return [...named, ...wantedByItems(isJsonObject(json) ? json['items'] : undefined)];
}

/** Takes a request through its checks: its shape, then what is stored. */
export function examine<N extends Name>(name: N, context: EndpointContext): Body<N> {
  const { request, params, json } = context;
  const { id, item } = params;
  const query = 'include' in schemas[name].shape ? queryOf(request.query, queryKinds) : {};
  const own = {
    ...(id === undefined ? {} : { conversation_id: id }),
    ...(item === undefined ? {} : { item_id: item }),
  };
  const input = { ...(isJsonObject(json) ? json : {}), ...query, ...own };
  return context.check(checks[name], input) as Body<N>;
}
