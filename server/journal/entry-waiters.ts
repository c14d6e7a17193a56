import type { EntryReader } from './entry-reader';
import type { PreparedFilter } from './query';

/** Rejects waiters when the journal ends or restarts. */
class WaitEnded extends Error {
  override readonly name = 'WaitEnded';
}

interface Waiter {
  /** Called for each entry that closes; true when the waiting is over. */
  closed(sight: EntryReader): boolean;
  ended(why: WaitEnded): void;
}

/** Callers that wait for entries to close. Timeouts are in real milliseconds, whatever the emulator's clock says. */
export class EntryWaiters {
  readonly #waiters = new Set<Waiter>();

  /** Tells all who wait of an entry that has closed. */
  tell(sightOf: () => EntryReader): void {
    if (this.#waiters.size === 0) return;
    const sight = sightOf();
    for (const waiter of this.#waiters) if (waiter.closed(sight)) this.#waiters.delete(waiter);
  }

  /** Sends all away. */
  end(why: string): void {
    for (const waiter of this.#waiters) waiter.ended(new WaitEnded(why));
    this.#waiters.clear();
  }

  /** The first entry that closes from now on and fits; undefined when none did in time. */
  first(filter: PreparedFilter, patience: number): Promise<EntryReader | undefined> {
    return this.#wait(patience, (sight) => (filter.matches(sight) ? sight : undefined));
  }

  /** Waits until nothing runs any more, or patience ends. */
  async until(isDone: () => boolean, patience: number): Promise<void> {
    if (!isDone()) await this.#wait(patience, () => (isDone() ? true : undefined));
  }

  #wait<T>(patience: number, found: (sight: EntryReader) => T | undefined): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        closed(sight) {
          const value = found(sight);
          if (value === undefined) return false;
          clearTimeout(timer);
          resolve(value);
          return true;
        },
        ended(why) {
          clearTimeout(timer);
          reject(why);
        },
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        resolve(undefined);
      }, patience);
      this.#waiters.add(waiter);
    });
  }
}
