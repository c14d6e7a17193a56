import type { BatchStatus, StoredBatch } from './lifecycle';
import type { BatchResults } from './results';
import { NO_USAGE } from './usage';

/** What a look-up tells. */
interface BatchViewState {
  readonly status: BatchStatus;
  readonly results?: BatchResults | undefined;
}

const BEGUN: ReadonlySet<BatchStatus> = new Set(['in_progress', 'finalizing', 'completed', 'expired']);

/** Unix seconds of a moment that has come. */
const seconds = (moment: number | undefined, hasCome = true): number | null =>
  moment === undefined || !hasCome ? null : Math.floor(moment / 1000);

/** A batch in its recorded order of members. */
export function batchView(batch: StoredBatch, { status, results }: BatchViewState) {
  const { plan, files, cancelled, errors } = batch;
  const begun = BEGUN.has(status) || cancelled?.begun === true;
  const isEnding = status === 'finalizing' || status === 'completed';
  // Until it is done, nothing of the output can be read.
  const written = status === 'finalizing' ? undefined : results;
  return {
    id: batch.id,
    object: 'batch',
    endpoint: batch.endpoint,
    model: begun ? batch.model : null,
    errors: status === 'failed' ? { object: 'list', data: errors } : null,
    input_file_id: batch.input_file_id,
    completion_window: '24h',
    status,
    output_file_id: written?.output ? files.output : null,
    error_file_id: written?.error ? files.error : null,
    created_at: seconds(plan.created),
    in_progress_at: seconds(plan.validated, begun),
    expires_at: seconds(plan.expires),
    finalizing_at: seconds(plan.ran, isEnding),
    completed_at: seconds(plan.done, status === 'completed'),
    failed_at: seconds(plan.validated, status === 'failed'),
    expired_at: seconds(plan.expires, status === 'expired'),
    cancelling_at: seconds(cancelled?.asked),
    cancelled_at: seconds(cancelled?.done, status === 'cancelled'),
    request_counts: {
      total: begun ? batch.requests : 0,
      completed: results?.completed ?? 0,
      failed: results?.failed ?? 0,
    },
    usage: results?.usage ?? NO_USAGE,
    metadata: batch.metadata,
  };
}
