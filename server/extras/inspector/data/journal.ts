import { batch, computed, signal } from '@preact/signals';
import type { EntrySummary } from '../../../journal';
import { archive } from './archive';
import { chosen } from './choices';
import { fits } from './filters';
import { linkEntries } from './links';

/** How the page is connected to the journal. */
export type Connection = 'connecting' | 'live' | 'lost' | 'token' | 'refused' | 'archive';

export const connection = signal<Connection>(archive === undefined ? 'connecting' : 'archive');
/** Why the connection or the search is refused, in the words of the control plane. */
export const refusal = signal('');
export const namespaces = signal<readonly string[]>(['default']);
export const isPaused = signal(false);

const kept = new Map<number, EntrySummary>(archive?.summaries.map((entry) => [entry.id, entry]));
const newestFirst = (): readonly EntrySummary[] => [...kept.values()].sort((a, b) => b.id - a.id);

/** All entries that are kept, newest first. */
const latest = signal(newestFirst());
/** What was there when the list was paused. */
const frozen = signal<readonly EntrySummary[]>([]);

export const entries = computed(() => (isPaused.value ? frozen.value : latest.value));

/** How many came since the list was paused. */
export const missed = computed(() =>
  isPaused.value ? latest.value.filter(({ id }) => id > (frozen.value[0]?.id ?? 0)).length : 0,
);

export function setPaused(value: boolean): void {
  batch(() => {
    frozen.value = latest.value;
    isPaused.value = value;
  });
}

/** What one event of the stream tells. */
export interface JournalChanges {
  readonly fresh: boolean;
  readonly oldest: number;
  readonly entries: readonly EntrySummary[];
}

/** Takes in what has changed. */
export function applyChanges({ fresh, oldest, entries: changed }: JournalChanges): void {
  if (fresh) kept.clear();
  for (const entry of changed) kept.set(entry.id, entry);
  for (const id of kept.keys()) if (id < oldest) kept.delete(id);
  batch(() => {
    latest.value = newestFirst();
    if (fresh || kept.size === 0) frozen.value = latest.value;
  });
}

/** Forgets what another namespace or search had brought. */
export function forgetEntries(): void {
  kept.clear();
  latest.value = [];
  frozen.value = [];
}

/** Entries that fit the filters, newest first. */
export const visible = computed(() => {
  const { filters } = chosen.value;
  return entries.value.filter((entry) => fits(entry, filters));
});

/** How entries belong together: retries and conversations. */
export const links = computed(() => linkEntries(entries.value));

export const entryById = computed(() => new Map(entries.value.map((entry) => [entry.id, entry])));
