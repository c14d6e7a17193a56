import type { Subject } from './subject';
import type { PreparedWhen } from './when';

/** A row that almost matched, and why it did not. */
export interface NearMiss<Row> {
  readonly row: Row;
  /** The first comes first. */
  readonly broken: readonly string[];
}

/** How much is told, and how much is read for it. */
export interface NearOptions {
  /** Near misses told at once (3). */
  readonly most?: number;
  /** Rows whose sentences are compared, of those that fail by the least (all). */
  readonly compared?: number;
}

const MAX_TOLD = 3;

/** The rows that failed by the least, nearest first. */
export function nearMisses<Row extends { readonly test: PreparedWhen }>(
  subject: Subject,
  rows: readonly Row[],
  { most = MAX_TOLD, compared = rows.length }: NearOptions = {},
): readonly NearMiss<Row>[] {
  return rows
    .map((row) => ({ row, failing: row.test.failing(subject) }))
    .filter(({ failing }) => failing > 0)
    .sort((a, b) => a.failing - b.failing)
    .slice(0, compared)
    .map(({ row }) => ({ row, ...row.test.explain(subject) }))
    .map((miss) => ({ ...miss, likeness: likeness(miss.broken[0] ?? '') }))
    .sort((a, b) => a.broken.length - b.broken.length || b.likeness - a.likeness || b.kept.length - a.kept.length)
    .slice(0, most)
    .map(({ row, broken }) => ({ row, broken }));
}

/** How alike the two sides of a sentence are, found and wanted: the share of pairs of characters that both have. */
function likeness(sentence: string): number {
  const [found = '', wanted = ''] = sentence.toLowerCase().split(', wanted: ');
  const pairs = pairsOf(wanted);
  if (pairs.size === 0) return 0;
  const others = pairsOf(found);
  return [...pairs].filter((pair) => others.has(pair)).length / pairs.size;
}

function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at += 1) pairs.add(text.slice(at, at + 2));
  return pairs;
}
