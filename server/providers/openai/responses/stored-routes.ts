import { type Endpoint, type EndpointContext, type Json, ProblemError } from '../../../core';
import { listText, pageOf } from '../pages';
import { headOf } from './item-ids';
import { written } from './render';
import { asJson, isUnderWay, itemsIn, RESPONSE, type StoredResponse, seenAt } from './stored';
import { askedOf, recallsResponse } from './stored-request';

const keyOf = ({ response }: StoredResponse): string => headOf(response.id) ?? '';

/** `DELETE /responses/{id}`. */
export const deleteResponse: Endpoint = {
  id: 'response-deletion',
  route: { method: 'DELETE', path: '/responses/:id' },
  recalls: recallsResponse,
  async answer(context) {
    const { stored } = askedOf('delete', context);
    await context.stored.delete(RESPONSE, keyOf(stored));
    return JSON.stringify({ id: stored.response.id, object: 'response.deleted', deleted: true }, null, 2);
  },
};

/** `POST /responses/{id}/cancel`: what is made in the background is made no more. */
export const cancelResponse: Endpoint = {
  id: 'response-cancelling',
  route: { method: 'POST', path: '/responses/:id/cancel' },
  bodiless: true,
  recalls: recallsResponse,
  async answer(context) {
    const { stored } = askedOf('cancel', context);
    const kept = await context.stored.change(RESPONSE, keyOf(stored), (found) => cancelledAt(found, context.now));
    if (kept === undefined)
      throw new ProblemError('not-found', { message: `Response with id '${stored.response.id}' not found.` });
    const cancelled = kept as unknown as StoredResponse;
    await takeBack(cancelled, context);
    return written(seenAt(cancelled, context.now));
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
  recalls: recallsResponse,
  answer(context) {
    const { request, stored } = askedOf('list', context);
    const page = pageOf(stored.input, request);
    return 'unknown' in page ? listText([], false) : listText(page.items, page.more);
  },
};
