import { samplingParams } from '../dialect/sampling-params';

const USERS = 'Nobody is told apart.';
const SPEECH = 'No speech is made.';

/** Parameters that are checked and then change nothing that a client could see, and why. */
export const inert: Readonly<Record<string, string>> = {
  ...samplingParams,
  prediction: 'There is no generation that it could speed up.',
  user: USERS,
  safety_identifier: USERS,
  modalities: SPEECH,
  audio: SPEECH,
  web_search_options: 'Nothing is searched.',
};
