import { compileChecks } from '../../../../contract';
import { type CompiledChecks, type EndpointContext, isJsonObject, type ObjectQuery } from '../../../../core';
import { parseQuery } from '../../dialect/query-params';
import { referencedByItems } from '../../responses/history';
import { CONVERSATION, itemsIn } from '../../responses/stored-response';
import { conversationRules } from './rules';
import { type ConversationBody, type ConversationRequest, queryKinds, schemas } from './schema';

type Name = keyof typeof schemas;

const FIELDS = [
  ...['items', 'metadata', 'include', 'limit', 'order'],
  // Texts of the path and the query, which no schema refuses.
  ...['conversation_id', 'item_id', 'after', 'before'],
];

const checks = Object.fromEntries(
  Object.entries(schemas).map(([name, schema]) => [
    name,
    compileChecks<ConversationRequest>({
      surface: 'conversations',
      schema: schema as never,
      order: { first: [], unknownKeys: 'first', fields: FIELDS },
      rules: conversationRules,
      sharesRules: true,
      modelless: true,
    }),
  ]),
) as Readonly<Record<Name, CompiledChecks<ConversationRequest>>>;

/** Stored objects that a request about conversations names. */
export function referencedConversation({
  json,
  params,
}: Pick<EndpointContext, 'json' | 'params'>): readonly ObjectQuery[] {
  const { id } = params;
  const named: readonly ObjectQuery[] =
    id === undefined
      ? []
      : [
          { kind: CONVERSATION, id },
          { kind: itemsIn(id), all: true },
        ];
  return [...named, ...referencedByItems(isJsonObject(json) ? json['items'] : undefined)];
}

/** Takes a request through its checks: its shape, then what is stored. */
export function checkRequest<N extends Name>(name: N, context: EndpointContext): ConversationBody<N> {
  const { request, params, json } = context;
  const { id, item } = params;
  const query = 'include' in schemas[name].shape ? parseQuery(request.query, queryKinds) : {};
  const own = {
    ...(id === undefined ? {} : { conversation_id: id }),
    ...(item === undefined ? {} : { item_id: item }),
  };
  const input = { ...(isJsonObject(json) ? json : {}), ...query, ...own };
  return context.check(checks[name], input) as ConversationBody<N>;
}
