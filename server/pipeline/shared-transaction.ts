import type { Reply } from '../core';
import type { SharedStores } from '../state';
import { applyFaultsAfterEndpoint } from './apply-faults';
import type { RouteTarget } from './handle';
import { attempt, type ExchangeOutcome, finalOutcome, type HandlerResult, toOutcome } from './outcome';
import type { RequestContext } from './request-context';

/** Decides an exchange of a namespace that other processes share: upon what is newest, and again where they were quicker. */
export async function runSurfaceShared(
  visit: RequestContext,
  mirror: SharedStores,
  { target, answer }: SurfaceRun,
): Promise<ExchangeOutcome> {
  return orGone({ visit, mirror, target }, async () =>
    inTurn(visit, mirror, {
      opens: true,
      decide: async () => toOutcome(visit, target, await attempt(answer)),
      again: () => visit.reset(),
    }),
  );
}

/** Where a request leads, and the whole way there. */
interface SurfaceRun {
  readonly target: RouteTarget;
  answer(): Promise<Reply>;
}

/** The same for an endpoint, which may wait for others, such as requests of its own: meanwhile it holds up nobody. */
export async function runEndpointShared(
  visit: RequestContext,
  mirror: SharedStores,
  { target, enter, consult }: { readonly target: RouteTarget; enter(): Reply | undefined; consult(): Promise<Reply> },
): Promise<ExchangeOutcome> {
  return orGone({ visit, mirror, target }, async () => {
    const refused = await inTurn(visit, mirror, {
      opens: true,
      decide: async () => {
        const door = tried(enter);
        if (door !== undefined) return toOutcome(visit, target, door);
        // Drawn here, for later on others have their turn.
        void visit.ids;
        return undefined;
      },
      again: () => visit.reset(),
    });
    if (refused !== undefined) return refused;
    const came = await attempt(consult);
    const { fault } = visit;
    return inTurn(visit, mirror, {
      opens: false,
      decide: async () =>
        toOutcome(
          visit,
          target,
          'reply' in came ? await attempt(async () => applyFaultsAfterEndpoint(visit, came.reply)) : came,
        ),
      again() {
        visit.fault = fault;
      },
    });
  });
}

/** What comes of the door: nothing where the request is let in. */
function tried(enter: () => Reply | undefined): HandlerResult | undefined {
  try {
    const reply = enter();
    return reply && { reply };
  } catch (thrown) {
    return { thrown };
  }
}

interface TransactionSteps<Decided> {
  /** Does it open a journal entry? */
  readonly opens: boolean;
  decide(): Promise<Decided>;
  /** Called before it is decided once more. */
  again(): void;
}

function inTurn<Decided extends ExchangeOutcome | undefined>(
  visit: RequestContext,
  mirror: SharedStores,
  { opens, decide: decideOnce, again }: TransactionSteps<Decided>,
): Promise<Decided> {
  return mirror.runExclusive(async () => {
    const entry = await mirror.pull(opens);
    if (opens) visit.entry.place(entry);
    for (;;) {
      const decided = await decideOnce();
      if (await mirror.push(decided === undefined ? undefined : alongWith(visit, decided))) {
        return decided?.delivery === undefined ? decided : { ...decided, delivery: sealed(visit, mirror, decided) };
      }
      again();
    }
  });
}

/** What is kept along with a decision: objects, and the entry of a reply that goes at once. */
function alongWith(visit: RequestContext, decision: ExchangeOutcome) {
  const isOver = decision.delivery === undefined;
  const record = isOver ? visit.entry.toLogRecord(finalOutcome(visit, decision), visit.app.clock.now()) : undefined;
  return { deposits: visit.pendingObjects, record };
}

/** The entry of a reply that takes its time is told to others before the last of it leaves. */
function sealed(visit: RequestContext, mirror: SharedStores, decision: ExchangeOutcome): ExchangeOutcome['delivery'] {
  const seal = () =>
    mirror.log(visit.entry.toLogRecord(finalOutcome(visit, decision), visit.app.clock.now())).catch(() => undefined);
  return decision.delivery && { ...decision.delivery, beforeLastFrame: seal };
}

interface Meant {
  readonly visit: RequestContext;
  readonly mirror: SharedStores;
  readonly target: RouteTarget;
}

/** Where what is shared is gone, the house says so; what was decided counts for nothing. */
async function orGone(
  { visit, mirror, target }: Meant,
  decided: () => Promise<ExchangeOutcome>,
): Promise<ExchangeOutcome> {
  try {
    return await decided();
  } catch (thrown) {
    return mirror.runExclusive(async () => {
      visit.reset();
      const decision = toOutcome(visit, target, { thrown });
      mirror.rollback();
      return decision;
    });
  }
}

/** Changes what is counted once a reply has left, here and everywhere. */
export function changeLater(mirror: SharedStores | undefined, change: () => void): void {
  if (mirror === undefined) change();
  else mirror.amend(change);
}
