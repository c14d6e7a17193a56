import { type EndpointContext, type Json, type JsonObject, jsonIn } from '../../../core';
import { batchId } from '../ids';
import { keepable, kept } from '../lists';
import { depositsOf, fileOf } from '../stored-files';
import { bodyOf, linesOf } from './input';
import type { Status, StoredBatch } from './life';
import { addUsage, NO_USAGE, type Usage } from './usage';

/** Under which the requests of a batch wait, and what came of them. */
const INPUT = 'batch-input';
export const RESULTS = 'batch-results';

/** What came of a batch. */
export interface Results {
  readonly completed: number;
  readonly failed: number;
  readonly usage: Usage;
  /** Were the files written? */
  readonly output: boolean;
  readonly error: boolean;
}

/** The requests of a batch, kept until they are made: its file may be deleted. */
export const inputOf = (id: string, text: string) => ({ kind: INPUT, id, value: () => text, weight: text.length });

/** What becomes of requests that are not made: "batch_expired", "batch_cancelled". */
const unmade: { readonly [S in Status]?: { readonly code: string; readonly message: string } } = {
  expired: {
    code: 'batch_expired',
    message: 'This request could not be executed before the completion window expired.',
  },
  // The reference names the code; the sentence is inferred from its description.
  cancelled: { code: 'batch_cancelled', message: 'The batch was cancelled before this request executed.' },
};

/** Statuses of which there is something to show, if any request was under way. */
export const hasResults = (status: Status, { cancelled }: StoredBatch): boolean =>
  status === 'finalizing' ||
  status === 'completed' ||
  status === 'expired' ||
  (status === 'cancelled' && cancelled?.begun === true);

/** What came of a batch: made by the first who looks, and by nobody else. */
export async function resultsOf(batch: StoredBatch, status: Status, context: EndpointContext): Promise<Results> {
  const { stored } = context;
  const { id } = batch;
  let isMaker = false;
  const results = await stored.once(RESULTS, id, async () => {
    isMaker = true;
    return keepable(await make(batch, status, context));
  });
  if (isMaker) await stored.delete(INPUT, id);
  return kept(results);
}

async function make(batch: StoredBatch, status: Status, context: EndpointContext): Promise<Results> {
  const text = await context.stored.get(INPUT, batch.id);
  const requests = linesOf(typeof text === 'string' ? text : '').map(({ request = {} }) => request);
  const outcomes: Outcome[] = [];
  const error = unmade[status];
  for (const [at, request] of requests.entries()) {
    outcomes.push(
      error === undefined ? await made(batch, { request, at }, context) : { custom_id: request['custom_id'], error },
    );
  }
  const output = outcomes.filter(isGood);
  const others = outcomes.filter((outcome) => !isGood(outcome));
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
interface Outcome {
  readonly custom_id: Json | undefined;
  readonly response?: { readonly status_code: number; readonly request_id: string; readonly body: Json };
  readonly error?: { readonly code: string; readonly message: string };
}

const isGood = ({ response }: Outcome): boolean => response !== undefined && response.status_code < 400;

/** A request of a batch, and its place there. */
interface Placed {
  readonly request: JsonObject;
  readonly at: number;
}

/** Makes one request. Recorded ids of requests lack the beginning that the header has. */
async function made({ id: batch, endpoint }: StoredBatch, { request, at }: Placed, context: EndpointContext) {
  const { status, headers, body } = await context.perform({
    path: endpoint.replace('/v1', ''),
    body: JSON.stringify(bodyOf(request) ?? {}),
    // Where a replica died over a batch another one begins anew: what was answered is answered alike.
    headers: { 'idempotency-key': `${batch} ${at}` },
  });
  const id = headers.find(([name]) => name === 'x-request-id')?.[1] ?? '';
  return {
    custom_id: request['custom_id'],
    response: { status_code: status, request_id: id.replace(/^req_/, ''), body: jsonIn(body) ?? body },
  };
}

/** Writes the files that have a line. */
async function write(
  { id, files, plan, outputLasts }: StoredBatch,
  outcomes: Readonly<Record<keyof StoredBatch['files'], readonly Outcome[]>>,
  { stored, now, ids, created }: EndpointContext,
): Promise<void> {
  const created_at = Math.floor(Math.min(plan.done, now) / 1000);
  const expires_at = outputLasts === null ? null : created_at + outputLasts;
  for (const name of ['output', 'error'] as const) {
    if (outcomes[name].length === 0) continue;
    const lines = outcomes[name].map(({ custom_id, response = null, error = null }) =>
      JSON.stringify({ id: batchId('batch_req', ids, created), custom_id, response, error }),
    );
    const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
    const about = { id: files[name], purpose: 'batch_output', filename: `${id}_${name}.jsonl`, created_at, expires_at };
    await stored.put(...depositsOf(fileOf(about, bytes.length), bytes));
  }
}
