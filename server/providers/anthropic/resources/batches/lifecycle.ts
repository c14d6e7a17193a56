/** A batch as it is kept; what is to be seen of it follows from the time. */
export type StoredMessageBatch = {
  readonly id: string;
  /** Unix milliseconds at which it was created. */
  readonly created: number;
  /** How many requests it has. */
  readonly size: number;
  /** Milliseconds that each of its requests takes. */
  readonly span: number;
  /** Unix milliseconds at which it was to be canceled. */
  readonly canceled: number | null;
};

const SECOND = 1_000;
const DAY = 86_400 * SECOND;

/** How long the shortest batch is seen in progress, and how long one that is canceled takes to end. */
const MIN_DURATION = SECOND;
/** "Batches expire if processing does not complete within 24 hours." */
const LIFETIME = DAY;
/** "Results are available for 29 days after creation." */
const RETENTION = 29 * DAY;

/** When a request, counted from 0, is answered, unless the batch ends before: one after the other. */
const dueAt = ({ created, span }: StoredMessageBatch, index: number): number =>
  created + MIN_DURATION + span * (index + 1);

/** After that no request is answered any more. */
const cutoff = (batch: StoredMessageBatch): number =>
  Math.min(batch.canceled ?? Number.POSITIVE_INFINITY, expiryTime(batch));

/** When a batch expires. */
export const expiryTime = ({ created }: StoredMessageBatch): number => created + LIFETIME;

/** When the results of a batch are no longer to be had. */
export const archivalTime = ({ created }: StoredMessageBatch): number => created + RETENTION;

/** When a batch ends. */
export function endTime(batch: StoredMessageBatch): number {
  const last = dueAt(batch, batch.size - 1);
  const end = batch.canceled === null ? expiryTime(batch) : Math.min(batch.canceled + MIN_DURATION, expiryTime(batch));
  return Math.min(last, end);
}

/** What becomes of each request of a batch: it is answered, or why not. */
export function requestOutcome(batch: StoredMessageBatch, index: number): 'answered' | 'canceled' | 'expired' {
  if (dueAt(batch, index) <= cutoff(batch)) return 'answered';
  return batch.canceled === null ? 'expired' : 'canceled';
}

/** The state of a batch. */
export type MessageBatchStatus = 'in_progress' | 'canceling' | 'ended';

/** What a batch is at a time. */
export function statusOf(batch: StoredMessageBatch, now: number): MessageBatchStatus {
  if (now >= endTime(batch)) return 'ended';
  return batch.canceled === null ? 'in_progress' : 'canceling';
}
