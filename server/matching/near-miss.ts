import type { Subject } from './subject';
import type { PreparedWhen } from './when';

/** A row that almost matched, and why it did not. */
export interface NearMiss<Row> {
  readonly row: Row;
  readonly broken: readonly string[];
}

/** Near misses told at once. */
const MAX_TOLD = 3;

/** The rows that failed by the least, nearest first. */
export function nearMisses<Row extends { readonly test: PreparedWhen }>(
  subject: Subject,
  rows: readonly Row[],
): readonly NearMiss<Row>[] {
  return rows
    .map((row) => ({ row, ...row.test.explain(subject) }))
    .filter(({ broken }) => broken.length > 0)
    .sort((a, b) => a.broken.length - b.broken.length || b.kept.length - a.kept.length)
    .slice(0, MAX_TOLD)
    .map(({ row, broken }) => ({ row, broken }));
}
