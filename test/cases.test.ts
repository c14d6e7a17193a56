import { relative } from 'node:path';
import { CASES, caseFiles, readCase, runCase } from './support/case-file';

describe('case files', () => {
  for (const file of caseFiles()) {
    const scenario = readCase(file);
    test(`${relative(CASES, file)}: ${scenario.title}`, () => runCase(scenario));
  }
});
