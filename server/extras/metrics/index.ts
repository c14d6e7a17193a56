import type { Metrics } from './counters';
import type { GaugeValues } from './exposition';

export { type ExchangeSummary, Metrics } from './counters';

/** What Prometheus is told, and as which content type. */
export interface Scrape {
  readonly contentType: string;
  readonly text: string;
}

/** Tells metrics to Prometheus; the library is loaded when somebody first asks. */
export function scraper(metrics: Metrics, now: () => GaugeValues): () => Promise<Scrape> {
  let exposition: Promise<import('./exposition').Exposition> | undefined;
  return async () => {
    exposition ??= import('./exposition').then(({ Exposition }) => new Exposition(metrics, now));
    const told = await exposition;
    return { contentType: told.contentType, text: await told.text() };
  };
}
