/** Ids of the routes that the older of the house's two gateways serves: other sentences and other envelopes. */
const CLASSIC = /^(chat|models|embeddings|moderations|completions)\b/;

/** Does the older gateway serve this route? It also speaks where no route was found. */
export const isClassic = (route: string | undefined): boolean => route === undefined || CLASSIC.test(route);
