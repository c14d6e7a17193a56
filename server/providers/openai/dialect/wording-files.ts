import { formatPath, type Issue } from '../../../core';
import type { IssueError } from './sentence-parts';
import { classicShape } from './wording-embeddings';

/** Faults of uploads: the same old checks as those of embeddings, but they name the parameter (recorded for purposes). */
export function filesShape(issue: Issue): IssueError | undefined {
  if (issue.rule === 'missing') return { message: `'${formatPath(issue.path)}' is a required property`, param: null };
  const told = classicShape(issue);
  return told && { ...told, param: formatPath(issue.path) };
}
