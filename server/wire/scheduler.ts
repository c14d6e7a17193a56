import { type Clock, isStepped } from '../lib';

/** Something that is due. One object serves all its moments: a stream makes no garbage between frames. */
export interface ScheduledTask {
  /** Unix milliseconds; not changed while the task waits. */
  readonly due: number;
  run(): void;
}

/** Runs things when they are due; one timer serves all. */
export interface Scheduler {
  /** Runs a task once it is due, or in the next turn when that is past. */
  add(task: ScheduledTask): void;
  /** Calls a task off. */
  drop(task: ScheduledTask): void;
}

/** Tasks that are run before the process may take new connections and requests: some milliseconds' worth. */
const MOST_IN_A_ROW = 500;

/** Tasks of the same millisecond share a slot; slots stand in a heap, the earliest first. */
class SlotScheduler implements Scheduler {
  readonly #clock: Clock;
  /** A clock that is moved by hand waits until all that is due has run. */
  readonly #most: number;
  readonly #byDue = new Map<number, Set<ScheduledTask>>();
  readonly #heap: number[] = [];
  #waiting = 0;
  #wakesAt = Number.POSITIVE_INFINITY;
  #calloff: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#most = clock.moves && !isStepped(clock) ? MOST_IN_A_ROW : Number.POSITIVE_INFINITY;
  }

  add(task: ScheduledTask): void {
    const key = Math.ceil(task.due);
    this.#put(key, task);
    this.#waiting += 1;
    if (key < this.#wakesAt) this.#arm();
  }

  #put(key: number, task: ScheduledTask): void {
    let slot = this.#byDue.get(key);
    if (slot === undefined) {
      slot = new Set();
      this.#byDue.set(key, slot);
      push(this.#heap, key);
    }
    slot.add(task);
  }

  drop(task: ScheduledTask): void {
    if (this.#byDue.get(Math.ceil(task.due))?.delete(task) !== true) return;
    this.#waiting -= 1;
    // An empty slot costs nothing, but a timer that nobody waits for would keep the process awake.
    if (this.#waiting === 0) this.#disarm();
  }

  #disarm(): void {
    this.#calloff();
    this.#wakesAt = Number.POSITIVE_INFINITY;
    this.#heap.length = 0;
    this.#byDue.clear();
  }

  #arm(): void {
    this.#calloff();
    this.#wakesAt = this.#heap[0] ?? Number.POSITIVE_INFINITY;
    if (this.#waiting > 0) this.#calloff = this.#clock.wake(this.#wakesAt, () => this.#fire());
  }

  #fire(): void {
    this.#wakesAt = Number.POSITIVE_INFINITY;
    const now = this.#clock.moves ? this.#clock.now() : Number.POSITIVE_INFINITY;
    let left = this.#most;
    for (let key = this.#heap[0]; key !== undefined && key <= now && left > 0; key = this.#heap[0]) {
      pop(this.#heap);
      const slot = this.#byDue.get(key);
      this.#byDue.delete(key);
      if (slot === undefined) continue;
      left = this.#run(slot, left);
      for (const task of slot) this.#put(key, task);
    }
    if (this.#waiting > 0) this.#arm();
  }

  /** Runs and takes out tasks of a slot, so many at most; gives how many more may run. */
  #run(slot: Set<ScheduledTask>, most: number): number {
    let left = most;
    for (const task of slot) {
      if (left === 0) break;
      left -= 1;
      this.#waiting -= 1;
      slot.delete(task);
      task.run();
    }
    return left;
  }
}

/** A scheduler whose due times are whole milliseconds. */
export const createScheduler = (clock: Clock): Scheduler => new SlotScheduler(clock);

/** Adds a number to a heap whose least stands first. */
function push(heap: number[], key: number): void {
  let at = heap.length;
  heap.push(key);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] as number;
    if (parent <= key) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = key;
}

/** Takes the least away. */
function pop(heap: number[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if ((heap[below + 1] ?? Number.POSITIVE_INFINITY) < (heap[below] as number)) below += 1;
    const child = heap[below] as number;
    if (child >= last) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = last;
}
