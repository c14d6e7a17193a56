import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Loader } from './load';
import { type Config, configSchema, type Setting, settings } from './settings';
import { nearest } from './validation';

/** Looked for in the working folder, in this order. */
const CONFIG_FILES = ['llmulator.config.yaml', 'llmulator.config.yml', 'llmulator.config.json'];

/** A flag or variable that cannot be understood, or a name that leads nowhere. */
export class BadOption extends Error {
  constructor(readonly complaints: readonly string[]) {
    super(complaints.join('\n'));
    this.name = 'BadOption';
  }
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** How text becomes a value; what is not understood is left as it is, for the schema to refuse. */
const readers: { readonly [Kind in Setting['read']]: (text: string) => unknown } = {
  text: (text) => text,
  number: (text) => (text.trim() === '' ? text : Number(text)),
  switch: (text) => ({ true: true, 1: true, false: false, 0: false })[text] ?? text,
  list: listOf,
  clock: (text) => (text === 'real' ? text : { frozen: text }),
  levels: (text) => Object.fromEntries(listOf(text).map((item) => item.split('='))),
  pace: (text) => {
    const [first, gap] = listOf(text).map(Number);
    return { first, gap };
  },
};

/** The options of the environment, by config key. */
export function configFromEnv(env: Readonly<Record<string, string | undefined>>): Record<string, unknown> {
  const found = Object.entries(settings).flatMap(([key, setting]) => {
    const text = env[setting.env];
    return text === undefined || text === '' ? [] : [[key, readers[setting.read](text)] as const];
  });
  return Object.fromEntries(found);
}

/** The options of the command line, by config key; lists come as lists, the rest as text. */
export function configFromFlags(flags: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found = Object.entries(settings).flatMap(([key, setting]) => {
    const given = flags[flagKey(setting)];
    if (given === undefined) return [];
    if (given === true) return [[key, true] as const];
    const text = Array.isArray(given) ? given.join(',') : String(given);
    return [[key, readers[setting.read](text)] as const];
  });
  return Object.fromEntries(found);
}

/** The name under which the flag parser files a setting: `--stop-timeout <ms>` is `stopTimeout`. */
function flagKey({ flag }: Setting): string {
  const [name = ''] = flag.slice(2).split(' ');
  return name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

/** Puts file, environment and flags together; later ones win. Faults are thrown all at once. */
export function loadConfig(
  file: string | undefined,
  env: Record<string, unknown>,
  flags: Record<string, unknown>,
): Config {
  const loader = new Loader();
  const path = file ?? CONFIG_FILES.find((name) => existsSync(resolve(name)));
  const [written] = path === undefined ? [] : loader.read([path], configSchema);
  loader.finish();
  return { ...written?.value, ...checked('environment', env), ...checked('flag', flags) };
}

function checked(from: 'environment' | 'flag', options: Record<string, unknown>): Config {
  const parsed = configSchema.safeParse(options);
  if (parsed.success) return parsed.data;
  const complaints = parsed.error.issues.map((issue) => {
    const key = String(issue.path[0]) as keyof Config;
    const setting = settings[key];
    const name = from === 'flag' ? setting.flag.split(' ')[0] : setting.env;
    return `${name}: ${JSON.stringify(options[key])} is not understood: ${issue.message}`;
  });
  throw new BadOption(complaints);
}

/** The named one of a list, or a complaint with the nearest name. */
export function pick<T extends { readonly id: string }>(what: string, id: string, among: readonly T[]): T {
  const found = among.find((item) => item.id === id);
  if (found !== undefined) return found;
  const known = among.map((item) => item.id);
  const [near] = nearest(id, known, 4);
  const hint = near === undefined ? `known are ${known.join(', ')}` : `did you mean ${near}?`;
  throw new BadOption([`${what} '${id}' is unknown; ${hint}`]);
}
