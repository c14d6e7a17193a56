/** What differs from process to process, and what stands for it; a row with `of` is about that request only. */
const NOISE = [
  { part: 'headers', pattern: /^date: .*$/im, put: 'Date: …' },
  // The text of metrics has another length in each process.
  { part: 'headers', of: 'GET /metrics', pattern: /^(etag|content-length): .*$/gim, put: '$1: …' },
  { part: 'body', of: 'GET /metrics', pattern: /^(# (HELP|TYPE) )?(process|nodejs)_.*\n/gm, put: '' },
  { part: 'body', of: 'GET /metrics', pattern: /^(llmulator_exchange_seconds_total.*) \S+$/gm, put: '$1 SECONDS' },
  // Rows come in the order in which they were first counted.
  { part: 'body', of: 'GET /metrics', pattern: /^.*$/s, put: (text) => text.split('\n').sort().join('\n') },
];

/** A record without noise. */
export function withoutNoise(record) {
  const steady = { ...record };
  for (const { part, of, pattern, put } of NOISE) {
    if (of === undefined || of === record.what) steady[part] = steady[part].replace(pattern, put);
  }
  return steady;
}
