import { type Endpoint, type EndpointContext, type Json, ProblemError, pageOf } from '../../../../core';
import { itemList, withPageDefaults } from '../../dialect/paging';
import { sharedDigitsOf } from '../../responses/item-ids';
import { written } from '../../responses/render';
import { shownItem } from '../../responses/stored-item';
import {
  asJson,
  isUnderWay,
  itemsIn,
  RESPONSE,
  responseAt,
  type StoredResponse,
} from '../../responses/stored-response';
import { checkRequest, referencedResponse } from './check-request';

const keyOf = ({ response }: StoredResponse): string => sharedDigitsOf(response.id) ?? '';

/** `DELETE /responses/{id}`. */
export const deleteResponse: Endpoint = {
  id: 'response-deletion',
  route: { method: 'DELETE', path: '/responses/:id' },
  loads: referencedResponse,
  async handle(context) {
    const { stored } = checkRequest('delete', context);
    await context.stored.delete(RESPONSE, keyOf(stored));
    return JSON.stringify({ id: stored.response.id, object: 'response.deleted', deleted: true }, null, 2);
  },
};

/** `POST /responses/{id}/cancel`: what is made in the background is made no more. */
export const cancelResponse: Endpoint = {
  id: 'response-cancelling',
  route: { method: 'POST', path: '/responses/:id/cancel' },
  bodiless: true,
  loads: referencedResponse,
  async handle(context) {
    const { stored } = checkRequest('cancel', context);
    const kept = await context.stored.update(RESPONSE, keyOf(stored), (found) => cancelledAt(found, context.nowMs));
    if (kept === undefined)
      throw new ProblemError('not-found', { message: `Response with id '${stored.response.id}' not found.` });
    const cancelled = kept as unknown as StoredResponse;
    await takeBack(cancelled, context);
    return written(responseAt(cancelled, context.nowMs));
  },
};

function cancelledAt(found: Json, now: number): Json | undefined {
  const stored = found as unknown as StoredResponse;
  if (stored.progress === undefined || !isUnderWay(stored, now)) return undefined;
  return asJson({ ...stored, progress: { ...stored.progress, cancelled: now } });
}

/** What the conversation would have taken up at the end is not said. */
async function takeBack({ response, input, progress }: StoredResponse, { stored }: EndpointContext): Promise<void> {
  const conversation = response.conversation?.id;
  if (conversation === undefined || progress?.cancelled === undefined) return;
  const kind = itemsIn(conversation);
  const from = progress.ends;
  for (const { id } of [...input, ...response.output]) {
    const item = (await stored.get(kind, id)) as { readonly from: number } | undefined;
    if (item?.from === from) await stored.delete(kind, id);
  }
}

/** `GET /responses/{id}/input_items`: all that the model read, the newest first. */
export const listInputItems: Endpoint = {
  id: 'response-input-items',
  route: { method: 'GET', path: '/responses/:id/input_items' },
  loads: referencedResponse,
  handle(context) {
    const { request, stored } = checkRequest('list', context);
    const page = pageOf(stored.input, withPageDefaults(request));
    if ('unknown' in page) return itemList([], false);
    const items = page.items.map((item) => shownItem(item, request.include));
    return itemList(items, page.more);
  },
};
