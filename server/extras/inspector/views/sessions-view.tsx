import { useState } from 'preact/hooks';
import type { EntrySummary } from '../../../journal';
import { isReadOnly } from '../data/actions';
import { choose, chosen } from '../data/choices';
import { count, milliseconds, plural, timeOfDay } from '../data/format';
import { connection, links, visible } from '../data/journal';
import type { Session } from '../data/links';
import { EmptyList } from './empty-list';
import { StatusMark } from './entry-row';

/** Sessions that are drawn before one asks for more. */
const SHOWN = 50;

/** Conversations as waterfalls: exchanges that go on from one another. */
export function SessionsView() {
  const [shown, setShown] = useState(SHOWN);
  const fitting = new Set(visible.value.map(({ id }) => id));
  const sessions = links.value.sessions.filter(({ entries }) => entries.some(({ id }) => fitting.has(id)));
  if (sessions.length === 0 && (isReadOnly || connection.value === 'live')) return <EmptyList isFiltered={false} />;
  return (
    <div class="sessions">
      {sessions.slice(0, shown).map((session) => (
        <SessionBox key={session.id} session={session} />
      ))}
      {sessions.length > shown && (
        <button type="button" onClick={() => setShown(shown + SHOWN)}>
          Show more of {plural(sessions.length, 'session')}
        </button>
      )}
    </div>
  );
}

const endOf = ({ at, duration = 0 }: EntrySummary): number => at + duration;

function SessionBox({ session: { entries } }: { readonly session: Session }) {
  const [first] = entries;
  if (first === undefined) return null;
  const end = Math.max(...entries.map(endOf));
  const span = Math.max(1, end - first.at);
  const total = (read: (tokens: NonNullable<EntrySummary['tokens']>) => number): number =>
    entries.reduce((sum, { tokens }) => sum + (tokens === undefined ? 0 : read(tokens)), 0);
  return (
    <section class="session" aria-label={`Session that begins with exchange ${first.id}`}>
      <h2>
        <bdi>{first.asked ?? `${first.method} ${first.path}`}</bdi>
      </h2>
      <p class="facts">
        <span>{timeOfDay(first.at)}</span>
        <span>{plural(entries.length, 'exchange')}</span>
        <span>{milliseconds(end - first.at)}</span>
        <span>
          {count(total(({ input }) => input))} tokens in, {count(total(({ output }) => output))} out
        </span>
      </p>
      <ol class="waterfall">
        {entries.map((entry) => (
          <Step
            key={entry.id}
            entry={entry}
            start={(entry.at - first.at) / span}
            length={(entry.duration ?? 0) / span}
          />
        ))}
      </ol>
    </section>
  );
}

interface StepProps {
  readonly entry: EntrySummary;
  /** Parts of the session's time. */
  readonly start: number;
  readonly length: number;
}

function Step({ entry, start, length }: StepProps) {
  const { id, asked, method, path, duration } = entry;
  return (
    <li>
      <button
        type="button"
        class="step"
        aria-current={chosen.value.entry === id ? 'true' : undefined}
        onClick={() => choose({ entry: id })}
      >
        <StatusMark entry={entry} />
        <bdi class="asked">{asked ?? `${method} ${path}`}</bdi>
        <span class="bar" aria-hidden="true">
          <span style={{ marginLeft: `${100 * start}%`, width: `max(3px, ${100 * length}%)` }} />
        </span>
        <span class="number">{milliseconds(duration)}</span>
      </button>
    </li>
  );
}
