import { createEmulator, type Emulator, type EmulatorOptions } from '../../server';

/** The moment at which every test's clock stands still. */
export const NOW = '2026-01-01T00:00:00Z';

/** Where `npm run test:redis` lets every emulator keep what it keeps. */
const redis = process.env['LLMULATOR_TEST_REDIS'];

const isStepped = ({ clock }: EmulatorOptions): boolean =>
  clock === 'stepped' || (typeof clock === 'object' && 'stepped' in clock);

const onRedis = new Set<Emulator>();

/** An emulator; in `npm run test:redis` one whose home is Redis, unless its clock is one that cannot be shared. */
export async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  if (redis === undefined || isStepped(options)) return createEmulator(options);
  const redisPrefix = `test-${process.pid}-${performance.now()}`;
  const emulator = await createEmulator({ redis, redisPrefix, ...options });
  onRedis.add(emulator);
  return emulator;
}

/** An emulator without a server whose clock stands still: same requests, same bytes. In a test, the test's own until it ends. */
export const still = (options: EmulatorOptions = {}): Promise<Emulator> =>
  borrow(start, { clock: { frozen: NOW }, listen: false, ...options });

/** An emulator without a server and without Redis. In a test, the test's own until it ends. */
export const inMemory = (options: EmulatorOptions = {}): Promise<Emulator> =>
  borrow(createEmulator, { listen: false, ...options });

/** Options whose emulators a reset makes new again: all that they count belongs to a namespace. */
const RESETTABLE: readonly (keyof EmulatorOptions)[] = [
  'chunk',
  'clock',
  'fit',
  'keys',
  'lint',
  'limits',
  'listen',
  'pace',
  'rules',
  'seed',
  'service',
  'strict',
  'tier',
];

type Make = (options: EmulatorOptions) => Promise<Emulator>;

/** Emulators that no test has at the moment, by how they were made. */
const idle = new Map<string, Emulator[]>();

/** Those of the running test; undefined between tests, when what is made serves several of them. */
let borrowed: [key: string, emulator: Emulator][] | undefined;

async function borrow(make: Make, options: EmulatorOptions): Promise<Emulator> {
  const isResettable = Object.keys(options).every((name) => (RESETTABLE as readonly string[]).includes(name));
  if (borrowed === undefined || !isResettable || isStepped(options)) return make(options);
  const key = JSON.stringify([make.name, options]);
  const emulator = idle.get(key)?.pop() ?? (await make(options));
  borrowed.push([key, emulator]);
  await emulator.reset();
  return emulator;
}

beforeEach(() => {
  borrowed = [];
});

afterEach(() => {
  for (const [key, emulator] of borrowed ?? []) idle.set(key, [...(idle.get(key) ?? []), emulator]);
  borrowed = undefined;
});

// An open line to Redis would keep the test runner waiting.
if (redis !== undefined) afterAll(() => Promise.all([...onRedis].map((emulator) => emulator.stop())));
