import { join } from 'node:path';
import { loadCompiled } from './cli/code-cache';

const { runCommandLine } = loadCompiled(join(__dirname, 'index.cjs')) as typeof import('./index');

void runCommandLine();
