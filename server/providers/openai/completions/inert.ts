import { samplingParams } from '../dialect/sampling-params';

/** Parameters that are checked and then change nothing that a client could see, and why. */
export const inert: Readonly<Record<string, string>> = {
  ...samplingParams,
  user: 'Nobody is told apart.',
};
