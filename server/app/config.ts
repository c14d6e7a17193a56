import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { readDocument } from '../contract';
import { BadPlan, parsePlans, planError } from '../faults';
import { nearest } from '../lib';
import { BadLimits } from '../limits';
import { BadPace, paceFromText, parsePace } from '../pacing';
import { routeIds } from '../providers/registry';
import { Loader } from './load';
import { type Config, configSchema, type Setting, settings } from './options';
import { unknownRuleMessage } from './rule-catalog';

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

/** `real`, `stepped`, `stepped:2026-01-01T00:00:00Z`, or the time at which the clock stands still. */
function clockFromText(text: string): unknown {
  if (text === 'real' || text === 'stepped') return text;
  return text.startsWith('stepped:') ? { stepped: text.slice('stepped:'.length) } : { frozen: text };
}

/** A number; anything else is left for the schema to refuse. */
const amountOf = (text = ''): unknown => (/^\d+$/.test(text) ? Number(text) : text);

/** Turns the errors of invalid plans, paces and limits into BadOption. */
export function asBadOption<T>(prefix: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const isInvalid = error instanceof BadPlan || error instanceof BadPace || error instanceof BadLimits;
    throw isInvalid ? new BadOption([`${prefix}${error.message}`]) : error;
  }
}

/** How text becomes a value; what is not understood is left as it is, for the schema to refuse. */
const readers: { readonly [Kind in Setting['parseAs']]: (text: string) => unknown } = {
  text: (text) => text,
  number: (text) => (text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)),
  switch: (text) => ({ true: true, 1: true, false: false, 0: false })[text] ?? text,
  list: listOf,
  clock: clockFromText,
  levels: (text) => Object.fromEntries(listOf(text).map((item) => [item.split('=')[0], item.split('=')[1] ?? ''])),
  pace: (text) => asBadOption('pace: ', () => parsePace(text) && paceFromText(text)),
  amounts: (text) => Object.fromEntries(listOf(text).map((item) => [item.split('=')[0], amountOf(item.split('=')[1])])),
  plans: (text) => asBadOption('faults: ', () => parsePlans(listOf(text))),
};

/** The options of the environment, by config key. */
export function configFromEnv(env: Readonly<Record<string, string | undefined>>): Record<string, unknown> {
  const found = Object.entries(settings).flatMap(([key, setting]) => {
    const text = env[setting.env];
    return text === undefined || text === '' ? [] : [[key, readers[setting.parseAs](text)] as const];
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
    return [[key, readers[setting.parseAs](text)] as const];
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
  for (const id of Object.keys(written?.value.rules ?? {})) {
    const why = unknownRuleMessage(id);
    if (why !== undefined) written?.complain(['rules', id], why);
  }
  for (const [at, plan] of (written?.value.faults ?? []).entries()) {
    // At no time: a clock that stands elsewhere may make a window's end lie ahead.
    const why = planError(plan, { ...routeIds, now: 0 });
    if (why !== undefined) written?.complain(['faults', at], why);
  }
  loader.finish();
  return together([written?.value ?? {}, checked('environment', env), checked('flag', flags)]);
}

/** Later options win, and levels are set rule by rule. */
function together(configs: readonly Config[]): Config {
  const rules = Object.assign({}, ...configs.map((config) => config.rules ?? {})) as NonNullable<Config['rules']>;
  return Object.assign({}, ...configs, Object.keys(rules).length === 0 ? {} : { rules }) as Config;
}

/**
 * The schema of the options that are given: the whole one takes a tenth of the start, for its first use reads the
 * schemas of fault plans and limits as well. It is needed where a key is unknown, to name the nearest one.
 */
function schemaFor(options: object): z.ZodType<Config> {
  const keys = Object.keys(options);
  if (!keys.every((key) => Object.hasOwn(configSchema.shape, key))) return configSchema;
  const given = Object.fromEntries(keys.map((key) => [key, true]));
  return configSchema.pick(given as { readonly [Key in keyof Required<Config>]: true }) as z.ZodType<Config>;
}

/** Each option is judged by itself, so that its flag or variable can be named. */
function checked(from: 'environment' | 'flag', options: Record<string, unknown>): Config {
  const complaints = Object.entries(options).flatMap(([key, value]) => {
    const setting = settings[key as keyof Config];
    const name = from === 'flag' ? setting.flag.split(' ')[0] : setting.env;
    const judged = readDocument(from, JSON.stringify({ [key]: value }), schemaFor({ [key]: value }));
    return 'faults' in judged ? judged.faults.map(({ message }) => `${name}: ${message}`) : [];
  });
  if (complaints.length > 0) throw new BadOption(complaints);
  return schemaFor(options).parse(options);
}

/** Complains of options that code gives without a compiler having seen them; plans have a reader of their own. */
export function checkOptions({ faults: _plans, ...options }: Config): void {
  const read = readDocument('options', JSON.stringify(options), schemaFor(options));
  if ('faults' in read) throw new BadOption(read.faults.map(({ message }) => message));
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
