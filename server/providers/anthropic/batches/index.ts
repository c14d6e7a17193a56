import { type Answer, type Endpoint, type EndpointContext, ProblemError, type Route } from '../../../core';
import { batchId } from '../ids';
import { listed } from '../paging';
import { insist } from '../rows';
import { type BatchOutcome, headersToKeep, type KeptRequests, outcomeOf } from './results';
import { creationRules, type Deed, deedRules } from './rules';
import { type BatchBody, batchChecks } from './schema';
import { archivalOf, type KeptBatch, statusOf } from './timetable';
import { viewOf } from './view';

/** "A Message Batch is limited to either 100,000 Message requests or 256 MB in size." */
const BODY_LIMIT = 256 * 1024 * 1024;

const ROOT = '/v1/messages/batches';

/** Kinds of stored objects: what is listed, what was asked, what came of it. */
const KIND = 'message_batch';
const REQUESTS = 'message_batch_requests';
const OUTCOME = 'message_batch_outcome';

/** A batch by its id, once the rules let the deed pass. */
async function found(wants: Deed['wants'], { params, stored, service, now }: EndpointContext): Promise<KeptBatch> {
  const { id = '' } = params;
  const batch = (await stored.get(KIND, id)) as KeptBatch | undefined;
  const status = batch === undefined ? undefined : statusOf(batch, now);
  const archived = batch !== undefined && now >= archivalOf(batch);
  insist(deedRules, { id, wants, status, archived }, service);
  if (batch === undefined) throw new ProblemError('not-found');
  return batch;
}

/** What an ended batch came to; whoever asks first has its requests answered. */
async function outcomeFor(batch: KeptBatch, context: EndpointContext): Promise<BatchOutcome | undefined> {
  const { stored, now } = context;
  if (statusOf(batch, now) !== 'ended') return undefined;
  const outcome = await stored.once(OUTCOME, batch.id, async () => {
    const asked = (await stored.get(REQUESTS, batch.id)) as KeptRequests | undefined;
    return outcomeOf(batch, asked ?? { requests: [], headers: {} }, context);
  });
  return outcome as BatchOutcome;
}

async function view(batch: KeptBatch, context: EndpointContext) {
  const { request, now } = context;
  const mount = request.path.slice(0, request.path.indexOf(ROOT));
  const url = `http://${request.headers['host'] ?? 'localhost'}${mount}${ROOT}`;
  return viewOf(batch, await outcomeFor(batch, context), { now, url });
}

async function create(context: EndpointContext): Promise<Answer> {
  const { json, service, request, ids, now, span } = context;
  const { errors } = batchChecks.shape(json, { service, headers: request.headers, profile: undefined });
  if (errors.length > 0) throw new ProblemError('invalid-request', {}, errors);
  const { requests } = json as BatchBody;
  insist(creationRules, { requests }, service);
  const batch: KeptBatch = { id: batchId(ids), created: now, size: requests.length, span: span(1), canceled: null };
  const asked: KeptRequests = { requests, headers: headersToKeep(context) };
  const { id } = batch;
  const weight = request.text.length;
  await context.keep({ kind: REQUESTS, id, value: () => asked, weight }, { kind: KIND, id, value: () => batch });
  return JSON.stringify(await view(batch, context));
}

/** Cancels a batch from now on; a second time changes nothing. */
async function cancel(context: EndpointContext): Promise<Answer> {
  const { stored, now } = context;
  const { id } = await found('cancellation', context);
  const changed = await stored.change(KIND, id, (json) => {
    const batch = json as KeptBatch;
    const isLate = batch.canceled !== null || statusOf(batch, now) === 'ended';
    return isLate ? undefined : { ...batch, canceled: now };
  });
  if (changed === undefined) throw new ProblemError('not-found');
  return JSON.stringify(await view(changed as KeptBatch, context));
}

async function remove(context: EndpointContext): Promise<Answer> {
  const { stored } = context;
  const { id } = await found('deletion', context);
  await Promise.all([KIND, REQUESTS, OUTCOME].map((kind) => stored.delete(kind, id)));
  return JSON.stringify({ id, type: 'message_batch_deleted' });
}

async function results(context: EndpointContext): Promise<Answer> {
  const outcome = await outcomeFor(await found('results', context), context);
  if (outcome === undefined) throw new ProblemError('not-found');
  return { type: 'application/x-jsonl', body: outcome.lines };
}

/** A route about one batch; a body that comes is not looked at. */
const aboutOne = (id: string, { method, path }: Route, answer: Endpoint['answer']): Endpoint => ({
  id,
  route: { method, path: `${ROOT}/:id${path}` },
  bodiless: true,
  answer,
});

/** The routes of batches. */
export const batchEndpoints: readonly Endpoint[] = [
  {
    id: 'batches',
    route: { method: 'GET', path: ROOT },
    answer: (context) => listed(context, { kind: KIND, show: (batch) => view(batch as KeptBatch, context) }),
  },
  { id: 'batch-creation', route: { method: 'POST', path: ROOT }, bodyLimit: BODY_LIMIT, answer: create },
  aboutOne('batch', { method: 'GET', path: '' }, async (context) =>
    JSON.stringify(await view(await found('batch', context), context)),
  ),
  aboutOne('batch-results', { method: 'GET', path: '/results' }, results),
  aboutOne('batch-cancellation', { method: 'POST', path: '/cancel' }, cancel),
  aboutOne('batch-deletion', { method: 'DELETE', path: '' }, remove),
];
