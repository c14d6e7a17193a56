import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { EntryView } from '../../../journal';
import { framesOf, joinStream, type StreamFrame } from '../conversation/join-stream';
import { isRecord, listOf, textOfParts } from '../conversation/message';
import { readReply } from '../conversation/read-reply';
import { milliseconds, plural } from '../data/format';

/** Frames that are shown before one asks for more. */
const SHOWN = 300;
/** Milliseconds between frames of a replay where the stream has no times of its own. */
const UNPACED_GAP = 30;
/** The longest wait of a replay, in milliseconds: a hanging stream hangs for minutes. */
const LONGEST_GAP = 5_000;

/** The frames of a stream in time. */
export function StreamTab({ view }: { readonly view: EntryView }) {
  const frames = useMemo(() => framesOf(view.reply), [view]);
  const [shown, setShown] = useState(SHOWN);
  const [played, setPlayed] = useState<number | undefined>(undefined);
  if (frames.length === 0) return <p class="dim">This reply was not streamed.</p>;
  const { frameTimes: times } = view;
  const gaps = frames.map((_, at) => (times?.[at] ?? 0) - (times?.[at - 1] ?? 0));
  const longest = Math.max(1, ...gaps);
  return (
    <>
      <p class="facts">
        <span>{plural(frames.length, 'frame')}</span>
        {times !== undefined && <span>first after {milliseconds(times[0])}</span>}
        {times !== undefined && <span>longest gap {milliseconds(longest)}</span>}
        {times === undefined && <span>sent at once: no pace is set</span>}
      </p>
      <Replay frames={frames} gaps={times === undefined ? undefined : gaps} onFrame={setPlayed} />
      <ol class="frames">
        {frames.slice(0, shown).map((frame, at) => (
          <li key={at} class={played !== undefined && at < played ? 'frame played' : 'frame'}>
            <span class="number">{times?.[at] === undefined ? at + 1 : milliseconds(times[at])}</span>
            <span class="gap" aria-hidden="true">
              <span style={{ width: `${(100 * Math.max(0, gaps[at] ?? 0)) / longest}%` }} />
            </span>
            <FrameText frame={frame} />
          </li>
        ))}
      </ol>
      {frames.length > shown && (
        <button type="button" onClick={() => setShown(shown * 10)}>
          Show more of {plural(frames.length, 'frame')}
        </button>
      )}
      <StreamEnd view={view} />
    </>
  );
}

function FrameText({ frame: { event, data, raw } }: { readonly frame: StreamFrame }) {
  return (
    <details>
      <summary>
        {event !== '' && <span class="tag">{event}</span>} <code>{shortData(data, raw)}</code>
      </summary>
      <pre class="code">{raw}</pre>
    </details>
  );
}

/** What a frame brings, without what all frames repeat. */
function shortData(data: unknown, raw: string): string {
  if (!isRecord(data)) return (typeof data === 'string' ? data : raw.trim()).slice(0, 160);
  const { choices, delta, type: _type, object: _object, ...rest } = data;
  const [choice] = listOf(choices);
  const brought = (isRecord(choice) ? (choice['delta'] ?? choice['text']) : undefined) ?? delta ?? rest;
  const isBare = isRecord(brought) && Object.keys(brought).length === 0;
  return JSON.stringify(isBare ? (choice ?? rest) : brought).slice(0, 160);
}

/** Where a fault or the client ended the stream. */
function StreamEnd({ view: { outcome, fault, why } }: { readonly view: EntryView }) {
  if (outcome === 'client-gone') return <p class="refused">The client hung up here.</p>;
  if (fault === undefined) return outcome === undefined ? <p class="dim">Still running …</p> : null;
  return (
    <p class="refused">
      {outcome === 'broken' ? 'The stream was broken here by' : 'This stream was changed by'} the fault {fault}
      {why === undefined ? '' : `: ${why}`}
    </p>
  );
}

interface ReplayProps {
  readonly frames: readonly StreamFrame[];
  /** Milliseconds before each frame; undefined where the stream was not paced. */
  readonly gaps: readonly number[] | undefined;
  onFrame(played: number | undefined): void;
}

/** Plays a stream again at its own speed. */
function Replay({ frames, gaps, onFrame }: ReplayProps) {
  const [played, setPlayed] = useState<number | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (count: number | undefined) => {
    setPlayed(count);
    onFrame(count);
  };
  const play = (at: number) => {
    show(at);
    const gap = Math.min(LONGEST_GAP, gaps?.[at] ?? UNPACED_GAP);
    if (at < frames.length) timer.current = setTimeout(play, gap, at + 1);
  };
  const stop = () => {
    clearTimeout(timer.current);
    show(undefined);
  };
  const isPlaying = played !== undefined && played < frames.length;
  const text = useMemo(() => (played === undefined ? '' : textSoFar(frames.slice(0, played))), [frames, played]);
  return (
    <div class="replay">
      <button type="button" onClick={isPlaying ? stop : () => play(0)}>
        {isPlaying ? 'Stop' : 'Replay'}
      </button>
      {played !== undefined && (
        <pre class="prose" dir="auto">
          {text === '' ? ' ' : text}
        </pre>
      )}
    </div>
  );
}

const textSoFar = (frames: readonly StreamFrame[]): string =>
  readReply(joinStream(frames))
    .messages.map(({ parts }) => textOfParts(parts))
    .join('\n\n');
