import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { CountedExchanges, CounterSums, Metrics } from './counters';

/** What is known at the moment of asking besides what was counted. */
export interface GaugeValues {
  readonly namespaces: number;
}

/** How one count is told. */
interface CounterRow {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  sums(metrics: Metrics): CounterSums;
  value(counted: CountedExchanges): number;
}

const MILLISECONDS = 1_000;
const OF_EXCHANGES = ['provider', 'route', 'outcome', 'status'] as const;

/** A row for each count. */
const counts: readonly CounterRow[] = [
  {
    name: 'llmulator_exchanges_total',
    help: 'Requests that were answered, refused, broken off or left by their client.',
    labelNames: OF_EXCHANGES,
    sums: ({ exchanges }) => exchanges,
    value: ({ count }) => count,
  },
  {
    name: 'llmulator_exchange_seconds_total',
    help: 'Seconds from request to last byte, added up.',
    labelNames: OF_EXCHANGES,
    sums: ({ exchanges }) => exchanges,
    value: ({ duration }) => duration / MILLISECONDS,
  },
  {
    name: 'llmulator_tokens_total',
    help: 'Tokens of prompts (input) and answers (output).',
    labelNames: ['provider', 'model', 'kind'],
    sums: ({ tokens }) => tokens,
    value: ({ count }) => count,
  },
  {
    name: 'llmulator_faults_total',
    help: 'Faults that requests have met.',
    labelNames: ['fault'],
    sums: ({ faults }) => faults,
    value: ({ count }) => count,
  },
];

/** Tells metrics in the text format of Prometheus, with Node's own beside them. */
export class Exposition {
  readonly #registry = new Registry();
  readonly #metrics: Metrics;

  constructor(metrics: Metrics, now: () => GaugeValues) {
    const registers = [this.#registry];
    this.#metrics = metrics;
    for (const row of counts) this.#tell(row);
    new Gauge({
      name: 'llmulator_exchanges_open',
      help: 'Exchanges under way.',
      registers,
      collect() {
        this.set(metrics.open);
      },
    });
    new Gauge({
      name: 'llmulator_namespaces',
      help: 'Namespaces that are remembered.',
      registers,
      collect() {
        this.set(now().namespaces);
      },
    });
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #tell({ name, help, labelNames, sums, value }: CounterRow): void {
    const metrics = this.#metrics;
    new Counter({
      name,
      help,
      labelNames,
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const [labels, counted] of sums(metrics).rows()) {
          this.inc(Object.fromEntries(labelNames.map((label, at) => [label, labels[at] ?? ''])), value(counted));
        }
      },
    });
  }
}
