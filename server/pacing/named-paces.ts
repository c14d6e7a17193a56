import type { PaceSpec } from './schema';

/** Paces that have names. The figures are of the size that public dashboards show (inferred); none is a vendor's promise. */
export const namedPaces = {
  instant: {},
  fast: { first: 150, rate: 200, jitter: 0.2 },
  // Each model at its own pace; these figures are for models that tell none.
  realistic: {
    own: true,
    first: 500,
    rate: 70,
    jitter: 0.4,
    distribution: 'lognormal',
    stalls: { chance: 0.005, ms: 600 },
  },
  slow: { first: 3_000, rate: 12, jitter: 0.5, distribution: 'lognormal', stalls: { chance: 0.02, ms: 2_000 } },
  busy: { first: 2_000, rate: 40, jitter: 0.8, distribution: 'exponential', load: 2 },
} as const satisfies Readonly<Record<string, PaceSpec>>;
