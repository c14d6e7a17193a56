const METRICS = /^GET \/_llmulator\/metrics$/;

/** What differs from process to process, and what stands for it; a row with `of` is about these requests only. */
const NOISE = [
  { part: 'headers', pattern: /^date: .*$/im, put: 'Date: …' },
  // They follow from the body, and metrics have another length in each process.
  { part: 'headers', of: /^GET \/_llmulator\//, pattern: /^(etag|content-length): .*$/gim, put: '$1: …' },
  { part: 'body', of: /^GET \/_llmulator\/summary$/, pattern: /(redis:\/\/127\.0\.0\.1):\d+/, put: '$1:PORT' },
  { part: 'body', of: METRICS, pattern: /^(# (HELP|TYPE) )?(process|nodejs)_.*\n/gm, put: '' },
  { part: 'body', of: METRICS, pattern: /^(llmulator_exchange_seconds_total.*) \S+$/gm, put: '$1 SECONDS' },
  // Rows come in the order in which they were first counted.
  { part: 'body', of: METRICS, pattern: /^.*$/s, put: (text) => text.split('\n').sort().join('\n') },
];

/** A record without noise. */
export function withoutNoise(record) {
  const steady = { ...record };
  for (const { part, of, pattern, put } of NOISE) {
    if (of === undefined || of.test(record.what)) steady[part] = steady[part].replace(pattern, put);
  }
  return steady;
}
