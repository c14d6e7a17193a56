import { relative } from 'node:path';
import { CASES, caseFiles, readCase, runCase, SharedEmulators } from './support/case-file';

const emulators = new SharedEmulators();

afterAll(() => emulators.stop());

describe('case files', () => {
  for (const file of caseFiles()) {
    const scenario = readCase(file);
    test(`${relative(CASES, file)}: ${scenario.title}`, () => runCase(scenario, emulators));
  }
});
