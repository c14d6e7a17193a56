import type { Request } from 'express';
import { namespaceOf, type Operation } from './operation';
import { outputs } from './output-schemas';

/** A member of a call's JSON body. */
function memberOf({ body }: Request, key: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** Time, pace and faults. */
export const timeRoutes: readonly Operation[] = [
  {
    method: 'get',
    path: '/clock',
    summary: 'The time of the emulator, and its kind.',
    isGlobal: true,
    output: outputs.clock,
    run: (controls) => controls.clock(),
  },
  {
    method: 'post',
    path: '/clock',
    summary: 'Moves a stepped clock: {advance: ms} or {set: time}. Answers once all that fell due has run.',
    isGlobal: true,
    body: 'Clock',
    output: outputs.clock,
    run(controls, request) {
      const advance = memberOf(request, 'advance');
      const set = memberOf(request, 'set');
      if ((advance === undefined) === (set === undefined)) {
        throw new Error('expected either {"advance": milliseconds} or {"set": time}');
      }
      return advance === undefined ? controls.setClock(set) : controls.advanceClock(advance);
    },
  },
  {
    method: 'get',
    path: '/pace',
    summary: 'How fast replies come in a namespace.',
    output: outputs.pace,
    run: (controls, request) => ({ pace: controls.pace(namespaceOf(request)) }),
  },
  {
    method: 'post',
    path: '/pace',
    summary: "Sets a namespace's pace: {pace: a name or its members}; null goes back to the emulator's.",
    body: 'Pace',
    output: outputs.pace,
    run(controls, request) {
      const pace = memberOf(request, 'pace');
      if (pace === undefined) throw new Error('expected {"pace": a name, its members, or null}');
      return { pace: controls.setPace(namespaceOf(request), pace) };
    },
  },
  {
    method: 'get',
    path: '/faults',
    summary: 'Plans in force in a namespace, what they have counted, and every kind of fault.',
    output: outputs.faults,
    run: (controls, request) => ({ plans: controls.faults(namespaceOf(request)), kinds: controls.faultKinds() }),
  },
  {
    method: 'post',
    path: '/faults',
    summary: 'Adds one plan, a list of them, or {faults: [...]} to a namespace.',
    body: 'Faults',
    output: outputs.added,
    run: (controls, request) => ({ added: controls.addFaults(namespaceOf(request), request.body) }),
  },
  {
    method: 'delete',
    path: '/faults',
    summary: 'Removes the plans that a namespace was given.',
    output: outputs.cleared,
    run(controls, request) {
      controls.clearFaults(namespaceOf(request));
      return { cleared: true };
    },
  },
];
