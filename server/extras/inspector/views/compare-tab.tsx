import { useEffect, useMemo, useState } from 'preact/hooks';
import type { EntryView } from '../../../journal';
import { framesOf, joinStream } from '../conversation/join-stream';
import { choose, chosen } from '../data/choices';
import { readEntry } from '../data/control-plane';
import { changedSpan, type DifferenceLine, differenceOf } from '../data/difference';
import { pretty } from '../data/format';
import { entries, links } from '../data/journal';

/** Lines around a change that are shown. */
const CONTEXT = 3;
/** Entries that are offered for comparison: the newest. */
const OFFERED = 200;

/** What this request has that another one has not: by default the one before in the conversation. */
export function CompareTab({ view }: { readonly view: EntryView }) {
  const { namespace, other } = chosen.value;
  const { parents, firstTries } = links.value;
  const usual = firstTries.get(view.id) ?? parents.get(view.id) ?? earlierOf(view);
  const against = other ?? usual;
  const [before, setBefore] = useState<EntryView | undefined>(undefined);
  useEffect(() => {
    setBefore(undefined);
    if (against !== undefined) void readEntry(namespace, against).then(setBefore, () => undefined);
  }, [namespace, against]);
  return (
    <>
      <label class="field">
        <span>Compare with</span>
        <select
          value={String(against ?? '')}
          onChange={({ currentTarget }) => choose({ other: Number(currentTarget.value) || undefined })}
        >
          {against === undefined && <option value="">choose an exchange</option>}
          {entries.value
            .filter(({ id }) => id !== view.id)
            .slice(0, OFFERED)
            .map(({ id, asked, path }) => (
              <option key={id} value={String(id)}>
                {`#${id} ${(asked ?? path).slice(0, 60)}`}
              </option>
            ))}
        </select>
      </label>
      {against === undefined && <p class="dim">There is no exchange before this one.</p>}
      {before !== undefined && <Differences before={before} after={view} />}
    </>
  );
}

/** The newest earlier exchange of the same surface. */
const earlierOf = ({ id, route }: EntryView): number | undefined =>
  entries.value.find((entry) => entry.id < id && entry.route === route)?.id;

function Differences({ before, after }: { readonly before: EntryView; readonly after: EntryView }) {
  return (
    <>
      <h3>Requests</h3>
      <Difference before={pretty(before.request.body)} after={pretty(after.request.body)} />
      <h3>Replies</h3>
      <Difference before={replyText(before)} after={replyText(after)} />
    </>
  );
}

/** A reply's body; of a stream what it amounts to. */
function replyText({ reply }: EntryView): string {
  const frames = framesOf(reply);
  return pretty(frames.length > 0 ? joinStream(frames) : reply);
}

function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const lines = useMemo(() => differenceOf(before, after), [before, after]);
  if (lines.every(({ kind }) => kind === 'same')) return <p class="dim">The same.</p>;
  return (
    <div class="difference" dir="ltr">
      {lines.map((line, at) =>
        isNearChange(lines, at) ? (
          <Line key={at} line={line} partner={partnerOf(lines, at)} />
        ) : isNearChange(lines, at - 1) ? (
          <div key={at} class="line dim">
            …
          </div>
        ) : null,
      )}
    </div>
  );
}

const isNearChange = (lines: readonly DifferenceLine[], at: number): boolean =>
  lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ kind }) => kind !== 'same');

/** The line that one line replaces or is replaced by, where exactly one stands against one. */
function partnerOf(lines: readonly DifferenceLine[], at: number): string | undefined {
  const kindAt = (place: number) => lines[place]?.kind ?? 'same';
  const first = kindAt(at) === 'added' ? at - 1 : at;
  const isPair = kindAt(first) === 'removed' && kindAt(first + 1) === 'added';
  const isAlone = kindAt(first - 1) !== 'removed' && kindAt(first + 2) !== 'added';
  return isPair && isAlone ? lines[first === at ? at + 1 : first]?.text : undefined;
}

const SIGNS = { same: ' ', added: '+', removed: '−' } as const;

function Line({
  line: { kind, text },
  partner,
}: {
  readonly line: DifferenceLine;
  readonly partner: string | undefined;
}) {
  const { start, end } = partner === undefined ? { start: 0, end: text.length } : changedSpan(text, partner);
  const until = text.length - end;
  return (
    <div class={`line ${kind}`}>
      <span class="sign">{SIGNS[kind]}</span>
      {partner === undefined ? (
        text
      ) : (
        <>
          {text.slice(0, start)}
          <mark>{text.slice(start, until)}</mark>
          {text.slice(until)}
        </>
      )}
    </div>
  );
}
