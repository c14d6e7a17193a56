export { BadOption } from './config';
export { createEmulator, type Emulator, type EmulatorOptions, type Urls } from './emulator';
export { BadFixture, defineFixture, type Fixture } from './replies';
export { type FileFault, FileFaults } from './validation';
