import type { RuleId, RuleSource } from '../../../../contract';
import { routeRules } from '../../dialect/route-rules';
import type { MessageBatchStatus } from './lifecycle';
import { type MessageBatchBody, SURFACE } from './schema';

const CAPTURED: RuleSource = { grade: 'observed', ref: 'captures in a public research note', seen: '2026-09-02' };

/** What a rule of creation looks at. */
const creationRows = routeRules<MessageBatchBody>()([
  {
    id: 'batch-custom-id-duplicate',
    says: "custom_id's must be unique within a batch.",
    source: CAPTURED,
    check({ requests }) {
      const value = repeated(requests.map(({ custom_id: id }) => id));
      return value === undefined ? [] : [{ path: ['requests'], facts: { value } }];
    },
  },
]);

function repeated(ids: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return undefined;
}

/** What somebody wants of one batch, and how it stands; undefined where there is none. */
export interface MessageBatchAction {
  readonly id: string;
  readonly wants: 'batch' | 'results' | 'cancellation' | 'deletion';
  readonly status: MessageBatchStatus | undefined;
  /** Its results are no longer to be had. */
  readonly archived: boolean;
}

const at = ({ id: value }: MessageBatchAction) => [{ path: [], facts: { value } }];

const actionRows = routeRules<MessageBatchAction>()([
  {
    id: 'batch-unknown',
    says: 'Message Batch not found.',
    source: CAPTURED,
    check: (deed) => (deed.status === undefined ? at(deed) : []),
  },
  {
    id: 'batch-results-not-ready',
    says: 'Results are available once processing has ended.',
    source: CAPTURED,
    check: (deed) => (deed.wants === 'results' && deed.status !== 'ended' ? at(deed) : []),
  },
  {
    id: 'batch-results-archived',
    says: 'Results are available for 29 days after creation.',
    source: { grade: 'docs', ref: 'build-with-claude/batch-processing; the sentence is that of results not yet there' },
    check: (deed) => (deed.wants === 'results' && deed.archived ? at(deed) : []),
  },
  {
    id: 'batch-delete-in-progress',
    says: 'In progress batches cannot be deleted.',
    source: CAPTURED,
    check: (deed) => (deed.wants === 'deletion' && deed.status !== 'ended' ? at(deed) : []),
  },
  {
    id: 'batch-cancel-ended',
    says: 'Batches may be canceled any time before processing ends.',
    source: { grade: 'inferred', ref: 'the state machine; text unknown' },
    check: (deed) => (deed.wants === 'cancellation' && deed.status === 'ended' ? at(deed) : []),
  },
]);

/** Held against what creates a batch. */
export const creationRules = { surface: SURFACE, rows: creationRows };

/** Held against what is wanted of one. */
export const batchActionRules = { surface: SURFACE, rows: actionRows };

/** All rules of batches. */
export const batchRules = [...creationRows, ...actionRows] as const;

/** Their ids; each has a sentence in the house's wording. */
export type BatchRuleId = RuleId<typeof batchRules>;
