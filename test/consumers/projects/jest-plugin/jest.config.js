const oneLine = { setupFilesAfterEnv: ['llmulator/jest'] };

module.exports = {
  projects: [
    { displayName: 'one line', ...oneLine, testMatch: ['**/emulator.test.js'] },
    { displayName: 'modules', ...oneLine, testMatch: ['**/modules.test.mjs'] },
    { displayName: 'unmatched', setupFilesAfterEnv: ['./fail-unmatched.js'], testMatch: ['**/unmatched.test.js'] },
  ],
};
