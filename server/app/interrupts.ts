/** Exit code of a process that was interrupted: 128 and the number of the signal. */
export const INTERRUPTED = 130;

/** Milliseconds. Under `npm start` one Ctrl-C comes twice: from the terminal, and passed on by npm. */
const SAME_PRESS = 30;

/** Calls back when SIGINT comes for the second time. */
export function onSecondInterrupt(end: () => void): void {
  process.once('SIGINT', () => setTimeout(() => process.once('SIGINT', end), SAME_PRESS).unref());
}
