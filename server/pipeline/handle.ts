import { ProblemError } from '../core';
import type { Delivery } from '../wire';
import type { App } from './app';
import { type ExchangeOutcome, finalOutcome, toOutcome } from './outcome';
import { type IncomingRequest, NO_PROGRESS, type Outlet, openContext, type RequestContext } from './request-context';
import { enterEndpoint, finishEndpoint, runEndpoint } from './run-endpoint';
import { runSurface } from './run-surface';

/** Answers one request; whatever fails, the journal entry is closed and the exchange is counted as over. */
export async function handle(app: App, incoming: IncomingRequest, out: Outlet): Promise<void> {
  const context = openContext(app, incoming);
  app.metrics.begun();
  let closed: ClosedExchange = { end: 'bug', status: 500, progress: NO_PROGRESS };
  try {
    closed = await answer(context, out);
  } finally {
    close(context, closed);
  }
}

/** How an exchange ended. */
interface ClosedExchange extends Pick<ExchangeOutcome, 'progress'> {
  readonly end: ExchangeOutcome['outcome'];
  readonly status: number;
}

async function answer(context: RequestContext, out: Outlet): Promise<ClosedExchange> {
  try {
    return await deliver(context, await decide(context), out);
  } catch (thrown) {
    // The reply could not be made or written. If a part of it was sent, this throws, and the caller closes the connection.
    return deliver(context, toOutcome(context, NO_PROGRESS, { thrown }), out);
  }
}

/** Decides what is sent. A backend that cannot be reached refuses the request, and nothing that was decided counts. */
async function decide(context: RequestContext): Promise<ExchangeOutcome> {
  const { mirror } = context.namespace;
  if (mirror === undefined) return decideByTarget(context);
  try {
    return await decideByTarget(context);
  } catch (thrown) {
    return mirror.runExclusive(async () => {
      const outcome = toOutcome(context, NO_PROGRESS, { thrown });
      mirror.rollback();
      return outcome;
    });
  }
}

/** One transaction; two for an endpoint, for it may wait for requests of its own and holds up no others meanwhile. */
async function decideByTarget(context: RequestContext): Promise<ExchangeOutcome> {
  const { target } = context.incoming;
  if (target.kind === 'surface') {
    return transact(context, { opens: true, decide: () => runSurface(context, target.surface) });
  }
  if (target.kind === 'problem') {
    const thrown = new ProblemError(target.problem);
    return transact(context, { opens: true, decide: async () => toOutcome(context, NO_PROGRESS, { thrown }) });
  }
  const entered = await transact(context, { opens: true, decide: async () => enterEndpoint(context) });
  if ('reply' in entered) return entered;
  const run = await runEndpoint(entered, target.endpoint, handle);
  return transact(context, { opens: false, decide: async () => finishEndpoint(entered, run) });
}

/** A decision, which is made again from fresh values where another process was quicker. */
interface Transaction<Decided> {
  /** The first transaction of an exchange opens its journal entry. */
  readonly opens: boolean;
  decide(): Promise<Decided>;
}

/** Decides once in memory; in a shared namespace upon the newest state, and again until no other process was quicker. */
function transact<Decided extends object>(
  context: RequestContext,
  { opens, decide: decideOnce }: Transaction<Decided | ExchangeOutcome>,
): Promise<Decided | ExchangeOutcome> {
  const { mirror } = context.namespace;
  if (mirror === undefined) return decideOnce();
  return mirror.runExclusive(async () => {
    const entryId = await mirror.pull(opens);
    if (opens) context.entry.place(entryId);
    for (;;) {
      const decided = await decideOnce();
      const outcome = 'reply' in decided ? decided : undefined;
      const isPushed = await mirror.push(
        outcome && { deposits: outcome.progress.objects, record: recordOf(context, outcome) },
      );
      if (isPushed) return outcome === undefined ? decided : withRecordBeforeEnd(context, outcome);
    }
  });
}

/** The journal record that is stored with the decision: only of a reply that is sent at once. */
const recordOf = ({ entry, app }: RequestContext, outcome: ExchangeOutcome) =>
  outcome.delivery === undefined ? entry.toLogRecord(finalOutcome(outcome), app.clock.now()) : undefined;

/** The record of a delayed reply is stored before its last part is sent. */
function withRecordBeforeEnd({ entry, app, namespace }: RequestContext, outcome: ExchangeOutcome): ExchangeOutcome {
  const { delivery } = outcome;
  if (delivery === undefined) return outcome;
  const beforeLastFrame = async () => {
    await namespace.mirror?.log(entry.toLogRecord(finalOutcome(outcome), app.clock.now())).catch(() => undefined);
  };
  return { ...outcome, delivery: { ...delivery, beforeLastFrame } };
}

/** Writes the reply, and counts what follows from its delivery. */
async function deliver(context: RequestContext, outcome: ExchangeOutcome, out: Outlet): Promise<ClosedExchange> {
  const { app, entry, namespace } = context;
  const { reply, delivery: options, progress } = outcome;
  for (const { fixture, shadowed } of progress.prepared?.fixtures ?? []) app.fixtureStats.hit(fixture, shadowed);
  let delivery: Delivery = 'client-gone';
  try {
    delivery = await out(reply, options);
  } finally {
    settle(context, outcome, delivery);
  }
  if (options !== undefined) entry.note(options.log.end(delivery, reply.body));
  const end = delivery === 'sent' ? finalOutcome(outcome) : delivery;
  // The record that was stored with the decision says otherwise, or there is none yet.
  if (options !== undefined || delivery !== 'sent') {
    namespace.mirror?.log(entry.toLogRecord(end, app.clock.now())).catch(() => undefined);
  }
  return { end, status: reply.status, progress };
}

/** Gives back what a delayed reply holds, and marks an answer that did not arrive: a client that retries gets the same. */
function settle(
  { namespace, app }: RequestContext,
  { outcome, delivery: options, progress }: ExchangeOutcome,
  delivery: Delivery,
): void {
  const { mirror, fixtureProgress } = namespace;
  const { call, fault } = progress;
  const now = app.clock.now();
  const reservation = options === undefined ? undefined : progress.reservation;
  const isBroken = call !== undefined && (outcome !== 'answered' || fault !== undefined || delivery !== 'sent');
  if (reservation === undefined && !isBroken) return;
  const change = () => {
    reservation?.leave(now);
    if (isBroken) fixtureProgress.markBroken(call);
  };
  if (mirror === undefined) change();
  else mirror.amend(change);
}

/** Closes the journal entry and counts the exchange. */
function close({ app, entry, incoming, startedMs }: RequestContext, { end, status, progress }: ClosedExchange): void {
  const now = app.clock.now();
  try {
    entry.close(end, now);
  } finally {
    const { model, usage } = progress.prepared?.notes ?? {};
    const duration = Math.max(0, now - startedMs);
    const { provider, route } = incoming;
    const fault = progress.fault?.id;
    app.metrics.ended({ provider: provider.id, route, outcome: end, status, duration, model, usage, fault });
  }
}
