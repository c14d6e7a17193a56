const SAMPLING = 'Nothing is sampled: replies are written, and repeat themselves.';

/** Parameters of sampling, which change nothing that a client could see, and why. */
export const samplingParams = {
  temperature: SAMPLING,
  top_p: SAMPLING,
  frequency_penalty: SAMPLING,
  presence_penalty: SAMPLING,
  logit_bias: SAMPLING,
} as const;
