import { type Endpoint, type EndpointContext, ProblemError } from '../../../core';
import { batchId, fileId } from '../ids';
import { keepable, kept, listOf, pagesOf } from '../lists';
import { creationOf } from './creation';
import { BATCH, cancelledAt, planOf, type Status, type StoredBatch, statusAt } from './life';
import { hasResults, inputOf, RESULTS, resultsOf } from './results';
import { cancelChecks } from './rules';
import { show } from './show';
import { SURFACE } from './surface';
import { validate } from './validate';

/** "Limit can range between 1 and 100, and the default is 20"; the newest come first (recorded). */
const pages = pagesOf({ surface: SURFACE, most: 100, usual: 20, order: 'desc' });

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
  return kept(found);
}

/** A batch as it is now, for whoever looks. */
async function shown(batch: StoredBatch, context: EndpointContext) {
  const status = statusAt(batch, context.now);
  const results = hasResults(status, batch) ? await resultsOf(batch, status, context) : undefined;
  return show(batch, { status, results });
}

/** `POST /batches`: validated at once, but what was found shows later. */
const create: Endpoint = {
  id: 'batches.create',
  route: { method: 'POST', path: '/batches' },
  async answer(context) {
    const { ids, created, now, span } = context;
    const creation = creationOf(context);
    const { errors, input, requests, model } = await validate(creation, context);
    const batch: StoredBatch = {
      id: batchId('batch', ids, created),
      endpoint: creation.endpoint,
      input_file_id: creation.input_file_id,
      metadata: creation.metadata ?? null,
      outputLasts: creation.output_expires_after?.seconds ?? null,
      plan: planOf(now, span(ANSWER)),
      model: model ?? null,
      requests,
      errors,
      files: { output: fileId(ids), error: fileId(ids) },
    };
    const deposit = { kind: BATCH, id: batch.id, value: () => keepable(batch) };
    await context.keep(deposit, ...(errors.length > 0 ? [] : [inputOf(batch.id, input)]));
    return written(show(batch, { status: 'validating' }));
  },
};

/** `GET /batches`. */
const list: Endpoint = {
  id: 'batches.list',
  route: { method: 'GET', path: '/batches' },
  async answer(context) {
    const page = await context.stored.page(BATCH, pages(context));
    if ('unknown' in page) throw notFound(page.unknown);
    const data: ReturnType<typeof show>[] = [];
    // One after the other, so that scripts advance in the order of the list.
    for (const { value } of page.items) data.push(await shown(kept(value), context));
    return written(listOf(data, page.more));
  },
};

/** `GET /batches/{id}`. */
const retrieve: Endpoint = {
  id: 'batches.retrieve',
  route: { method: 'GET', path: '/batches/:id' },
  answer: async (context) => written(await shown(await batchNamed(context), context)),
};

/** Where a batch is for whoever calls it off: what has not been looked at has not been done. */
async function statusUnseen(batch: StoredBatch, { now, stored }: EndpointContext): Promise<Status> {
  const status = statusAt(batch, now);
  const isMade = status === 'completed' && (await stored.get(RESULTS, batch.id)) !== undefined;
  return status === 'completed' && !isMade ? 'in_progress' : status;
}

/** `POST /batches/{id}/cancel`. */
const cancel: Endpoint = {
  id: 'batches.cancel',
  route: { method: 'POST', path: '/batches/:id/cancel' },
  bodiless: true,
  async answer(context) {
    const { now, stored } = context;
    const batch = await batchNamed(context);
    const status = await statusUnseen(batch, context);
    context.check(cancelChecks, { status });
    if (batch.cancelled !== undefined) return written(await shown(batch, context));
    const cancelled = await stored.change(BATCH, batch.id, (found) => keepable(cancelledAt(kept(found), now)));
    if (cancelled === undefined) throw notFound(batch.id);
    return written(show(kept(cancelled), { status: 'cancelling' }));
  },
};

/** The routes of batches. */
export const batchEndpoints: readonly Endpoint[] = [create, list, retrieve, cancel];
