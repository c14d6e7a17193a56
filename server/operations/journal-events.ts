import type { EntryFilter, Journal } from '../journal';
import type { App } from '../pipeline';
import { EventStream } from './event-stream';

/** What is told of a journal, and from where on. */
interface JournalFollowing {
  readonly filter: EntryFilter;
  readonly follows: boolean;
  /** Id of the last event that the client has, empty where it has none. */
  readonly lastId: string;
}

/** Milliseconds between looks for new namespaces. */
const NAMESPACE_LOOK = 1_000;

const sseMessage = (event: string, data: unknown, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Where a client stands: the process, its journal and the revision in it. */
function positionOf(id: string): { readonly place: string; readonly revision: number } {
  const [, place = '', revision = '0'] = /^(\d+\.\d+)\.(\d{1,15})$/.exec(id) ?? [];
  return { place, revision: Number(revision) };
}

/**
 * The changes of a journal as events. `entries` holds summaries of entries that are new or changed; with `fresh` they
 * replace all that the client had. `namespaces` holds all names when there are others than before.
 */
export function followJournal(
  namespaces: App['namespaces'],
  journal: Journal,
  { filter, follows, lastId }: JournalFollowing,
): EventStream {
  let position = positionOf(lastId);
  let told: { readonly oldest: number; readonly names: string } | undefined;
  const next = (): string | undefined => {
    const names = JSON.stringify(namespaces.all().map(({ name }) => name));
    if (told !== undefined && names !== told.names) {
      told = { ...told, names };
      return sseMessage('namespaces', JSON.parse(names));
    }
    let page = journal.changesAfter(position.revision, filter);
    const place = `${process.pid}.${page.journal}`;
    const isFresh = place !== position.place;
    if (isFresh && position.revision > 0) page = journal.changesAfter(0, filter);
    const isNew = told === undefined || isFresh || page.revision !== position.revision || page.oldest !== told.oldest;
    if (!isNew) return undefined;
    position = { place, revision: page.revision };
    told = { oldest: page.oldest, names: told?.names ?? '' };
    const { journal: _journal, revision, ...changes } = page;
    return sseMessage('entries', { ...changes, fresh: isFresh }, `${place}.${revision}`);
  };
  return new EventStream({
    next,
    follows,
    watch(changed, ended) {
      const looks = setInterval(changed, NAMESPACE_LOOK);
      const unwatch = journal.watch({ changed, ended });
      return () => {
        clearInterval(looks);
        unwatch();
      };
    },
  });
}
