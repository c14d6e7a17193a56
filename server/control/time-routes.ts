import type { Request } from 'express';
import { answers } from './answers';
import { type ControlRoute, namespaceOf } from './route';

/** A member of a call's JSON body. */
function memberOf({ body }: Request, key: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** Time, pace and faults. */
export const timeRoutes: readonly ControlRoute[] = [
  {
    method: 'get',
    path: '/clock',
    says: 'The time of the emulator, and its kind.',
    overall: true,
    answer: answers.clock,
    run: (controls) => controls.clock(),
  },
  {
    method: 'post',
    path: '/clock',
    says: 'Moves a stepped clock: {advance: ms} or {set: time}. Answers once all that fell due has run.',
    overall: true,
    body: 'Clock',
    answer: answers.clock,
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
    says: 'How fast replies come in a namespace.',
    answer: answers.pace,
    run: (controls, request) => ({ pace: controls.pace(namespaceOf(request)) }),
  },
  {
    method: 'post',
    path: '/pace',
    says: "Sets a namespace's pace: {pace: a name or its members}; null goes back to the emulator's.",
    body: 'Pace',
    answer: answers.pace,
    run(controls, request) {
      const pace = memberOf(request, 'pace');
      if (pace === undefined) throw new Error('expected {"pace": a name, its members, or null}');
      return { pace: controls.setPace(namespaceOf(request), pace) };
    },
  },
  {
    method: 'get',
    path: '/faults',
    says: 'Plans in force in a namespace, what they have counted, and every kind of fault.',
    answer: answers.faults,
    run: (controls, request) => ({ plans: controls.faults(namespaceOf(request)), kinds: controls.faultKinds() }),
  },
  {
    method: 'post',
    path: '/faults',
    says: 'Adds one plan, a list of them, or {faults: [...]} to a namespace.',
    body: 'Faults',
    answer: answers.added,
    run: (controls, request) => ({ added: controls.addFaults(namespaceOf(request), request.body) }),
  },
  {
    method: 'delete',
    path: '/faults',
    says: 'Removes the plans that a namespace was given.',
    answer: answers.cleared,
    run(controls, request) {
      controls.clearFaults(namespaceOf(request));
      return { cleared: true };
    },
  },
];
