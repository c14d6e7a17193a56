/** Borne by the requests of a batch, which may ask for less than others. */
export const BATCH_HEADER = 'x-llmulator-batch';
