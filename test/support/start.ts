import { createEmulator, type Emulator, type EmulatorOptions } from '../../server';

/** The moment at which every test's clock stands still. */
export const NOW = '2026-01-01T00:00:00Z';

/** An emulator that never tells the time: same requests, same bytes. */
export const still = (options: EmulatorOptions = {}): Promise<Emulator> =>
  createEmulator({ clock: { frozen: NOW }, listen: false, ...options });
