/** The time in Unix milliseconds, and timers. */
export interface Clock {
  /** False for a frozen clock, whose waits take no time. */
  readonly moves: boolean;
  now(): number;
  /** Runs `task` once it is `due` (Unix milliseconds), never before this call has returned; returns the function that cancels it. */
  wake(due: number, task: () => void): () => void;
}

/** A clock that a test moves. */
export interface SteppedClock extends Clock {
  /** Moves the time forward; tasks that fall due on the way run in order, each at its time. */
  advance(milliseconds: number): Promise<void>;
  /** Sets the time, in Unix milliseconds; a move backward runs no task. */
  set(at: number): Promise<void>;
}

/** Milliseconds; the longest delay of Node's timers. */
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

/** Turns of the event loop after each task before the time moves on: enough to write, and to read from a socket. */
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
    // A loop that moves the clock lets other tasks of the process run.
    await aTurn();
  };
  /** Runs moves one after another; the first one starts before the call returns. */
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

/** True for a clock that a test moves. */
export const isStepped = (clock: Clock): clock is SteppedClock => 'advance' in clock;
