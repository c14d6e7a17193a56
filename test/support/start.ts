import { createEmulator, type Emulator, type EmulatorOptions } from '../../server';

/** The moment at which every test's clock stands still. */
export const NOW = '2026-01-01T00:00:00Z';

/** Where `npm run test:redis` lets every emulator keep what it keeps. */
const redis = process.env['LLMULATOR_TEST_REDIS'];

const onRedis = new Set<Emulator>();

/** An emulator; in `npm run test:redis` one whose home is Redis, unless its clock is one that cannot be shared. */
export async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const { clock } = options;
  const isStepped = clock === 'stepped' || (typeof clock === 'object' && 'stepped' in clock);
  if (redis === undefined || isStepped) return createEmulator(options);
  const redisPrefix = `test-${process.pid}-${performance.now()}`;
  const emulator = await createEmulator({ redis, redisPrefix, ...options });
  onRedis.add(emulator);
  return emulator;
}

/** An emulator that never tells the time: same requests, same bytes. */
export const still = (options: EmulatorOptions = {}): Promise<Emulator> =>
  start({ clock: { frozen: NOW }, listen: false, ...options });

// An open line to Redis would keep the test runner waiting.
if (redis !== undefined) afterAll(() => Promise.all([...onRedis].map((emulator) => emulator.stop())));
