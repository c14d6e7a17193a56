import { useEffect, useState } from 'preact/hooks';
import { attempt, notify } from '../data/actions';
import { chosen } from '../data/choices';
import { call, callJson } from '../data/control-plane';
import { ClockPanel } from './clock-panel';

/** A kind of fault, and what its plans may say. */
interface FaultKindInfo {
  readonly id: string;
  readonly says: string;
  readonly params: readonly string[];
}

/** A plan in force. */
interface PlanInfo {
  readonly says: string;
  readonly seen: number;
  readonly fired: number;
}

interface FaultState {
  readonly plans: readonly PlanInfo[];
  readonly kinds: readonly FaultKindInfo[];
}

const PACES = ['instant', 'fast', 'realistic', 'slow', 'busy'] as const;

/** Faults, pace and clock of the namespace. */
export function ControlsView() {
  const { namespace } = chosen.value;
  return (
    <div class="controls" key={namespace}>
      <FaultsPanel namespace={namespace} />
      <div>
        <PacePanel namespace={namespace} />
        <ClockPanel />
      </div>
    </div>
  );
}

function FaultsPanel({ namespace }: { readonly namespace: string }) {
  const [{ plans, kinds }, setState] = useState<FaultState>({ plans: [], kinds: [] });
  const [line, setLine] = useState('');
  const query = { namespace };
  const read = () =>
    callJson<FaultState>('/faults', { query }).then(setState, ({ message }: Error) => notify(message, true));
  useEffect(() => void read(), [namespace]);
  const add = async (event: Event) => {
    event.preventDefault();
    await attempt('The fault is in force.', () => call('/faults', { method: 'POST', query, body: line }));
    await read();
  };
  const clear = async () => {
    await attempt('No fault is in force.', () => call('/faults', { method: 'DELETE', query }));
    await read();
  };
  return (
    <section class="card">
      <h2>Faults</h2>
      {plans.length === 0 ? <p class="dim">None is in force.</p> : <Plans plans={plans} onClear={clear} />}
      <form onSubmit={add}>
        <label for="plan">A plan: a kind, then conditions such as first=1, every=3, chance=0.1, model=gpt-4o</label>
        <div class="one-line">
          <input
            id="plan"
            value={line}
            placeholder="cut;after=5;first=1"
            onInput={({ currentTarget }) => setLine(currentTarget.value)}
            required
          />
          <button type="submit" class="strong">
            Add
          </button>
        </div>
      </form>
      <h3>Kinds</h3>
      <ul class="kinds">
        {kinds.map(({ id, says, params }) => (
          <li key={id}>
            <button type="button" onClick={() => setLine(`${id};first=1`)}>
              {id}
            </button>
            <span>
              {says} {params.length > 0 && <small class="dim">({params.join(', ')})</small>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Plans({ plans, onClear }: { readonly plans: readonly PlanInfo[]; onClear(): void }) {
  return (
    <>
      <ul>
        {plans.map(({ says, seen, fired }, at) => (
          <li key={at}>
            {says} <small class="dim">{`${fired} of ${seen} requests`}</small>
          </li>
        ))}
      </ul>
      <button type="button" onClick={onClear}>
        Remove all
      </button>
    </>
  );
}

function PacePanel({ namespace }: { readonly namespace: string }) {
  const [current, setCurrent] = useState<unknown>(undefined);
  const query = { namespace };
  useEffect(() => {
    callJson<{ readonly pace: unknown }>('/pace', { query }).then(
      ({ pace }) => setCurrent(pace),
      ({ message }: Error) => notify(message, true),
    );
  }, [namespace]);
  const set = (pace: string | null) =>
    attempt(`The pace is ${pace ?? "the emulator's"}.`, async () => {
      const { pace: now } = await callJson<{ readonly pace: unknown }>('/pace', {
        method: 'POST',
        query,
        body: { pace },
      });
      setCurrent(now);
    });
  return (
    <section class="card">
      <h2>Pace</h2>
      <div class="one-line">
        {PACES.map((name) => (
          <button key={name} type="button" onClick={() => set(name)}>
            {name}
          </button>
        ))}
        <button type="button" onClick={() => set(null)}>
          the emulator's
        </button>
      </div>
      <pre class="code">{JSON.stringify(current, null, 1)}</pre>
    </section>
  );
}
