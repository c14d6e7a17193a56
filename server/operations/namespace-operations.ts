import { faultKinds } from '../faults';
import { isStepped, type SteppedClock } from '../lib';
import { parseLimitPlan } from '../limits';
import { parsePace } from '../pacing';
import type { App } from '../pipeline';
import { namesOf } from './fixture-operations';
import { type OperationContext, op } from './operation';
import { outputs } from './output-schemas';

/** A member of a JSON body. */
const memberOf = (body: unknown, key: string): unknown =>
  typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>)[key] : undefined;

const clockKind = ({ clock }: App) => (isStepped(clock) ? 'stepped' : clock.moves ? 'real' : 'frozen');

const clockView = (app: App) => ({ kind: clockKind(app), now: new Date(app.clock.now()).toISOString() });

function steppedClockOf(app: App): SteppedClock {
  if (isStepped(app.clock)) return app.clock;
  throw new Error(`the clock is ${clockKind(app)} and cannot be moved; start with --clock stepped`);
}

async function advance(clock: SteppedClock, ms: unknown): Promise<void> {
  if (typeof ms !== 'number' || !(ms >= 0 && ms <= Number.MAX_SAFE_INTEGER)) {
    throw new Error(`advance is ${JSON.stringify(ms)}; expected milliseconds, 0 or more`);
  }
  await clock.advance(ms);
}

async function set(clock: SteppedClock, time: unknown): Promise<void> {
  const at = time instanceof Date ? time.getTime() : typeof time === 'string' ? Date.parse(time) : time;
  if (typeof at !== 'number' || Number.isNaN(new Date(at).getTime())) {
    throw new Error(`set is ${JSON.stringify(time)}; expected a time in ISO 8601 or Unix milliseconds`);
  }
  await clock.set(at);
}

const limitsOf = ({ state }: OperationContext) => state.rateLimiter?.plan ?? {};

function setLimits(context: OperationContext, plan: unknown) {
  const parsed = parseLimitPlan(plan);
  context.app.limiter.check(parsed);
  context.change((state) => state.setLimits(parsed));
  return limitsOf(context);
}

/** Clock, pace, faults and limits. */
export const namespaceOperations = {
  'clock.get': op({
    http: 'GET /clock',
    scope: 'emulator',
    summary: "Gives the emulator's time and the kind of its clock.",
    output: outputs.clock,
    run: ({ app }) => clockView(app),
  }),
  'clock.move': op({
    http: 'POST /clock',
    scope: 'emulator',
    summary: 'Moves a stepped clock: {advance: ms} or {set: time}. Replies once everything that became due has run.',
    input: 'Clock',
    output: outputs.clock,
    read({ body }): { readonly advance: unknown } | { readonly set: unknown } {
      const move = { advance: memberOf(body, 'advance'), set: memberOf(body, 'set') };
      if ((move.advance === undefined) === (move.set === undefined)) {
        throw new Error('expected either {"advance": milliseconds} or {"set": time}');
      }
      return move.advance === undefined ? { set: move.set } : { advance: move.advance };
    },
    async run({ app }, move) {
      const clock = steppedClockOf(app);
      await ('advance' in move ? advance(clock, move.advance) : set(clock, move.set));
      return clockView(app);
    },
  }),
  'pace.get': op({
    http: 'GET /pace',
    scope: 'namespace',
    summary: 'Gives the pace of replies in a namespace.',
    output: outputs.pace,
    run: ({ app, state }) => state.pace ?? app.pace,
    reply: (pace) => ({ pace }),
  }),
  'pace.set': op({
    http: 'POST /pace',
    scope: 'namespace',
    summary: "Sets a namespace's pace: {pace: a name or its members}; null restores the emulator's.",
    input: 'Pace',
    output: outputs.pace,
    read({ body }): unknown {
      const pace = memberOf(body, 'pace');
      if (pace === undefined) throw new Error('expected {"pace": a name, its members, or null}');
      return pace;
    },
    run({ app, change }, option) {
      const pace = option === null || option === undefined ? undefined : parsePace(option);
      change((state) => {
        state.pace = pace;
      });
      return pace ?? app.pace;
    },
    reply: (pace) => ({ pace }),
  }),
  'faults.list': op({
    http: 'GET /faults',
    scope: 'namespace',
    summary: 'Lists the fault plans in force in a namespace with their counts, and every kind of fault.',
    output: outputs.faults,
    run: ({ state }) => state.faults.list(),
    reply: (plans) => ({
      plans,
      kinds: faultKinds.map(({ id, says, reach, source, params }) => ({
        id,
        says,
        reach,
        source,
        params: Object.keys(params),
      })),
    }),
  }),
  'faults.add': op({
    http: 'POST /faults',
    scope: 'namespace',
    summary: 'Adds one fault plan, a list of them, or {faults: [...]} to a namespace.',
    input: 'Faults',
    output: outputs.added,
    run: (context, plans: unknown) => context.change(({ faults }) => faults.add(plans, namesOf(context))),
    reply: (added) => ({ added }),
  }),
  'faults.clear': op({
    http: 'DELETE /faults',
    scope: 'namespace',
    summary: 'Removes the fault plans that were added to a namespace.',
    output: outputs.cleared,
    run: ({ change }) => change(({ faults }) => faults.clear()),
    reply: () => ({ cleared: true }),
  }),
  'limits.get': op({
    http: 'GET /limits',
    scope: 'namespace',
    summary: 'Gives the rate limits of the keys of a namespace; {} where there are none.',
    output: outputs.limits,
    run: limitsOf,
  }),
  'limits.set': op({
    http: 'POST /limits',
    scope: 'namespace',
    summary:
      'Sets the rate limits, with nothing used yet: {tier: "1"}, {limits: {requests_per_minute: 3}}, both, or {} for none.',
    input: 'Limits',
    output: outputs.limits,
    run: setLimits,
  }),
  'limits.clear': op({
    http: 'DELETE /limits',
    scope: 'namespace',
    summary: 'Removes all rate limits of a namespace.',
    output: outputs.limits,
    run: (context) => setLimits(context, {}),
  }),
};
