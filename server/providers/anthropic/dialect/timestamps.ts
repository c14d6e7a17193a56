/** RFC 3339 with seconds, from Unix milliseconds. */
export const rfc3339Seconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, -'.000Z'.length)}Z`;

/** RFC 3339 with microseconds, from Unix milliseconds. */
export const rfc3339Micros = (ms: number): string => new Date(ms).toISOString().replace('Z', '000Z');
