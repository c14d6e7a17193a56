import type { EntrySummary } from '../../../journal';
import { lintedEntries } from './lint';

/** Wanted values of each facet; any of them will do. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** A property by which entries are filtered. */
interface Facet {
  readonly key: string;
  readonly label: string;
  /** Values of an entry. */
  read(entry: EntrySummary): readonly string[];
}

const some = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);

/** The group of a status, or how the exchange stands. */
export function statusGroup({ status, outcome }: EntrySummary): string {
  if (outcome === undefined) return 'running';
  if (outcome === 'broken' || outcome === 'client-gone' || outcome === 'bug') return outcome;
  return status === undefined ? outcome : `${Math.floor(status / 100)}xx`;
}

export const facets: readonly Facet[] = [
  { key: 'status', label: 'Status', read: (entry) => [statusGroup(entry), ...some(entry.status?.toString())] },
  { key: 'surface', label: 'Surface', read: ({ route, method, path }) => [route ?? `${method} ${path}`] },
  { key: 'model', label: 'Model', read: ({ model }) => some(model) },
  { key: 'fixture', label: 'Fixture', read: ({ fixture }) => some(fixture) },
  { key: 'fault', label: 'Fault', read: ({ fault }) => some(fault) },
  { key: 'rule', label: 'Rule', read: ({ rules = [] }) => rules },
  { key: 'lint', label: 'Lint', read: ({ id }) => lintedEntries.value.get(id) ?? [] },
];

/** Whether an entry has a wanted value of every facet that is filtered by. */
export const fits = (entry: EntrySummary, filters: Filters): boolean =>
  facets.every(({ key, read }) => {
    const wanted = filters[key] ?? [];
    return wanted.length === 0 || read(entry).some((value) => wanted.includes(value));
  });

/** All values of a facet with how many entries have them, the most frequent first. */
export function valuesOf(facet: Facet, entries: readonly EntrySummary[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const value of entries.flatMap(facet.read)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** The filters with one value added or, where it is there, removed. */
export function toggled(filters: Filters, key: string, value: string): Filters {
  const before = filters[key] ?? [];
  const after = before.includes(value) ? before.filter((each) => each !== value) : [...before, value];
  return { ...filters, [key]: after };
}
