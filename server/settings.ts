import { z } from 'zod';

/** One setting: a config key, a flag, an environment variable, and the sentence that explains it. */
export interface Setting {
  readonly flag: string;
  readonly env: string;
  readonly group: 'Serving' | 'Behaviour' | 'Data' | 'Safety';
  readonly says: string;
  /** How text from a flag or a variable becomes the value. */
  readonly read: 'text' | 'number' | 'switch' | 'list' | 'clock' | 'levels' | 'pace';
}

const PORT_MAX = 65_535;

const pace = z.strictObject({
  first: z.number().min(0).describe('Milliseconds before the first frame.'),
  gap: z.number().min(0).describe('Milliseconds between frames.'),
});

const clock = z.union([z.literal('real'), z.strictObject({ frozen: z.iso.datetime({ offset: true }) })]);

/** Every option of an emulator, as a config file writes it. */
export const configSchema = z.strictObject({
  host: z.string().exactOptional(),
  port: z.int().min(0).max(PORT_MAX).exactOptional(),
  service: z.string().exactOptional(),
  keys: z.array(z.string()).exactOptional(),
  seed: z.int().exactOptional(),
  clock: clock.exactOptional(),
  fixtures: z.array(z.string()).exactOptional(),
  models: z.array(z.string()).exactOptional(),
  services: z.array(z.string()).exactOptional(),
  rules: z.record(z.string(), z.enum(['error', 'warn', 'off'])).exactOptional(),
  strict: z.boolean().exactOptional(),
  pace: pace.exactOptional(),
  journal: z.int().min(1).exactOptional(),
  stopTimeout: z.number().min(0).exactOptional(),
  controlToken: z.string().min(1).exactOptional(),
});

/** What may stand in `llmulator.config.yaml`, on the command line and in the environment. */
export type Config = z.infer<typeof configSchema>;

/** Every setting by its config key. */
export const settings: { readonly [Key in keyof Required<Config>]: Setting } = {
  host: {
    flag: '--host <name>',
    env: 'HOST',
    group: 'Serving',
    read: 'text',
    says: 'Address to listen on (127.0.0.1).',
  },
  port: {
    flag: '--port <number>',
    env: 'PORT',
    group: 'Serving',
    read: 'number',
    says: 'Port; 0 takes any free one (4010).',
  },
  stopTimeout: {
    flag: '--stop-timeout <ms>',
    env: 'LLMULATOR_STOP_TIMEOUT',
    group: 'Serving',
    read: 'number',
    says: 'How long running streams may go on after SIGTERM or SIGINT (5000).',
  },
  service: {
    flag: '--service <name>',
    env: 'LLMULATOR_SERVICE',
    group: 'Behaviour',
    read: 'text',
    says: 'Which real service is imitated: gateway, vendor, or one of --services (gateway).',
  },
  rules: {
    flag: '--rule <id=level...>',
    env: 'LLMULATOR_RULES',
    group: 'Behaviour',
    read: 'levels',
    says: 'Sets rules to error, warn or off, e.g. chat/unknown-key=warn.',
  },
  strict: {
    flag: '--strict',
    env: 'LLMULATOR_STRICT',
    group: 'Behaviour',
    read: 'switch',
    says: 'Refuses what no fixture answers, instead of generating a reply.',
  },
  seed: {
    flag: '--seed <number>',
    env: 'LLMULATOR_SEED',
    group: 'Behaviour',
    read: 'number',
    says: 'Where all generated ids and texts start from (0).',
  },
  clock: {
    flag: '--clock <time>',
    env: 'LLMULATOR_CLOCK',
    group: 'Behaviour',
    read: 'clock',
    says: 'real, or an ISO time at which the clock stands still (real).',
  },
  pace: {
    flag: '--pace <first,gap>',
    env: 'LLMULATOR_PACE',
    group: 'Behaviour',
    read: 'pace',
    says: 'Milliseconds before the first frame of a stream and between frames (0,0: at once).',
  },
  fixtures: {
    flag: '--fixtures <files...>',
    env: 'LLMULATOR_FIXTURES',
    group: 'Data',
    read: 'list',
    says: 'Files or folders of scripted replies; they go before the built-in ones.',
  },
  models: {
    flag: '--models <files...>',
    env: 'LLMULATOR_MODELS',
    group: 'Data',
    read: 'list',
    says: 'Files or folders of further models.',
  },
  services: {
    flag: '--services <files...>',
    env: 'LLMULATOR_SERVICES',
    group: 'Data',
    read: 'list',
    says: 'Files or folders of further services.',
  },
  journal: {
    flag: '--journal <entries>',
    env: 'LLMULATOR_JOURNAL',
    group: 'Data',
    read: 'number',
    says: 'How many exchanges a namespace remembers (1000).',
  },
  keys: {
    flag: '--keys <keys...>',
    env: 'LLMULATOR_KEYS',
    group: 'Safety',
    read: 'list',
    says: 'API keys that are let in; without it any key is.',
  },
  controlToken: {
    flag: '--control-token <token>',
    env: 'LLMULATOR_CONTROL_TOKEN',
    group: 'Safety',
    read: 'text',
    says: 'Token for /_llmulator/*, needed where --host is not loopback.',
  },
};
