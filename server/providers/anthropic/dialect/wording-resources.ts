import type { BatchRuleId } from '../resources/batches/rules';
import type { FileRuleId } from '../resources/files/rules';
import { atPath, fixedSentence, type IssueSentence, value } from './issue-sentence';

/** Sentences about batches, the files of the house, and the requests inside a batch. */
export const resourceSentences = {
  'list-both-cursors': fixedSentence('before_id and after_id cannot both be specified'),
  'batch-custom-id-duplicate': (issue) =>
    `requests: custom_id's must be unique within a batch. Duplicate custom_id found: ${value(issue)}`,
  'batch-unknown': (issue) => `Message Batch ${value(issue)} not found.`,
  'batch-results-not-ready': (issue) => `Message Batch ${value(issue)} has no available results.`,
  'batch-results-archived': (issue) => `Message Batch ${value(issue)} has no available results.`,
  'batch-delete-in-progress': fixedSentence(
    'In progress batches cannot be deleted. Consider canceling the batch instead.',
  ),
  'batch-cancel-ended': (issue) => `Message Batch ${value(issue)} has already ended.`,

  'file-name-invalid': atPath('invalid file name'),
  'file-storage-full': fixedSentence('Storage quota exceeded'),
  'file-unknown': (issue) => `File \`${value(issue)}\` not found.`,
  'file-expired': (issue) => `File \`${value(issue)}\` has expired.`,
  'file-not-downloadable': (issue) => `File '${value(issue)}' is not downloadable`,
  'files-ids-with-page': atPath('cannot be combined with page or limit'),
  'files-ids-too-many': atPath(({ facts }) => `List should have at most ${facts.limit} items after validation`),
} as const satisfies Readonly<Record<BatchRuleId | FileRuleId, IssueSentence>> &
  Readonly<Record<string, IssueSentence>>;

/** Rules whose refusal is that something is not there. */
export const NOT_FOUND_RULES: ReadonlySet<string> = new Set<BatchRuleId | FileRuleId>([
  'batch-unknown',
  'batch-results-not-ready',
  'batch-results-archived',
  'file-unknown',
  'file-expired',
]);
