import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { EntrySummary } from '../../../journal';
import { isReadOnly } from '../data/actions';
import { choose, chosen } from '../data/choices';
import { connection, entries, links, visible } from '../data/journal';
import { EmptyList } from './empty-list';
import { EntryRow } from './entry-row';

/** Pixels of one row, as the style sheet has it. */
const ROW = 56;
/** Rows drawn above and below what is seen. */
const MARGIN = 8;

/** Where the list is scrolled to. */
interface ListPlace {
  readonly top: number;
  readonly height: number;
}

/** All exchanges that fit; only those in sight are drawn. */
export function EntryList() {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<ListPlace>({ top: 0, height: 800 });
  const list = visible.value;
  const measure = () => {
    const { scrollTop: top = 0, clientHeight: height = 0 } = box.current ?? {};
    setPlace((before) => (before.top === top && before.height === height ? before : { top, height }));
  };
  useEffect(() => {
    const watcher = new ResizeObserver(measure);
    if (box.current !== null) watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  useSteadyScroll(box, list);
  useShownChoice(box, list);
  const first = Math.max(0, Math.floor(place.top / ROW) - MARGIN);
  const last = Math.min(list.length, Math.ceil((place.top + place.height) / ROW) + MARGIN);
  const { entry: open } = chosen.value;
  const isDrawn = list.slice(first, last).some(({ id }) => id === open);
  return (
    <>
      <Headings />
      <div
        id="exchanges"
        class="rows"
        ref={box}
        role="listbox"
        aria-label="Exchanges, newest first"
        tabIndex={0}
        aria-activedescendant={isDrawn ? `entry-${open}` : undefined}
        onScroll={measure}
        onKeyDown={(event) => openFirst(event, list)}
      >
        <div role="presentation" class="all-rows" style={{ height: `${list.length * ROW}px` }}>
          {list.slice(first, last).map((entry, at) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              firstTry={links.value.firstTries.get(entry.id)}
              position={first + at}
              total={list.length}
              isOpen={entry.id === open}
              top={(first + at) * ROW}
            />
          ))}
        </div>
      </div>
      {list.length === 0 && (isReadOnly || connection.value === 'live') && (
        <EmptyList isFiltered={entries.value.length > 0 || chosen.value.text !== ''} />
      )}
      <NewerButton box={box} isScrolled={place.top > ROW} />
    </>
  );
}

function openFirst(event: KeyboardEvent, list: readonly EntrySummary[]): void {
  const [first] = list;
  if (event.key !== 'Enter' || first === undefined) return;
  const { entry } = chosen.value;
  if (entry === undefined) choose({ entry: first.id });
  else document.querySelector<HTMLElement>('.exchange [role=tab][aria-selected=true]')?.focus();
  event.preventDefault();
}

type BoxRef = { readonly current: HTMLDivElement | null };

/** Rows that come at the top do not move those that are being read. */
function useSteadyScroll(box: BoxRef, list: readonly EntrySummary[]): void {
  const newest = useRef(list[0]?.id);
  useLayoutEffect(() => {
    const before = newest.current;
    newest.current = list[0]?.id;
    if (box.current === null || before === undefined || box.current.scrollTop < ROW) return;
    const added = list.findIndex(({ id }) => id === before);
    if (added > 0) box.current.scrollTop += added * ROW;
  }, [list]);
}

/** The open exchange is scrolled into sight when another one is opened. */
function useShownChoice(box: BoxRef, list: readonly EntrySummary[]): void {
  const { entry } = chosen.value;
  useLayoutEffect(() => {
    const at = list.findIndex(({ id }) => id === entry);
    if (box.current === null || at < 0) return;
    const { scrollTop, clientHeight } = box.current;
    if (at * ROW < scrollTop) box.current.scrollTop = at * ROW;
    else if ((at + 1) * ROW > scrollTop + clientHeight) box.current.scrollTop = (at + 1) * ROW - clientHeight;
  }, [entry]);
}

/** Column titles; rows tell the same by themselves. */
function Headings() {
  return (
    <div class="headings" aria-hidden="true">
      <span>Status</span>
      <span>Exchange</span>
      <span class="wide">Model</span>
      <span class="wide">Answered by</span>
      <span class="number wide">Tokens</span>
      <span class="number">Duration</span>
      <span class="number clock">Time</span>
    </div>
  );
}

function NewerButton({ box, isScrolled }: { readonly box: BoxRef; readonly isScrolled: boolean }) {
  if (!isScrolled) return null;
  const follow = () => box.current?.scrollTo({ top: 0 });
  return (
    <button type="button" class="newer" onClick={follow}>
      ↑ Newest
    </button>
  );
}
