import type { Store, Stores } from '../state';
import type { StateValue } from './answering';
import { type Fixture, isFickle, type PreparedFixture, repliesOf } from './fixture';
import { isFailure } from './reply-schema';

/** Which reply of which fixture answered a call. */
export interface Taken {
  /** The fixture's. */
  readonly key: string;
  /** Place among its replies. */
  readonly at: number;
}

/** One attempt of a client to get an answer. What it has taken it gets again, however often it is prepared. */
export interface Call {
  /** The same for every attempt at the same answer. */
  readonly key: string;
  /** Does the client say that it tries again? */
  readonly isRetry: boolean;
  /** Unix milliseconds. */
  readonly now: number;
  readonly taken: Taken[];
  /** Set once the choice has depended on more than the words of the request. */
  fickle: boolean;
}

/** An attempt that may be repeated. */
interface Served {
  readonly taken: readonly Taken[];
  readonly at: number;
  readonly broken: boolean;
}

/** For so many milliseconds after a failure an equal request is taken for another attempt. */
const RETRY_WINDOW = 60_000;
/** Attempts that are remembered, fixtures that are counted, values that are kept; the oldest are forgotten. */
const [MAX_SERVED, MAX_COUNTED, MAX_STATE] = [2_000, 100_000, 10_000];

/** What choosing asks of a ledger. */
export type LedgerView = Pick<Ledger, 'state' | 'next' | 'again' | 'take'>;

/** How far the fixtures of a namespace have come, and what it remembers. */
export class Ledger {
  /** By the fixture's key. */
  readonly #answers: Store<number>;
  readonly #served: Store<Served>;
  readonly #state: Store<StateValue>;

  constructor(stores: Stores) {
    this.#answers = stores.of('ledger/answers', MAX_COUNTED);
    this.#served = stores.of('ledger/served', MAX_SERVED);
    this.#state = stores.of('ledger/state', MAX_STATE);
  }

  /** What the namespace remembers. */
  get state(): Readonly<Record<string, StateValue>> {
    return Object.fromEntries(this.#state.entries());
  }

  /** All fixtures are new, and nothing is remembered. */
  clear(): void {
    for (const store of [this.#answers, this.#served, this.#state]) store.clear();
  }

  /** The same for those who only want to know: nothing that is taken counts. */
  closed(): LedgerView {
    return { state: this.state, next: (fixture, now) => this.next(fixture, now), again: () => [], take: () => {} };
  }

  /** Remembers values; null forgets. */
  remember(values: Readonly<Record<string, StateValue>>): void {
    for (const [key, value] of Object.entries(values)) {
      if (value === null) this.#state.delete(key);
      else this.#state.set(key, value);
    }
  }

  /** Which of a fixture's replies comes next, or why none does, in one sentence. */
  next({ fixture, key }: PreparedFixture, now: number): number | string {
    const count = this.#answers.get(key) ?? 0;
    return this.#whyNot(fixture, { count, now }) ?? placeOf(fixture, count);
  }

  /** What an earlier attempt at the same answer took. */
  again({ key, isRetry, now, taken }: Call): readonly Taken[] {
    const served = taken.length > 0 ? undefined : this.#served.get(key);
    if (served === undefined) return taken;
    if (isRetry || (served.broken && now - served.at <= RETRY_WINDOW)) {
      taken.push(...served.taken);
      // It comes through now, unless it breaks once more.
      if (served.broken) this.#served.set(key, { ...served, broken: false });
    }
    return taken;
  }

  /** Counts an answer. One that is a failure is not given again: whoever tries again gets the next. */
  take(call: Call, { fixture, key }: PreparedFixture, at: number): void {
    call.taken.push({ key, at });
    if (!isFickle(fixture)) return;
    this.#answers.set(key, (this.#answers.get(key) ?? 0) + 1);
    this.remember(fixture.then ?? {});
    this.#served.delete(call.key);
    if (isFailure(repliesOf(fixture)[at] ?? fixture.reply)) return;
    this.#served.set(call.key, { taken: [...call.taken], at: call.now, broken: false });
  }

  /** The answer to a call has not come through; one that an earlier call of the same words took is none of its. */
  broke({ key, taken }: Call): void {
    const served = this.#served.get(key);
    const isOfThis = served?.taken.every((one) => taken.some((own) => own.key === one.key && own.at === one.at));
    if (served !== undefined && isOfThis === true) this.#served.set(key, { ...served, broken: true });
  }

  #whyNot(fixture: Fixture, { count, now }: { count: number; now: number }): string | undefined {
    const { times, until, given = {}, afterwards, replies = [] } = fixture;
    if (times !== undefined && count >= times) return `it has answered ${count} times, wanted: at most ${times}.`;
    if (afterwards === 'none' && count >= replies.length) return `all of its ${replies.length} replies are said.`;
    if (until !== undefined && now >= Date.parse(until)) return `its time is over, wanted: until ${until}.`;
    const [key, wanted] =
      Object.entries(given).find(([name, value]) => (this.#state.get(name) ?? null) !== value) ?? [];
    if (key === undefined) return undefined;
    return `${key} is remembered as ${JSON.stringify(this.#state.get(key) ?? null)}, wanted: ${JSON.stringify(wanted)}.`;
  }
}

function placeOf(fixture: Fixture, count: number): number {
  const { length } = repliesOf(fixture);
  return fixture.afterwards === 'again' ? count % length : Math.min(count, length - 1);
}
