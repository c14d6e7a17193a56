const SAMPLING = 'Nothing is sampled: replies are written, and repeat themselves.';
const USERS = 'Nobody is told apart.';
const SPEECH = 'No speech is made.';

/** Parameters that are checked and then change nothing that a client could see, and why. */
export const inert: Readonly<Record<string, string>> = {
  temperature: SAMPLING,
  top_p: SAMPLING,
  frequency_penalty: SAMPLING,
  presence_penalty: SAMPLING,
  logit_bias: SAMPLING,
  seed: 'Every reply repeats itself without one; --seed of the emulator makes other replies.',
  verbosity: 'Replies are as long as what they say.',
  prediction: 'There is no generation that it could speed up.',
  store: 'Completions are not kept.',
  metadata: 'It belongs to kept completions.',
  user: USERS,
  safety_identifier: USERS,
  modalities: SPEECH,
  audio: SPEECH,
  web_search_options: 'Nothing is searched.',
};
