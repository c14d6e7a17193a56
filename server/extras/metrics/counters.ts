import type { Usage } from '../../core';

/** What is counted of an exchange that has ended. */
export interface ExchangeSummary {
  readonly provider: string;
  /** Id of the surface or endpoint; undefined for an unknown route. */
  readonly route: string | undefined;
  readonly outcome: string;
  readonly status: number;
  /** Milliseconds from the request to the last byte. */
  readonly duration: number;
  readonly model: string | undefined;
  readonly usage: Usage | undefined;
  readonly fault: string | undefined;
}

/** Exchanges that share their labels. */
export interface CountedExchanges {
  count: number;
  /** Milliseconds. */
  duration: number;
}

const SEPARATOR = '\n';

/** Sums by labels; labels are joined, for a map of strings is what counting costs least with. */
export class CounterSums {
  readonly #sums = new Map<string, CountedExchanges>();

  add(labels: readonly string[], duration: number, count = 1): void {
    const key = labels.join(SEPARATOR);
    const known = this.#sums.get(key);
    if (known === undefined) {
      this.#sums.set(key, { count, duration });
      return;
    }
    known.count += count;
    known.duration += duration;
  }

  /** Labels and what was counted under them. */
  *rows(): Iterable<readonly [labels: readonly string[], counted: CountedExchanges]> {
    for (const [key, counted] of this.#sums) yield [key.split(SEPARATOR), counted];
  }
}

/** Counts what ends; made anew for each emulator. */
export class Metrics {
  /** By provider, route, outcome, status. */
  readonly exchanges = new CounterSums();
  /** By provider, model, kind. */
  readonly tokens = new CounterSums();
  /** By kind of fault. */
  readonly faults = new CounterSums();
  /** Exchanges under way. */
  open = 0;

  begun(): void {
    this.open += 1;
  }

  ended({ provider, route = 'none', outcome, status, duration, model, usage, fault }: ExchangeSummary): void {
    this.open -= 1;
    this.exchanges.add([provider, route, outcome, String(status)], duration);
    if (fault !== undefined) this.faults.add([fault], 0);
    if (model === undefined || usage === undefined) return;
    this.tokens.add([provider, model, 'input'], 0, usage.input);
    this.tokens.add([provider, model, 'output'], 0, usage.output);
  }
}
