import { compileRules, docs, inferred, observed, rule, rules } from '../../../../contract';
import type { RuleError } from '../../../../core';
import { NOT_FOUND } from '../../dialect/issue-sentence';
import type { MessageBatchStatus } from './lifecycle';

/** Under this name the levels of the rules of batches are set. */
export const SURFACE = 'anthropic-batches';

const CAPTURED = observed('captures in a public research note', '2026-09-02');

/** What the rules of creation look at. */
interface BatchCreation {
  readonly requests: readonly { readonly custom_id: string }[];
}

/** Held against what creates a batch. */
export const creationRules = rules<BatchCreation>(SURFACE, [
  rule({
    id: 'batch-custom-id-duplicate',
    says: "custom_id's must be unique within a batch.",
    source: CAPTURED,
    path: ['requests'],
    check: ({ requests }) => {
      const value = repeated(requests.map(({ custom_id: id }) => id));
      return value !== undefined && { facts: { value } };
    },
    error: ({ facts: { value } }) =>
      `requests: custom_id's must be unique within a batch. Duplicate custom_id found: ${value}`,
  }),
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

const isUnfinished = (status: MessageBatchStatus | undefined): boolean => status !== undefined && status !== 'ended';

const withoutResults = ({ facts: { id } }: { readonly facts: { readonly id: string } }): RuleError => ({
  ...NOT_FOUND,
  message: `Message Batch ${id} has no available results.`,
});

const actionRules = rules<MessageBatchAction>(SURFACE, [
  rule({
    id: 'batch-unknown',
    says: 'Message Batch not found.',
    source: CAPTURED,
    check: ({ id, status }) => status === undefined && { facts: { id } },
    error: ({ facts: { id } }) => ({ ...NOT_FOUND, message: `Message Batch ${id} not found.` }),
  }),
  rule({
    id: 'batch-results-not-ready',
    says: 'Results are available once processing has ended.',
    source: CAPTURED,
    check: ({ id, wants, status }) => wants === 'results' && isUnfinished(status) && { facts: { id } },
    error: withoutResults,
  }),
  rule({
    id: 'batch-results-archived',
    says: 'Results are available for 29 days after creation.',
    source: docs('build-with-claude/batch-processing; the sentence is that of results not yet there'),
    check: ({ id, wants, archived }) => wants === 'results' && archived && { facts: { id } },
    error: withoutResults,
  }),
  rule({
    id: 'batch-delete-in-progress',
    says: 'In progress batches cannot be deleted.',
    source: CAPTURED,
    check: ({ wants, status }) => wants === 'deletion' && isUnfinished(status),
    error: 'In progress batches cannot be deleted. Consider canceling the batch instead.',
  }),
  rule({
    id: 'batch-cancel-ended',
    says: 'Batches may be canceled any time before processing ends.',
    source: inferred('the state machine; text unknown'),
    check: ({ id, wants, status }) => wants === 'cancellation' && status === 'ended' && { facts: { id } },
    error: ({ facts: { id } }) => `Message Batch ${id} has already ended.`,
  }),
]);

/** Held against what is wanted of one. */
export const actionChecks = compileRules(SURFACE, actionRules);

/** All rules of batches. */
export const batchRules = [...creationRules, ...actionRules];
