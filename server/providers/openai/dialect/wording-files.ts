import type { RuleId } from '../../../contract';
import { formatPath, type Issue } from '../../../core';
import type { downloadRules } from '../resources/files/download';
import type { uploadRules } from '../resources/files/upload';
import type { IssueError, IssueFormatter } from './sentence-parts';
import { classicShape } from './wording-embeddings';

/** The same old checks as those of embeddings, but they name the parameter (recorded for purposes). */
export function filesShape(issue: Issue): IssueError | undefined {
  if (issue.rule === 'missing') return { message: `'${formatPath(issue.path)}' is a required property`, param: null };
  const told = classicShape(issue);
  return told && { ...told, param: formatPath(issue.path) };
}

/** The sentence of each rule of files. */
export const filesSentences = {
  'not-jsonl': ({ facts: { of } }) => ({ message: `Invalid file format for ${of}. Must be .jsonl`, param: null }),
  'file-empty': () => ({ message: 'File is empty.', param: null }),
  'download-forbidden': ({ facts: { value } }) => ({
    message: `Not allowed to download files of purpose: ${value}`,
    param: null,
  }),
} satisfies Readonly<Record<RuleId<typeof uploadRules> | RuleId<typeof downloadRules>, IssueFormatter>>;
