import { faultKinds } from '../faults';
import { isStepped, type SteppedClock } from '../lib';
import type { ClockView, Operations } from '../operations';
import { parsePace } from '../pacing';
import type { App } from '../pipeline';
import { changeNamespace } from './shared-namespaces';

type TimeControls = Pick<
  Operations,
  'clock' | 'advanceClock' | 'setClock' | 'pace' | 'setPace' | 'faults' | 'faultKinds' | 'addFaults' | 'clearFaults'
>;

/** What the doors can do to time, pace and faults; plans may name the fixtures of their namespace. */
export function timeControlsOf(kit: App, fixtureNames: Operations['fixtureNames']): TimeControls {
  const { clock, namespaces, pace } = kit;
  const view = (): ClockView => ({ kind: kindOf(), now: new Date(clock.now()).toISOString() });
  const kindOf = () => (isStepped(clock) ? 'stepped' : clock.moves ? 'real' : 'frozen');
  const stepped = (): SteppedClock => {
    if (isStepped(clock)) return clock;
    throw new Error(`the clock is ${kindOf()} and cannot be moved; start with --clock stepped`);
  };
  return {
    clock: view,
    async advanceClock(ms) {
      const hand = stepped();
      if (typeof ms !== 'number' || !(ms >= 0 && ms <= Number.MAX_SAFE_INTEGER)) {
        throw new Error(`advance is ${JSON.stringify(ms)}; expected milliseconds, 0 or more`);
      }
      await hand.advance(ms);
      return view();
    },
    async setClock(time) {
      const hand = stepped();
      const at = time instanceof Date ? time.getTime() : typeof time === 'string' ? Date.parse(time) : time;
      if (typeof at !== 'number' || Number.isNaN(new Date(at).getTime())) {
        throw new Error(`set is ${JSON.stringify(time)}; expected a time in ISO 8601 or Unix milliseconds`);
      }
      await hand.set(at);
      return view();
    },
    pace: (namespace) => namespaces.of(namespace).pace ?? pace,
    setPace(namespace, option) {
      const own = option === null || option === undefined ? undefined : parsePace(option);
      changeNamespace(kit, namespace, (estate) => {
        estate.pace = own;
      });
      return own ?? pace;
    },
    faults: (namespace) => namespaces.of(namespace).faults.list(),
    faultKinds: () =>
      faultKinds.map(({ id, says, reach, source, params }) => ({
        id,
        says,
        reach,
        source,
        params: Object.keys(params),
      })),
    addFaults: (namespace, given) =>
      changeNamespace(kit, namespace, ({ faults }) => faults.add(given, fixtureNames(namespace))),
    clearFaults: (namespace) => changeNamespace(kit, namespace, ({ faults }) => faults.clear()),
  };
}
