import { configFromEnv, configFromFlags, loadConfig } from '../app/config';
import type { Config } from '../app/options';

/** Flags of a command, as the command line gives them. */
export type Flags = Readonly<Record<string, unknown>>;

/** File, environment and flags together. */
export function configOf({ config: file, ...given }: Flags): Config {
  return loadConfig(file as string | undefined, configFromEnv(process.env), configFromFlags(given));
}

/** Prints to standard output. */
export const print = (text: string): void => void process.stdout.write(text);
