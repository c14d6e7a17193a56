import { signal } from '@preact/signals';
import { type Filters, facets } from './filters';

export const VIEWS = ['exchanges', 'sessions', 'controls'] as const;
export type ViewName = (typeof VIEWS)[number];

export const TABS = ['conversation', 'stream', 'request', 'response', 'why', 'compare'] as const;
export type TabName = (typeof TABS)[number];

/** What the user looks at; all of it stands in the address. */
export interface Choices {
  readonly namespace: string;
  readonly view: ViewName;
  readonly tab: TabName;
  /** Words that the exchange must contain, or a /pattern/. */
  readonly text: string;
  readonly filters: Filters;
  /** The exchange that is open. */
  readonly entry: number | undefined;
  /** The exchange that the open one is compared with. */
  readonly other: number | undefined;
}

const oneOf = <T extends string>(names: readonly T[], name: string | null): T =>
  names.find((known) => known === name) ?? (names[0] as T);

const idOf = (text: string | null): number | undefined => {
  const id = Number(text);
  return Number.isInteger(id) && id > 0 ? id : undefined;
};

/** Reads an address; `#7` opens exchange 7. */
export function choicesOf(search: string, hash: string): Choices {
  const given = new URLSearchParams(search);
  const filters = Object.fromEntries(facets.map(({ key }) => [key, given.getAll(key)] as const));
  return {
    namespace: given.get('namespace') || 'default',
    view: oneOf(VIEWS, given.get('view')),
    tab: oneOf(TABS, given.get('tab')),
    text: given.get('text') ?? '',
    filters,
    entry: idOf(given.get('entry')) ?? idOf(hash.slice(1)),
    other: idOf(given.get('other')),
  };
}

/** Writes what differs from the usual. */
export function addressOf({ namespace, view, tab, text, filters, entry, other }: Choices): string {
  const search = new URLSearchParams();
  const add = (key: string, value: string | number | undefined, usual?: string): void => {
    if (value !== undefined && value !== '' && value !== usual) search.append(key, String(value));
  };
  add('namespace', namespace, 'default');
  add('view', view, VIEWS[0]);
  add('text', text);
  for (const { key } of facets) for (const value of filters[key] ?? []) add(key, value);
  add('entry', entry);
  if (entry !== undefined) add('tab', tab, TABS[0]);
  if (entry !== undefined && tab === 'compare') add('other', other);
  const written = search.toString();
  return written === '' ? location.pathname : `${location.pathname}?${written}`;
}

export const chosen = signal(choicesOf(location.search, location.hash));

/** Changes what the user looks at; opening another exchange or view is a step that Back goes back from. */
export function choose(change: Partial<Choices>): void {
  const before = chosen.value;
  chosen.value = { ...before, ...change };
  const isStep =
    (before.entry === undefined) !== (chosen.value.entry === undefined) || before.view !== chosen.value.view;
  try {
    history[isStep ? 'pushState' : 'replaceState'](null, '', addressOf(chosen.value));
  } catch {
    // A browser limits how often a page may do this; the address then lags behind.
  }
}

/** Follows Back and Forward. */
export function followAddress(): void {
  addEventListener('popstate', () => {
    chosen.value = choicesOf(location.search, location.hash);
  });
}
