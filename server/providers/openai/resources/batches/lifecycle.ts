import type { Batch, BatchError } from 'openai/resources/batches';

/** Moments of a batch in Unix milliseconds: nothing happens at them, they only are compared with now. */
interface BatchTimetable {
  readonly created: number;
  /** Validation is over. */
  readonly validated: number;
  /** All requests are answered. */
  readonly ran: number;
  /** The output is written. */
  readonly done: number;
  readonly expires: number;
}

/** A batch as it is kept. */
export interface StoredBatch {
  readonly id: string;
  readonly endpoint: string;
  readonly input_file_id: string;
  readonly metadata: Readonly<Record<string, string>> | null;
  /** Seconds for which output and errors are kept; null keeps them for good. */
  readonly outputLasts: number | null;
  readonly plan: BatchTimetable;
  readonly model: string | null;
  readonly requests: number;
  readonly errors: readonly BatchError[];
  /** Ids of files that it may come to write. */
  readonly files: { readonly output: string; readonly error: string };
  readonly cancelled?: Cancellation;
}

/** When a batch was called off, and whether requests were under way. */
interface Cancellation {
  readonly asked: number;
  readonly done: number;
  readonly begun: boolean;
}

export type BatchStatus = Batch['status'];

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
/** As recorded of small batches: three seconds, and two. */
const VALIDATING = 3 * SECOND;
const FINALIZING = 2 * SECOND;
/** "Will be in status cancelling for up to 10 minutes", which recordings show in full. */
const CANCELLING = 600 * SECOND;

/** When a batch will be where. Requests run side by side; a pace that holds nothing back leaves no time to anything. */
export function batchTimetable(created: number, span: number): BatchTimetable {
  const isPaced = span > 0;
  const validated = created + (isPaced ? VALIDATING : 0);
  const ran = validated + span;
  return { created, validated, ran, done: ran + (isPaced ? FINALIZING : 0), expires: created + DAY };
}

/** Where a batch is at a moment. */
export function statusAt({ plan, errors, cancelled }: StoredBatch, now: number): BatchStatus {
  if (cancelled !== undefined) return now < cancelled.done ? 'cancelling' : 'cancelled';
  if (now < plan.validated) return 'validating';
  if (errors.length > 0) return 'failed';
  if (plan.expires < plan.ran && now >= plan.expires) return 'expired';
  if (now < plan.ran) return 'in_progress';
  return now < plan.done ? 'finalizing' : 'completed';
}

/** A batch called off now, unless it was before. One that takes no time has not begun until somebody looks at it. */
export function cancelBatch(batch: StoredBatch, now: number): StoredBatch {
  if (batch.cancelled !== undefined) return batch;
  const { created, validated } = batch.plan;
  const isPaced = validated > created;
  const begun = isPaced && now >= validated;
  return { ...batch, cancelled: { asked: now, done: now + (isPaced ? CANCELLING : 0), begun } };
}
