import type { Fixture } from './fixture';

/** What became of one fixture. */
export interface Record {
  hits: number;
  /** Requests that it matched and another fixture answered. */
  shadowed: number;
  /** The last fixture that answered instead. */
  by: Fixture | undefined;
}

/** Counts how often fixtures answer, and how often others answer in their place. */
export class Tally {
  // Weakly, for fixtures go with the namespace that they were given to.
  readonly #records = new WeakMap<Fixture, Record>();

  hit(fixture: Fixture): void {
    this.#of(fixture).hits += 1;
  }

  shadow(fixture: Fixture, by: Fixture): void {
    const record = this.#of(fixture);
    record.shadowed += 1;
    record.by = by;
  }

  of(fixture: Fixture): Readonly<Record> {
    return this.#records.get(fixture) ?? { hits: 0, shadowed: 0, by: undefined };
  }

  #of(fixture: Fixture): Record {
    let record = this.#records.get(fixture);
    if (record === undefined) {
      record = { hits: 0, shadowed: 0, by: undefined };
      this.#records.set(fixture, record);
    }
    return record;
  }
}
