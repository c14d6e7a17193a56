/** A batch as it is kept; what is to be seen of it follows from the time. */
export type KeptBatch = {
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
const LEAST = SECOND;
/** "Batches expire if processing does not complete within 24 hours." */
const LIFETIME = DAY;
/** "Results are available for 29 days after creation." */
const RETENTION = 29 * DAY;

/** When a request, counted from 0, is answered, unless the batch ends before: one after the other. */
const dueAt = ({ created, span }: KeptBatch, index: number): number => created + LEAST + span * (index + 1);

/** After that no request is answered any more. */
const cutoff = (batch: KeptBatch): number => Math.min(batch.canceled ?? Number.POSITIVE_INFINITY, expiryOf(batch));

/** When a batch expires. */
export const expiryOf = ({ created }: KeptBatch): number => created + LIFETIME;

/** When the results of a batch are no longer to be had. */
export const archivalOf = ({ created }: KeptBatch): number => created + RETENTION;

/** When a batch ends. */
export function endOf(batch: KeptBatch): number {
  const last = dueAt(batch, batch.size - 1);
  const end = batch.canceled === null ? expiryOf(batch) : Math.min(batch.canceled + LEAST, expiryOf(batch));
  return Math.min(last, end);
}

/** What becomes of each request of a batch: it is answered, or why not. */
export function fateOf(batch: KeptBatch, index: number): 'answered' | 'canceled' | 'expired' {
  if (dueAt(batch, index) <= cutoff(batch)) return 'answered';
  return batch.canceled === null ? 'expired' : 'canceled';
}

/** The state of a batch. */
export type Status = 'in_progress' | 'canceling' | 'ended';

/** What a batch is at a time. */
export function statusOf(batch: KeptBatch, now: number): Status {
  if (now >= endOf(batch)) return 'ended';
  return batch.canceled === null ? 'in_progress' : 'canceling';
}
