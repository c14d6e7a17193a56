import type { Clock } from '../entropy';

/** Runs things when they are due; one timer serves all. */
export interface Scheduler {
  /** Runs `task` at `due` (Unix ms), or at once in the next turn when that is past. Gives the way to call it off. */
  at(due: number, task: () => void): () => void;
}

interface Slot {
  readonly due: number;
  readonly tasks: Set<() => void>;
}

/** A scheduler whose due times are whole milliseconds; tasks of the same millisecond share a slot. */
export function createScheduler(clock: Clock): Scheduler {
  const slots = new Map<number, Slot>();
  let timer: NodeJS.Timeout | undefined;
  let wakesAt = Number.POSITIVE_INFINITY;

  /** Sets the one timer to the earliest slot; without slots nothing keeps the process awake. */
  const arm = () => {
    let earliest = Number.POSITIVE_INFINITY;
    for (const due of slots.keys()) earliest = Math.min(earliest, due);
    if (earliest === wakesAt) return;
    clearTimeout(timer);
    wakesAt = earliest;
    if (slots.size > 0) timer = setTimeout(fire, Math.max(0, earliest - clock.now()));
  };

  const fire = () => {
    wakesAt = Number.POSITIVE_INFINITY;
    const now = clock.now();
    const due = [...slots.values()].filter((slot) => slot.due <= now).sort((a, b) => a.due - b.due);
    for (const slot of due) {
      slots.delete(slot.due);
      for (const task of slot.tasks) task();
    }
    arm();
  };

  return {
    at(due, task) {
      const key = Math.ceil(due);
      const slot = slots.get(key) ?? { due: key, tasks: new Set() };
      slots.set(key, slot);
      slot.tasks.add(task);
      if (key < wakesAt) arm();
      return () => {
        slot.tasks.delete(task);
        if (slot.tasks.size > 0 || !slots.delete(key)) return;
        if (key === wakesAt) arm();
      };
    },
  };
}
