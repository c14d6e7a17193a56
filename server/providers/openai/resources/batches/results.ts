import { type EndpointContext, type Json, type JsonObject, parseJson } from '../../../../core';
import { batchId } from '../../dialect/ids';
import { fromStored, toStored } from '../../dialect/stored-kind';
import { buildFile, fileDeposits } from '../files/stored-file';
import { parseLines, requestBody } from './input-lines';
import type { BatchStatus, StoredBatch } from './lifecycle';
import { addUsage, type BatchUsage, NO_USAGE } from './usage';

/** Under which the requests of a batch wait, and what came of them. */
const INPUT = 'batch-input';
export const RESULTS = 'batch-results';

/** What came of a batch. */
export interface BatchResults {
  readonly completed: number;
  readonly failed: number;
  readonly usage: BatchUsage;
  /** Were the files written? */
  readonly output: boolean;
  readonly error: boolean;
}

/** The requests of a batch, kept until they are made: its file may be deleted. */
export const inputDeposit = (id: string, text: string) => ({ kind: INPUT, id, value: () => text, weight: text.length });

/** What becomes of requests that are not made: "batch_expired", "batch_cancelled". */
const notRunErrors: { readonly [S in BatchStatus]?: { readonly code: string; readonly message: string } } = {
  expired: {
    code: 'batch_expired',
    message: 'This request could not be executed before the completion window expired.',
  },
  // The reference names the code; the sentence is inferred from its description.
  cancelled: { code: 'batch_cancelled', message: 'The batch was cancelled before this request executed.' },
};

/** Statuses of which there is something to show, if any request was under way. */
export const hasResults = (status: BatchStatus, { cancelled }: StoredBatch): boolean =>
  status === 'finalizing' ||
  status === 'completed' ||
  status === 'expired' ||
  (status === 'cancelled' && cancelled?.begun === true);

/** What came of a batch: made by the first who looks, and by nobody else. */
export async function batchResults(
  batch: StoredBatch,
  status: BatchStatus,
  context: EndpointContext,
): Promise<BatchResults> {
  const { stored } = context;
  const { id } = batch;
  let isMaker = false;
  const results = await stored.getOrCreate(RESULTS, id, async () => {
    isMaker = true;
    return toStored(await runBatch(batch, status, context));
  });
  if (isMaker) await stored.delete(INPUT, id);
  return fromStored(results);
}

async function runBatch(batch: StoredBatch, status: BatchStatus, context: EndpointContext): Promise<BatchResults> {
  const text = await context.stored.get(INPUT, batch.id);
  const requests = parseLines(typeof text === 'string' ? text : '').map(({ request = {} }) => request);
  const outcomes: BatchRequestResult[] = [];
  const error = notRunErrors[status];
  for (const [at, request] of requests.entries()) {
    outcomes.push(
      error === undefined
        ? await runRequest(batch, { request, at }, context)
        : { custom_id: request['custom_id'], error },
    );
  }
  const output = outcomes.filter(isSuccess);
  const others = outcomes.filter((outcome) => !isSuccess(outcome));
  await write(batch, { output, error: others }, context);
  return {
    completed: output.length,
    // Requests that were never made are none that failed (reported of expired batches).
    failed: error === undefined ? others.length : 0,
    usage: output.reduce((sum, { response }) => addUsage(sum, response?.body), NO_USAGE),
    output: output.length > 0,
    error: others.length > 0,
  };
}

/** What came of one request. */
interface BatchRequestResult {
  readonly custom_id: Json | undefined;
  readonly response?: { readonly status_code: number; readonly request_id: string; readonly body: Json };
  readonly error?: { readonly code: string; readonly message: string };
}

const isSuccess = ({ response }: BatchRequestResult): boolean => response !== undefined && response.status_code < 400;

/** A request of a batch, and its place there. */
interface PlacedBatchRequest {
  readonly request: JsonObject;
  readonly at: number;
}

/** Makes one request. Recorded ids of requests lack the beginning that the header has. */
async function runRequest(
  { id: batch, endpoint }: StoredBatch,
  { request, at }: PlacedBatchRequest,
  context: EndpointContext,
) {
  const { status, headers, body } = await context.sendSubrequest({
    path: endpoint.replace('/v1', ''),
    body: JSON.stringify(requestBody(request) ?? {}),
    // Where a replica died over a batch another one begins anew: what was answered is answered alike.
    headers: { 'idempotency-key': `${batch} ${at}` },
  });
  const id = headers.find(([name]) => name === 'x-request-id')?.[1] ?? '';
  return {
    custom_id: request['custom_id'],
    response: { status_code: status, request_id: id.replace(/^req_/, ''), body: parseJson(body) ?? body },
  };
}

/** Writes the files that have a line. */
async function write(
  { id, files, plan, outputLasts }: StoredBatch,
  outcomes: Readonly<Record<keyof StoredBatch['files'], readonly BatchRequestResult[]>>,
  { stored, nowMs, ids, created }: EndpointContext,
): Promise<void> {
  const created_at = Math.floor(Math.min(plan.done, nowMs) / 1000);
  const expires_at = outputLasts === null ? null : created_at + outputLasts;
  for (const name of ['output', 'error'] as const) {
    if (outcomes[name].length === 0) continue;
    const lines = outcomes[name].map(({ custom_id, response = null, error = null }) =>
      JSON.stringify({ id: batchId('batch_req', ids, created), custom_id, response, error }),
    );
    const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
    const about = { id: files[name], purpose: 'batch_output', filename: `${id}_${name}.jsonl`, created_at, expires_at };
    await stored.put(...fileDeposits(buildFile(about, bytes.length), bytes));
  }
}
