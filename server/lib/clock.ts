/** Tells the time in Unix milliseconds, and when it is time. */
export interface Clock {
  /** False for one that stands still for ever: what waits on it does not wait. */
  readonly moves: boolean;
  now(): number;
  /** Runs `task` once it is `due`, never before this call has returned. Gives the way to call it off. */
  wake(due: number, task: () => void): () => void;
}

/** A clock that a test moves by hand. */
export interface SteppedClock extends Clock {
  /** Moves the time forward; what falls due on the way runs at its own moment, in order. */
  advance(milliseconds: number): Promise<void>;
  /** Moves the time to a Unix time in milliseconds. Backward nothing falls due. */
  set(at: number): Promise<void>;
}

/** Node's timers cannot wait longer. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** The machine's own clock. */
export const realClock: Clock = {
  moves: true,
  now: () => Date.now(),
  wake(due, task) {
    const wait = due - Date.now();
    if (wait > 0) {
      const timer = setTimeout(task, Math.min(LONGEST_WAIT, wait));
      return () => clearTimeout(timer);
    }
    // Sooner than a timer, and after whatever the network has brought.
    const soon = setImmediate(task);
    return () => clearImmediate(soon);
  },
};

/** A clock that stands still at a Unix time in milliseconds; waits upon it take no time. */
export const frozenClock = (at: number): Clock => ({
  moves: false,
  now: () => at,
  wake(_due, task) {
    const soon = setImmediate(task);
    return () => clearImmediate(soon);
  },
});

interface ScheduledWake {
  readonly due: number;
  readonly task: () => void;
}

/** Turns of the event loop that what has been woken gets before the time moves on: enough to write, and to hear a socket. */
const TURNS = 3;

const aTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A clock that stands still until it is moved. */
export function steppedClock(start: number): SteppedClock {
  let now = start;
  let moving: Promise<void> = Promise.resolve();
  let moves = 0;
  const sleepers = new Set<ScheduledWake>();
  const nextBy = (target: number): ScheduledWake | undefined => {
    let first: ScheduledWake | undefined;
    for (const sleeper of sleepers)
      if (sleeper.due <= target && sleeper.due < (first?.due ?? Infinity)) first = sleeper;
    return first;
  };
  const move = async (target: number): Promise<void> => {
    for (let next = nextBy(target); next !== undefined; next = nextBy(target)) {
      now = Math.max(now, next.due);
      sleepers.delete(next);
      next.task();
      for (let turn = 0; turn < TURNS; turn += 1) await aTurn();
    }
    now = target;
    // Whoever moves the clock in a loop lets the rest of the process have its turn.
    await aTurn();
  };
  /** Moves follow one another; one that nothing waits for is made before the call returns. */
  const queue = (target: () => number): Promise<void> => {
    moves += 1;
    const moved = moves === 1 ? move(target()) : moving.then(() => move(target()));
    moving = moved.finally(() => {
      moves -= 1;
    });
    return moving;
  };
  return {
    moves: true,
    now: () => now,
    wake(due, task) {
      const sleeper = { due, task };
      if (due > now) {
        sleepers.add(sleeper);
        return () => void sleepers.delete(sleeper);
      }
      const soon = setImmediate(task);
      return () => clearImmediate(soon);
    },
    advance: (milliseconds) => queue(() => now + Math.max(0, milliseconds)),
    set: (at) => queue(() => at),
  };
}

/** Can this clock be moved by hand? */
export const isStepped = (clock: Clock): clock is SteppedClock => 'advance' in clock;
