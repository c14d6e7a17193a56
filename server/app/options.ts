import { z } from 'zod';
import { planSchema } from '../faults';
import { limitsSchema } from '../limits';
import { chunkSchema, paceNames, paceSchema } from '../pacing';

/** One setting: a config key, a flag, an environment variable, and the sentence that explains it. */
export interface Setting {
  readonly flag: string;
  readonly env: string;
  readonly group: 'Serving' | 'Behaviour' | 'Data' | 'Safety';
  readonly summary: string;
  /** How text from a flag or a variable becomes the value. */
  readonly parseAs: 'text' | 'number' | 'switch' | 'list' | 'clock' | 'levels' | 'pace' | 'plans' | 'amounts';
}

const PORT_MAX = 65_535;
const WORKERS_MAX = 256;

/** Entries that a namespace's journal keeps unless told otherwise. */
export const JOURNAL_SIZE = 1_000;

const isoTime = z.iso.datetime({ offset: true });

const clock = z.union([
  z.enum(['real', 'stepped']),
  z.strictObject({ frozen: isoTime }),
  z.strictObject({ stepped: isoTime }),
]);

/** Every option of an emulator, as a config file writes it. */
export const configSchema = z.strictObject({
  host: z.string().exactOptional(),
  port: z.int().min(0).max(PORT_MAX).exactOptional(),
  service: z.string().exactOptional(),
  keys: z.array(z.string()).exactOptional(),
  seed: z.int().exactOptional(),
  clock: clock.exactOptional(),
  fixtures: z.array(z.string()).exactOptional(),
  watch: z.boolean().exactOptional(),
  models: z.array(z.string()).exactOptional(),
  services: z.array(z.string()).exactOptional(),
  rules: z.record(z.string(), z.enum(['error', 'warn', 'off'])).exactOptional(),
  strict: z.boolean().exactOptional(),
  fit: z.enum(['error', 'warn', 'off']).exactOptional(),
  voice: z.enum(['plain', 'demo']).exactOptional(),
  lint: z.enum(['error', 'warn', 'off']).exactOptional(),
  pace: paceSchema.exactOptional(),
  chunk: chunkSchema.exactOptional(),
  faults: z.array(planSchema).exactOptional(),
  tier: z.union([z.string(), z.int()]).exactOptional(),
  limits: limitsSchema.exactOptional(),
  journal: z.int().min(1).exactOptional(),
  stopTimeout: z.number().min(0).exactOptional(),
  controlToken: z.string().min(1).exactOptional(),
  redis: z.url({ protocol: /^rediss?$/, error: 'expected redis://HOST:PORT, or rediss://' }).exactOptional(),
  redisPrefix: z.string().min(1).exactOptional(),
  workers: z.int().min(1).max(WORKERS_MAX).exactOptional(),
});

/** What may stand in `llmulator.config.yaml`, on the command line and in the environment. */
export type Config = z.infer<typeof configSchema>;

