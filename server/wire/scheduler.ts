import type { Clock } from '../entropy';

/** Something that is due. One object serves all its moments: a stream makes no garbage between frames. */
export interface Task {
  /** Unix milliseconds; not changed while the task waits. */
  readonly due: number;
  run(): void;
}

/** Runs things when they are due; one timer serves all. */
export interface Scheduler {
  /** Runs a task once it is due, or in the next turn when that is past. */
  add(task: Task): void;
  /** Calls a task off. */
  drop(task: Task): void;
}

/** Tasks of the same millisecond share a slot; slots stand in a heap, the earliest first. */
class Slots implements Scheduler {
  readonly #clock: Clock;
  readonly #byDue = new Map<number, Set<Task>>();
  readonly #heap: number[] = [];
  #waiting = 0;
  #wakesAt = Number.POSITIVE_INFINITY;
  #calloff: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(task: Task): void {
    const key = Math.ceil(task.due);
    let slot = this.#byDue.get(key);
    if (slot === undefined) {
      slot = new Set();
      this.#byDue.set(key, slot);
      push(this.#heap, key);
    }
    slot.add(task);
    this.#waiting += 1;
    if (key < this.#wakesAt) this.#arm();
  }

  drop(task: Task): void {
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
    for (let key = this.#heap[0]; key !== undefined && key <= now; key = this.#heap[0]) {
      pop(this.#heap);
      const slot = this.#byDue.get(key);
      this.#byDue.delete(key);
      if (slot !== undefined) this.#runAll(slot);
    }
    if (this.#waiting > 0) this.#arm();
  }

  #runAll(slot: Set<Task>): void {
    for (const task of slot) {
      this.#waiting -= 1;
      slot.delete(task);
      task.run();
    }
  }
}

/** A scheduler whose due times are whole milliseconds. */
export const createScheduler = (clock: Clock): Scheduler => new Slots(clock);

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
