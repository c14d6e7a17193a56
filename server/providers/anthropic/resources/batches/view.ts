import type { MessageBatch } from '@anthropic-ai/sdk/resources/messages';
import { rfc3339Micros } from '../../dialect/timestamps';
import { archivalTime, endTime, expiryTime, type StoredMessageBatch, statusOf } from './lifecycle';
import type { MessageBatchOutcome } from './results';

/** At what time a batch is looked at, and by which URL batches are reached. */
export interface MessageBatchViewOptions {
  readonly now: number;
  /** Absolute, up to `/v1/messages/batches`. */
  readonly url: string;
}

const NONE = { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 } as const;

/** A batch as the wire shows it; its counts are told once it has ended. */
export function batchView(
  batch: StoredMessageBatch,
  outcome: MessageBatchOutcome | undefined,
  { now, url }: MessageBatchViewOptions,
): MessageBatch {
  const ended = outcome !== undefined;
  const archived = now >= archivalTime(batch);
  return {
    id: batch.id,
    type: 'message_batch',
    processing_status: statusOf(batch, now),
    request_counts: ended ? { ...NONE, ...outcome.counts } : { ...NONE, processing: batch.size },
    ended_at: ended ? rfc3339Micros(endTime(batch)) : null,
    created_at: rfc3339Micros(batch.created),
    expires_at: rfc3339Micros(expiryTime(batch)),
    archived_at: archived ? rfc3339Micros(archivalTime(batch)) : null,
    cancel_initiated_at: batch.canceled === null ? null : rfc3339Micros(batch.canceled),
    results_url: ended && !archived ? `${url}/${batch.id}/results` : null,
  };
}