/** Every setting by its config key. */
export const settings: { readonly [Key in keyof Required<Config>]: Setting } = {
  host: {
    flag: '--host <name>',
    env: 'HOST',
    group: 'Serving',
    parseAs: 'text',
    summary: 'Address to listen on (127.0.0.1).',
  },
  port: {
    flag: '--port <number>',
    env: 'PORT',
    group: 'Serving',
    parseAs: 'number',
    summary: 'Port; 0 takes any free one (4010).',
  },
  stopTimeout: {
    flag: '--stop-timeout <ms>',
    env: 'LLMULATOR_STOP_TIMEOUT',
    group: 'Serving',
    parseAs: 'number',
    summary: 'How long running streams may go on after SIGTERM or SIGINT (5000).',
  },
  workers: {
    flag: '--workers <number>',
    env: 'LLMULATOR_WORKERS',
    group: 'Serving',
    parseAs: 'number',
    summary: 'Processes that serve the port together; more than one need --redis (1).',
  },
  redis: {
    flag: '--redis <url>',
    env: 'LLMULATOR_REDIS',
    group: 'Serving',
    parseAs: 'text',
    summary:
      'A Redis in which several processes share their namespaces, e.g. redis://127.0.0.1:6379 (memory, shared with nobody).',
  },
  redisPrefix: {
    flag: '--redis-prefix <text>',
    env: 'LLMULATOR_REDIS_PREFIX',
    group: 'Serving',
    parseAs: 'text',
    summary: 'What all keys there begin with; sets emulators apart that share a Redis (llmulator).',
  },
  service: {
    flag: '--service <name>',
    env: 'LLMULATOR_SERVICE',
    group: 'Behaviour',
    parseAs: 'text',
    summary: 'Which real service is imitated: gateway, vendor, or one of --services (gateway).',
  },
  rules: {
    flag: '--rule <id=level...>',
    env: 'LLMULATOR_RULES',
    group: 'Behaviour',
    parseAs: 'levels',
    summary: 'Sets rules, by id or glob, to error, warn or off, e.g. chat/unknown-key=warn.',
  },
  strict: {
    flag: '--strict',
    env: 'LLMULATOR_STRICT',
    group: 'Behaviour',
    parseAs: 'switch',
    summary: 'Refuses what no fixture answers, instead of generating a reply.',
  },
  fit: {
    flag: '--fit <level>',
    env: 'LLMULATOR_FIT',
    group: 'Behaviour',
    parseAs: 'text',
    summary: 'What becomes of a fixture whose reply the request does not allow: error, warn or off (error).',
  },
  voice: {
    flag: '--voice <name>',
    env: 'LLMULATOR_VOICE',
    group: 'Behaviour',
    parseAs: 'text',
    summary:
      'How a generated reply speaks that holds nothing else: plain says what it is, demo reads as an assistant (plain).',
  },
  lint: {
    flag: '--lint <level>',
    env: 'LLMULATOR_LINT',
    group: 'Behaviour',
    parseAs: 'text',
    summary:
      'What becomes of what clients do wrong on the wire: error fails a test, warn tells, off. Single ones by --rule lint/… (warn).',
  },
  seed: {
    flag: '--seed <number>',
    env: 'LLMULATOR_SEED',
    group: 'Behaviour',
    parseAs: 'number',
    summary: 'Where all generated ids and texts start from (0).',
  },
  clock: {
    flag: '--clock <time>',
    env: 'LLMULATOR_CLOCK',
    group: 'Behaviour',
    parseAs: 'clock',
    summary: 'real, an ISO time at which the clock stands still, stepped, or stepped:<ISO time> (real).',
  },
  pace: {
    flag: '--pace <pace>',
    env: 'LLMULATOR_PACE',
    group: 'Behaviour',
    parseAs: 'pace',
    summary: `How fast replies come: ${paceNames.join(', ')}, first,gap in milliseconds, or first=300;rate=50;jitter=0.2 (instant).`,
  },
  chunk: {
    flag: '--chunk <tokens>',
    env: 'LLMULATOR_CHUNK',
    group: 'Behaviour',
    parseAs: 'number',
    summary: 'Tokens in each delta of a stream (OpenAI: 1; Anthropic: as many as make five characters).',
  },
  faults: {
    flag: '--fault <plans...>',
    env: 'LLMULATOR_FAULTS',
    group: 'Behaviour',
    parseAs: 'plans',
    summary: 'Faults that requests meet, e.g. "rate-limited;first=2" or "cut;after=5;rate=0.1;route=chat".',
  },
  tier: {
    flag: '--tier <name>',
    env: 'LLMULATOR_TIER',
    group: 'Behaviour',
    parseAs: 'text',
    summary:
      'Limits rates as the vendors do for an account of this tier: free, 1 to 5, start, build, scale (no limits).',
  },
  limits: {
    flag: '--limit <name=number...>',
    env: 'LLMULATOR_LIMITS',
    group: 'Behaviour',
    parseAs: 'amounts',
    summary: 'Limits of your own, over those of the tier, e.g. requests_per_minute=3, concurrent=2, credit=5000.',
  },
  fixtures: {
    flag: '--fixtures <files...>',
    env: 'LLMULATOR_FIXTURES',
    group: 'Data',
    parseAs: 'list',
    summary: 'Files or folders of scripted replies; they go before the built-in ones.',
  },
  watch: {
    flag: '--watch',
    env: 'LLMULATOR_WATCH',
    group: 'Data',
    parseAs: 'switch',
    summary: 'Reads fixture files anew when they change; bad ones leave the old set in force.',
  },
  models: {
    flag: '--models <files...>',
    env: 'LLMULATOR_MODELS',
    group: 'Data',
    parseAs: 'list',
    summary: 'Files or folders of further models.',
  },
  services: {
    flag: '--services <files...>',
    env: 'LLMULATOR_SERVICES',
    group: 'Data',
    parseAs: 'list',
    summary: 'Files or folders of further services.',
  },
  journal: {
    flag: '--journal <entries>',
    env: 'LLMULATOR_JOURNAL',
    group: 'Data',
    parseAs: 'number',
    summary: 'How many exchanges a namespace remembers (1000).',
  },
  keys: {
    flag: '--keys <keys...>',
    env: 'LLMULATOR_KEYS',
    group: 'Safety',
    parseAs: 'list',
    summary: 'API keys that are let in; without it any key is.',
  },
  controlToken: {
    flag: '--control-token <token>',
    env: 'LLMULATOR_CONTROL_TOKEN',
    group: 'Safety',
    parseAs: 'text',
    summary: 'Token for /_llmulator/*, needed where --host is not loopback.',
  },
};
