import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The build writes the data as JSON beside the bundle, which is parsed fifty times as fast as YAML. */
const BUILT = join(__dirname, 'data');
const SOURCE = join(__dirname, '..', 'data');

/** Immutable values that all emulators of this process share, by what they were read from. */
const shared = new Map<string, unknown>();

/** A value that is made of the built-in data at first use. */
export function once<T>(name: string, make: () => T): T {
  if (!shared.has(name)) shared.set(name, make());
  return shared.get(name) as T;
}

const rootOf = (): string => (existsSync(BUILT) ? BUILT : SOURCE);

function readValue(folder: string, file: string): unknown {
  const text = readFileSync(join(folder, file), 'utf8');
  return file.endsWith('.json') ? JSON.parse(text) : parse(text);
}

/** The value of one built-in file, such as `lexicon/places`; a coherence test holds it against its schema. */
export const dataFile = <T>(name: string): T =>
  once(name, () => {
    const path = join(rootOf(), name);
    return readValue('', existsSync(`${path}.json`) ? `${path}.json` : `${path}.yaml`) as T;
  });

/** The values of a folder of built-in files, by their names. */
export const dataFolder = <T>(name: string): ReadonlyMap<string, T> =>
  once(name, () => {
    const folder = join(rootOf(), name);
    const files = readdirSync(folder).sort();
    return new Map(files.map((file) => [file.replace(/\.\w+$/u, ''), readValue(folder, file) as T]));
  });
