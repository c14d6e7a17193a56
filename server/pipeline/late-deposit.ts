import type { CacheUse } from '../caching';
import type { Deposit, Json, Reference } from '../core';
import { createIds } from '../entropy';
import type { Prepared } from './prepare';
import type { Said } from './scribe';

type Keeps = NonNullable<Prepared['keeps']>;

/** What sets an answer apart from others to the same words. */
interface Late extends Omit<Said, 'ids'> {
  readonly seed: number;
  /** Characters of the request, which is kept for it. */
  readonly weight: number;
}

const MILLISECONDS = 1_000;

/**
 * An answer that is made once more when somebody asks for it.
 * A namespace holds thousands that nobody asks for: each holds numbers, and what all of the same words share.
 */
export class LateDeposit implements Deposit {
  readonly kind: string;
  readonly id: string;
  readonly weight: number;
  readonly #keeps: Keeps;
  readonly #seed: number;
  readonly #created: number;
  readonly #cache: CacheUse;

  constructor({ kind, id }: Reference, keeps: Keeps, { seed, created, cache, weight }: Late) {
    this.kind = kind;
    this.id = id;
    this.weight = weight;
    this.#keeps = keeps;
    this.#seed = seed;
    this.#created = created;
    this.#cache = cache;
  }

  value(): Json {
    const said = { ids: createIds(this.#seed), created: this.#created, cache: this.#cache };
    const course = { now: this.#created * MILLISECONDS, span: 0, dues: () => [] };
    const [deposit] = this.#keeps(said, course);
    if (deposit === undefined) throw new Error(`nothing is kept under ${this.kind} ${this.id}`);
    return deposit.value();
  }
}
