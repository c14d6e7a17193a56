module.exports = () => require('llmulator/jest').llm.start({ unmatched: 'fail' });
