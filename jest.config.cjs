// ESM-only packages that the server bundles; jest runs CommonJS, so they are compiled like our own files.
const compiled = ['@faker-js/faker', 'nanoid'];

const swc = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
  sourceMaps: true,
};

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Some start processes, and a busy machine is slow to.
  testTimeout: 20_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Both have scripts of their own: they need a build, a registry, or Python.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/clients/', '<rootDir>/test/consumers/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/clients/.venv/'],
  transform: { '\\.[cm]?[jt]s$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${compiled.join('|')})/)`],
};
