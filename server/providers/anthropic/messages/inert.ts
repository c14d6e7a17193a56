const SAMPLING = 'Nothing is sampled: replies are written, and repeat themselves.';

/** Parameters that are checked and then change nothing that a client could see, and why. */
export const inert: Readonly<Record<string, string>> = {
  temperature: SAMPLING,
  top_p: SAMPLING,
  top_k: SAMPLING,
  metadata: 'Nobody is told apart.',
  service_tier: 'Replies are of the standard tier.',
};
