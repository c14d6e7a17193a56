import { z } from 'zod';
import { listOf } from '../../../../contract';
import { metadata } from '../../dialect/metadata';
import { pageKinds, pageMembers } from '../../dialect/paging';
import { INCLUDABLE } from '../../responses/schema';
import { inputItem } from '../../responses/schema/input-items';

/** Items that one request may bring. */
const MAX_ITEMS = 20;

const items = listOf(inputItem, { max: MAX_ITEMS });
const named = { conversation_id: z.string() };
const include = listOf(z.enum(INCLUDABLE)).optional();

/** Parameters of a query that any route about items takes. */
export const queryKinds = { include: 'list', ...pageKinds } as const;

/** What each route about conversations takes, with the parameters of its path and its query. */
export const schemas = {
  creation: z.strictObject({ items: items.nullish(), metadata: metadata.nullish() }),
  conversation: z.strictObject(named),
  update: z.strictObject({ ...named, metadata: metadata.nullable() }),
  addition: z.strictObject({ ...named, include, items }),
  list: z.strictObject({ ...named, include, ...pageMembers() }),
  item: z.strictObject({ ...named, include, item_id: z.string() }),
} as const;

/** What the request of a route holds once it passed its checks. */
export type ConversationBody<Name extends keyof typeof schemas> = z.infer<(typeof schemas)[Name]>;

/** What rules may ask of any of them. */
export type ConversationRequest = Partial<
  ConversationBody<'addition'> & ConversationBody<'item'> & ConversationBody<'list'>
>;
