import type { Reply } from '../core';
import type { Mirror } from '../state';
import { type Attempt, attempt, type Decision, decide, endOf } from './decide';
import type { Target } from './exchange';
import { meetAfterwards } from './meet';
import type { Visit } from './visit';

/** Decides an exchange of a namespace that other processes share: upon what is newest, and again where they were quicker. */
export async function decideTogether(visit: Visit, mirror: Mirror, { target, answer }: Way): Promise<Decision> {
  return orGone({ visit, mirror, target }, async () =>
    inTurn(visit, mirror, {
      opens: true,
      decide: async () => decide(visit, target, await attempt(answer)),
      again: () => visit.afresh(),
    }),
  );
}

/** Where a request leads, and the whole way there. */
interface Way {
  readonly target: Target;
  answer(): Promise<Reply>;
}

/** The same for an endpoint, which may wait for others, such as requests of its own: meanwhile it holds up nobody. */
export async function consultTogether(
  visit: Visit,
  mirror: Mirror,
  { target, enter, consult }: { readonly target: Target; enter(): Reply | undefined; consult(): Promise<Reply> },
): Promise<Decision> {
  return orGone({ visit, mirror, target }, async () => {
    const refused = await inTurn(visit, mirror, {
      opens: true,
      decide: async () => {
        const door = tried(enter);
        if (door !== undefined) return decide(visit, target, door);
        // Drawn here, for later on others have their turn.
        void visit.ids;
        return undefined;
      },
      again: () => visit.afresh(),
    });
    if (refused !== undefined) return refused;
    const came = await attempt(consult);
    const { fault } = visit;
    return inTurn(visit, mirror, {
      opens: false,
      decide: async () =>
        decide(visit, target, 'reply' in came ? await attempt(async () => meetAfterwards(visit, came.reply)) : came),
      again() {
        visit.fault = fault;
      },
    });
  });
}

/** What comes of the door: nothing where the request is let in. */
function tried(enter: () => Reply | undefined): Attempt | undefined {
  try {
    const reply = enter();
    return reply && { reply };
  } catch (thrown) {
    return { thrown };
  }
}

interface Turn<Decided> {
  /** Does it open a journal entry? */
  readonly opens: boolean;
  decide(): Promise<Decided>;
  /** Called before it is decided once more. */
  again(): void;
}

function inTurn<Decided extends Decision | undefined>(
  visit: Visit,
  mirror: Mirror,
  { opens, decide: decideOnce, again }: Turn<Decided>,
): Promise<Decided> {
  return mirror.turn(async () => {
    const entry = await mirror.pull(opens);
    if (opens) visit.entry.place(entry);
    for (;;) {
      const decided = await decideOnce();
      if (await mirror.push(decided === undefined ? undefined : alongWith(visit, decided))) {
        return decided?.manner === undefined ? decided : { ...decided, manner: sealed(visit, mirror, decided) };
      }
      again();
    }
  });
}

/** What is kept along with a decision: objects, and the entry of a reply that goes at once. */
function alongWith(visit: Visit, decision: Decision) {
  const isOver = decision.manner === undefined;
  const record = isOver ? visit.entry.record(endOf(visit, decision), visit.kit.clock.now()) : undefined;
  return { deposits: visit.deposits, record };
}

/** The entry of a reply that takes its time is told to others before the last of it leaves. */
function sealed(visit: Visit, mirror: Mirror, decision: Decision): Decision['manner'] {
  const seal = () =>
    mirror.log(visit.entry.record(endOf(visit, decision), visit.kit.clock.now())).catch(() => undefined);
  return decision.manner && { ...decision.manner, seal };
}

interface Meant {
  readonly visit: Visit;
  readonly mirror: Mirror;
  readonly target: Target;
}

/** Where what is shared is gone, the house says so; what was decided counts for nothing. */
async function orGone({ visit, mirror, target }: Meant, decided: () => Promise<Decision>): Promise<Decision> {
  try {
    return await decided();
  } catch (thrown) {
    return mirror.turn(async () => {
      visit.afresh();
      const decision = decide(visit, target, { thrown });
      mirror.rollback();
      return decision;
    });
  }
}

/** Changes what is counted once a reply has left, here and everywhere. */
export function afterwards(mirror: Mirror | undefined, change: () => void): void {
  if (mirror === undefined) change();
  else mirror.amend(change);
}
