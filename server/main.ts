const { runCommandLine } = require('./index') as typeof import('./index');

void runCommandLine();

export {};
