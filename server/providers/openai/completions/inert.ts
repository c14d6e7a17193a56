import { unsampled } from '../unsampled';

/** Parameters that are checked and then change nothing that a client could see, and why. */
export const inert: Readonly<Record<string, string>> = {
  ...unsampled,
  user: 'Nobody is told apart.',
};
