import type { MessageBatch } from '@anthropic-ai/sdk/resources/messages';
import { toMicros } from '../moments';
import type { BatchOutcome } from './results';
import { archivalOf, endOf, expiryOf, type KeptBatch, statusOf } from './timetable';

/** At what time a batch is looked at, and by which URL batches are reached. */
export interface Sight {
  readonly now: number;
  /** Absolute, up to `/v1/messages/batches`. */
  readonly url: string;
}

const NONE = { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 } as const;

/** A batch as the wire shows it; its counts are told once it has ended. */
export function viewOf(batch: KeptBatch, outcome: BatchOutcome | undefined, { now, url }: Sight): MessageBatch {
  const ended = outcome !== undefined;
  const archived = now >= archivalOf(batch);
  return {
    id: batch.id,
    type: 'message_batch',
    processing_status: statusOf(batch, now),
    request_counts: ended ? { ...NONE, ...outcome.counts } : { ...NONE, processing: batch.size },
    ended_at: ended ? toMicros(endOf(batch)) : null,
    created_at: toMicros(batch.created),
    expires_at: toMicros(expiryOf(batch)),
    archived_at: archived ? toMicros(archivalOf(batch)) : null,
    cancel_initiated_at: batch.canceled === null ? null : toMicros(batch.canceled),
    results_url: ended && !archived ? `${url}/${batch.id}/results` : null,
  };
}
