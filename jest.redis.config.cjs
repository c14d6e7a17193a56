// The case and law suites once more, with every emulator's home in a Redis that the run starts itself.
const usual = require('./jest.config.cjs');

/** @type {import('jest').Config} */
module.exports = {
  ...usual,
  // Each emulator is slower to start, and two cores may be shared with others.
  testTimeout: 30_000,
  testMatch: ['<rootDir>/test/cases.test.ts', '<rootDir>/test/laws/**/*.test.ts'],
  // It starts no emulator.
  testPathIgnorePatterns: [...usual.testPathIgnorePatterns, '<rootDir>/test/laws/instances.test.ts'],
  globalSetup: '<rootDir>/test/support/redis-set-up.ts',
  globalTeardown: '<rootDir>/test/support/redis-tear-down.ts',
};
