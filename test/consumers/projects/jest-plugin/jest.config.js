module.exports = {
  projects: [
    { displayName: 'one line', setupFilesAfterEnv: ['llmulator/jest'], testMatch: ['**/emulator.test.js'] },
    { displayName: 'unmatched', setupFilesAfterEnv: ['./fail-unmatched.js'], testMatch: ['**/unmatched.test.js'] },
  ],
};
