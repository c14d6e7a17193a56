import type { Endpoint, EndpointContext } from '../../../../core';
import { batchId, fileId } from '../../dialect/ids';
import { listOf, pageReader } from '../../dialect/paging';
import { storedKind, toStored } from '../../dialect/stored-kind';
import { type BatchStatus, batchTimetable, cancelBatch, type StoredBatch, statusAt } from './lifecycle';
import { batchResults, hasResults, inputDeposit, RESULTS } from './results';
import { cancelChecks, SURFACE } from './rules';
import { parseBatchBody } from './schema';
import { validate } from './validate-input';
import { batchView } from './view';

/** "Limit can range between 1 and 100, and the default is 20"; the newest come first (recorded). */
const pages = pageReader({ surface: SURFACE });

/** Tokens of an answer, as far as the time matters that a batch takes. */
const ANSWER = 1_000;

/** Two spaces and no line end, as recorded. */
const written = (value: object): string => JSON.stringify(value, null, 2);

const batches = storedKind<StoredBatch>({
  kind: 'batch',
  notFound: (id) => ({ message: `No batch found with id '${id}'.` }),
});

/** A batch as it is now, for whoever looks. */
async function shown(batch: StoredBatch, context: EndpointContext) {
  const status = statusAt(batch, context.nowMs);
  const results = hasResults(status, batch) ? await batchResults(batch, status, context) : undefined;
  return batchView(batch, { status, results });
}

/** `POST /batches`: validated at once, but what was found shows later. */
const create: Endpoint = {
  id: 'batches.create',
  route: { method: 'POST', path: '/batches' },
  async handle(context) {
    const { ids, created, nowMs, spanMs } = context;
    const creation = parseBatchBody(context);
    const { errors, input, requests, model } = await validate(creation, context);
    const batch: StoredBatch = {
      id: batchId('batch', ids, created),
      endpoint: creation.endpoint,
      input_file_id: creation.input_file_id,
      metadata: creation.metadata ?? null,
      outputLasts: creation.output_expires_after?.seconds ?? null,
      plan: batchTimetable(nowMs, spanMs(ANSWER)),
      model: model ?? null,
      requests,
      errors,
      files: { output: fileId(ids), error: fileId(ids) },
    };
    const deposit = { kind: batches.kind, id: batch.id, value: () => toStored(batch) };
    await context.store(deposit, ...(errors.length > 0 ? [] : [inputDeposit(batch.id, input)]));
    return written(batchView(batch, { status: 'validating' }));
  },
};

/** `GET /batches`. */
const list: Endpoint = {
  id: 'batches.list',
  route: { method: 'GET', path: '/batches' },
  async handle(context) {
    const { items, more } = await batches.page(context, pages(context));
    const data: ReturnType<typeof batchView>[] = [];
    // One after the other, so that scripts advance in the order of the list.
    for (const batch of items) data.push(await shown(batch, context));
    return written(listOf(data, more));
  },
};

/** `GET /batches/{id}`. */
const retrieve: Endpoint = {
  id: 'batches.retrieve',
  route: { method: 'GET', path: '/batches/:id' },
  handle: async (context) => written(await shown(await batches.get(context), context)),
};

/** Where a batch is for whoever calls it off: what has not been looked at has not been done. */
async function statusUnseen(batch: StoredBatch, { nowMs, stored }: EndpointContext): Promise<BatchStatus> {
  const status = statusAt(batch, nowMs);
  const isMade = status === 'completed' && (await stored.get(RESULTS, batch.id)) !== undefined;
  return status === 'completed' && !isMade ? 'in_progress' : status;
}

/** `POST /batches/{id}/cancel`. */
const cancel: Endpoint = {
  id: 'batches.cancel',
  route: { method: 'POST', path: '/batches/:id/cancel' },
  bodiless: true,
  async handle(context) {
    const batch = await batches.get(context);
    const status = await statusUnseen(batch, context);
    context.check(cancelChecks, { status });
    if (batch.cancelled !== undefined) return written(await shown(batch, context));
    const cancelled = await batches.update(context, (found) => cancelBatch(found, context.nowMs));
    return written(batchView(cancelled, { status: 'cancelling' }));
  },
};

/** The routes of batches. */
export const batchEndpoints: readonly Endpoint[] = [create, list, retrieve, cancel];
