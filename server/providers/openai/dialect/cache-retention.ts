/** Seconds for which a prompt is kept where the request asks for `24h`. */
export const EXTENDED_RETENTION = 86_400;
