import type { Json, NewObject, ObjectKey } from '../core';
import { createIds } from '../lib';
import type { CacheUse } from '../state/prompt-cache';
import type { Prepared } from './prepare';
import type { ReplyVariables } from './reply-writer';

type Keeps = NonNullable<Prepared['store']>;

/** What sets an answer apart from others to the same words. */
interface Late extends Omit<ReplyVariables, 'ids'> {
  readonly seed: number;
  /** Characters of the request, which is kept for it. */
  readonly weight: number;
}

const MILLISECONDS = 1_000;

/**
 * An answer that is made once more when somebody asks for it.
 * A namespace holds thousands that nobody asks for: each holds numbers, and what all of the same words share.
 */
export class LazyObject implements NewObject {
  readonly kind: string;
  readonly id: string;
  readonly weight: number;
  readonly #keeps: Keeps;
  readonly #seed: number;
  readonly #created: number;
  readonly #cache: CacheUse;

  constructor({ kind, id }: ObjectKey, keeps: Keeps, { seed, created, cache, weight }: Late) {
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
    const course = { now: this.#created * MILLISECONDS, spanMs: 0, dues: () => [] };
    const [deposit] = this.#keeps(said, course);
    if (deposit === undefined) throw new Error(`nothing is kept under ${this.kind} ${this.id}`);
    return deposit.value();
  }
}
