import { type Endpoint, type EndpointContext, type EndpointReply, ProblemError, type Route } from '../../../../core';
import { batchId } from '../../dialect/ids';
import { listPage } from '../../dialect/paging';
import { archivalTime, type StoredMessageBatch, statusOf } from './lifecycle';
import { inheritedHeaders, type MessageBatchOutcome, runBatch, type StoredBatchRequests } from './results';
import { actionChecks, type MessageBatchAction } from './rules';
import { batchChecks } from './schema';
import { batchView } from './view';

/** "A Message Batch is limited to either 100,000 Message requests or 256 MB in size." */
const BODY_LIMIT = 256 * 1024 * 1024;

const ROOT = '/v1/messages/batches';

/** Kinds of stored objects: what is listed, what was asked, what came of it. */
const KIND = 'message_batch';
const REQUESTS = 'message_batch_requests';
const OUTCOME = 'message_batch_outcome';

/** A batch by its id, once the rules let the deed pass. */
async function findBatch(
  wants: MessageBatchAction['wants'],
  { params, stored, check, nowMs }: EndpointContext,
): Promise<StoredMessageBatch> {
  const { id = '' } = params;
  const batch = (await stored.get(KIND, id)) as StoredMessageBatch | undefined;
  const status = batch === undefined ? undefined : statusOf(batch, nowMs);
  const archived = batch !== undefined && nowMs >= archivalTime(batch);
  check(actionChecks, { id, wants, status, archived });
  if (batch === undefined) throw new ProblemError('not-found');
  return batch;
}

/** What an ended batch came to; whoever asks first has its requests answered. */
async function outcomeFor(
  batch: StoredMessageBatch,
  context: EndpointContext,
): Promise<MessageBatchOutcome | undefined> {
  const { stored, nowMs } = context;
  if (statusOf(batch, nowMs) !== 'ended') return undefined;
  const outcome = await stored.getOrCreate(OUTCOME, batch.id, async () => {
    const asked = (await stored.get(REQUESTS, batch.id)) as StoredBatchRequests | undefined;
    return runBatch(batch, asked ?? { requests: [], headers: {} }, context);
  });
  return outcome as MessageBatchOutcome;
}

async function view(batch: StoredMessageBatch, context: EndpointContext) {
  const { request, nowMs } = context;
  const mount = request.path.slice(0, request.path.indexOf(ROOT));
  const url = `http://${request.headers['host'] ?? 'localhost'}${mount}${ROOT}`;
  return batchView(batch, await outcomeFor(batch, context), { now: nowMs, url });
}

async function create(context: EndpointContext): Promise<EndpointReply> {
  const { json, check, request, ids, nowMs, spanMs } = context;
  const { requests } = check(batchChecks, json);
  const batch: StoredMessageBatch = {
    id: batchId(ids),
    created: nowMs,
    size: requests.length,
    span: spanMs(1),
    canceled: null,
  };
  const asked: StoredBatchRequests = { requests, headers: inheritedHeaders(context) };
  const { id } = batch;
  const weight = request.text.length;
  await context.store({ kind: REQUESTS, id, value: () => asked, weight }, { kind: KIND, id, value: () => batch });
  return JSON.stringify(await view(batch, context));
}

/** Cancels a batch from now on; a second time changes nothing. */
async function cancel(context: EndpointContext): Promise<EndpointReply> {
  const { stored, nowMs } = context;
  const { id } = await findBatch('cancellation', context);
  const changed = await stored.update(KIND, id, (json) => {
    const batch = json as StoredMessageBatch;
    const isLate = batch.canceled !== null || statusOf(batch, nowMs) === 'ended';
    return isLate ? undefined : { ...batch, canceled: nowMs };
  });
  if (changed === undefined) throw new ProblemError('not-found');
  return JSON.stringify(await view(changed as StoredMessageBatch, context));
}

async function remove(context: EndpointContext): Promise<EndpointReply> {
  const { stored } = context;
  const { id } = await findBatch('deletion', context);
  await Promise.all([KIND, REQUESTS, OUTCOME].map((kind) => stored.delete(kind, id)));
  return JSON.stringify({ id, type: 'message_batch_deleted' });
}

async function results(context: EndpointContext): Promise<EndpointReply> {
  const outcome = await outcomeFor(await findBatch('results', context), context);
  if (outcome === undefined) throw new ProblemError('not-found');
  return { type: 'application/x-jsonl', body: outcome.lines };
}

/** A route about one batch; a body that comes is not looked at. */
const aboutOne = (id: string, { method, path }: Route, answer: Endpoint['handle']): Endpoint => ({
  id,
  route: { method, path: `${ROOT}/:id${path}` },
  bodiless: true,
  handle: answer,
});

/** The routes of batches. */
export const batchEndpoints: readonly Endpoint[] = [
  {
    id: 'batches',
    route: { method: 'GET', path: ROOT },
    handle: (context) => listPage(context, { kind: KIND, show: (batch) => view(batch as StoredMessageBatch, context) }),
  },
  { id: 'batch-creation', route: { method: 'POST', path: ROOT }, bodyLimit: BODY_LIMIT, handle: create },
  aboutOne('batch', { method: 'GET', path: '' }, async (context) =>
    JSON.stringify(await view(await findBatch('batch', context), context)),
  ),
  aboutOne('batch-results', { method: 'GET', path: '/results' }, results),
  aboutOne('batch-cancellation', { method: 'POST', path: '/cancel' }, cancel),
  aboutOne('batch-deletion', { method: 'DELETE', path: '' }, remove),
];
