import { type Endpoint, type EndpointContext, ProblemError } from '../../../../core';
import { batchId, fileId } from '../../dialect/ids';
import { fromStored, listOf, pageReader, toStored } from '../../dialect/paging';
import { BATCH, type BatchStatus, batchTimetable, cancelBatch, type StoredBatch, statusAt } from './lifecycle';
import { batchResults, hasResults, inputDeposit, RESULTS } from './results';
import { cancelChecks } from './rules';
import { parseBatchBody } from './schema';
import { SURFACE } from './surface';
import { validate } from './validate-input';
import { batchView } from './view';

/** "Limit can range between 1 and 100, and the default is 20"; the newest come first (recorded). */
const pages = pageReader({ surface: SURFACE, most: 100, usual: 20, order: 'desc' });

/** Tokens of an answer, as far as the time matters that a batch takes. */
const ANSWER = 1_000;

/** Two spaces and no line end, as recorded. */
const written = (value: object): string => JSON.stringify(value, null, 2);

const notFound = (id: string): ProblemError =>
  new ProblemError('not-found', { message: `No batch found with id '${id}'.` });

async function batchNamed({ params, stored }: EndpointContext): Promise<StoredBatch> {
  const id = params['id'] ?? '';
  const found = await stored.get(BATCH, id);
  if (found === undefined) throw notFound(id);
  return fromStored(found);
}

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
    const deposit = { kind: BATCH, id: batch.id, value: () => toStored(batch) };
    await context.store(deposit, ...(errors.length > 0 ? [] : [inputDeposit(batch.id, input)]));
    return written(batchView(batch, { status: 'validating' }));
  },
};

/** `GET /batches`. */
const list: Endpoint = {
  id: 'batches.list',
  route: { method: 'GET', path: '/batches' },
  async handle(context) {
    const page = await context.stored.page(BATCH, pages(context));
    if ('unknown' in page) throw notFound(page.unknown);
    const data: ReturnType<typeof batchView>[] = [];
    // One after the other, so that scripts advance in the order of the list.
    for (const { value } of page.items) data.push(await shown(fromStored(value), context));
    return written(listOf(data, page.more));
  },
};

/** `GET /batches/{id}`. */
const retrieve: Endpoint = {
  id: 'batches.retrieve',
  route: { method: 'GET', path: '/batches/:id' },
  handle: async (context) => written(await shown(await batchNamed(context), context)),
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
    const { nowMs, stored } = context;
    const batch = await batchNamed(context);
    const status = await statusUnseen(batch, context);
    context.check(cancelChecks, { status });
    if (batch.cancelled !== undefined) return written(await shown(batch, context));
    const cancelled = await stored.update(BATCH, batch.id, (found) => toStored(cancelBatch(fromStored(found), nowMs)));
    if (cancelled === undefined) throw notFound(batch.id);
    return written(batchView(fromStored(cancelled), { status: 'cancelling' }));
  },
};

/** The routes of batches. */
export const batchEndpoints: readonly Endpoint[] = [create, list, retrieve, cancel];
