/** RFC 3339 with seconds, from Unix milliseconds. */
export const toSeconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, -'.000Z'.length)}Z`;

/** RFC 3339 with microseconds, from Unix milliseconds. */
export const toMicros = (ms: number): string => new Date(ms).toISOString().replace('Z', '000Z');
