import type { EntrySummary } from '../../../journal';
import { choose } from '../data/choices';
import { statusGroup } from '../data/filters';
import { count, milliseconds, timeOfDay } from '../data/format';

/** One row of the list. */
interface RowProps {
  readonly entry: EntrySummary;
  readonly firstTry: number | undefined;
  readonly position: number;
  readonly total: number;
  readonly isOpen: boolean;
  /** Pixels from the top of the list. */
  readonly top: number;
}

export function EntryRow({ entry, firstTry, position, total, isOpen, top }: RowProps) {
  const { id, at, duration, firstFrame, model, tokens, stream } = entry;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list obeys the keyboard for all rows.
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the active row.
    <div
      id={`entry-${id}`}
      class="row"
      role="option"
      aria-selected={isOpen}
      aria-posinset={position + 1}
      aria-setsize={total}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => choose({ entry: id })}
    >
      <StatusMark entry={entry} />
      <span class="what">
        <bdi class="asked">{entry.asked ?? `${entry.method} ${entry.path}`}</bdi>
        <span class="about">
          <span>#{id}</span>
          <span>{entry.route ?? `${entry.method} ${entry.path}`}</span>
          {stream === true && <span>stream</span>}
          <span class="narrow">{model}</span>
          <span class="narrow">
            <AnsweredBy entry={entry} />
          </span>
          <RetryNote entry={entry} firstTry={firstTry} />
        </span>
      </span>
      <bdi class="wide model">{model}</bdi>
      <span class="wide by">
        <AnsweredBy entry={entry} />
      </span>
      <span class="number wide">
        {tokens !== undefined && (
          <>
            {count(tokens.input)} <span aria-hidden="true">→</span>
            <span class="unseen">in,</span> {count(tokens.output)}
            <span class="unseen">out</span>
            {tokens.cached > 0 && <small>{count(tokens.cached)} cached</small>}
          </>
        )}
      </span>
      <span class="number">
        {milliseconds(duration)}
        {stream === true && firstFrame !== undefined && <small>first {milliseconds(firstFrame)}</small>}
      </span>
      <time class="number clock" dateTime={new Date(at).toISOString()}>
        {timeOfDay(at)}
      </time>
    </div>
  );
}

/** What a status means, besides its color. */
export function StatusMark({ entry }: { readonly entry: EntrySummary }) {
  const group = statusGroup(entry);
  const kind = { '2xx': 'good', '4xx': 'bad', '5xx': 'bad', bug: 'bad', broken: 'odd', 'client-gone': 'odd' }[group];
  const words = { broken: 'cut', 'client-gone': 'left', running: '…' }[group];
  return (
    <span class={`status ${kind ?? 'open'}`}>
      {entry.status ?? words ?? group}
      {entry.status !== undefined && words !== undefined && <small>{words}</small>}
    </span>
  );
}

function RetryNote({ entry: { retry }, firstTry }: Pick<RowProps, 'entry' | 'firstTry'>) {
  if (retry === undefined) return null;
  return (
    <span class="tag odd">
      retry {retry}
      {firstTry === undefined ? '' : ` of #${firstTry}`}
    </span>
  );
}

/** The fixture or generator that answered, the fault, or why nothing did. */
function AnsweredBy({ entry: { fixture, fault, problem, rules = [], tokens } }: { readonly entry: EntrySummary }) {
  if (fault !== undefined) return <span class="tag odd">fault {fault}</span>;
  if (problem !== undefined) return <bdi class="bad-text">{rules[0] ?? problem}</bdi>;
  if (fixture !== undefined) return <span class="tag">fixture {fixture}</span>;
  return <span class="dim">{tokens === undefined ? '' : 'generated'}</span>;
}
