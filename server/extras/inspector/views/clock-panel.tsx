import { useEffect, useState } from 'preact/hooks';
import { attempt, notify } from '../data/actions';
import { callJson } from '../data/control-plane';

/** What the control plane says of the clock. */
interface ClockState {
  readonly kind: 'real' | 'frozen' | 'stepped';
  /** ISO 8601. */
  readonly now: string;
}

/** Steps by which a stepped clock is moved, in milliseconds. */
const STEPS = [
  ['1 second', 1_000],
  ['1 minute', 60_000],
  ['1 hour', 3_600_000],
] as const;

/** The emulator's clock; a stepped one can be moved. */
export function ClockPanel() {
  const [clock, setClock] = useState<ClockState | undefined>(undefined);
  useEffect(() => {
    callJson<ClockState>('/clock').then(setClock, ({ message }: Error) => notify(message, true));
  }, []);
  const advance = (title: string, ms: number) =>
    attempt(`The clock moved by ${title}.`, async () =>
      setClock(await callJson<ClockState>('/clock', { method: 'POST', body: { advance: ms } })),
    );
  return (
    <section class="card">
      <h2>Clock</h2>
      {clock !== undefined && (
        <p>
          {clock.kind}, <time dateTime={clock.now}>{clock.now}</time>
        </p>
      )}
      {clock?.kind === 'stepped' ? (
        <div class="one-line">
          {STEPS.map(([title, ms]) => (
            <button key={title} type="button" onClick={() => advance(title, ms)}>
              + {title}
            </button>
          ))}
        </div>
      ) : (
        <p class="dim">Only a stepped clock can be moved: start with --clock stepped.</p>
      )}
    </section>
  );
}
