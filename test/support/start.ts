import { createEmulator, type Emulator, type EmulatorOptions } from '../../server';

/** The moment at which every test's clock stands still. */
export const NOW = '2026-01-01T00:00:00Z';

/** An emulator that never tells the time: same requests, same bytes. */
export const still = (options: EmulatorOptions = {}): Promise<Emulator> =>
  createEmulator({ clock: { frozen: NOW }, listen: false, ...options });

/** Runs a test with an emulator on a free port, and stops it whatever happens. */
export async function listening(options: EmulatorOptions, test: (emulator: Emulator) => Promise<void>): Promise<void> {
  const emulator = await createEmulator({ port: 0, clock: { frozen: NOW }, ...options });
  try {
    await test(emulator);
  } finally {
    await emulator.stop();
  }
}
