import { type Llm, Session } from './session';

export type { Llm, LlmOptions } from './session';

/** What Jest puts into a test file's world. */
interface JestGlobals {
  readonly beforeEach: (run: () => void) => void;
  readonly afterEach: (run: () => Promise<void>) => void;
  readonly afterAll: (run: () => Promise<void>) => void;
  readonly expect: { getState(): { readonly testPath?: string; readonly currentTestName?: string } };
}

const jest = globalThis as unknown as JestGlobals;

/** The emulator of this test file. `setupFilesAfterEnv: ['llmulator/jest']` starts it; else await `llm.start()`. */
export const llm: Llm = new Session({
  file: () => jest.expect.getState().testPath,
  beforeEach: (run) =>
    jest.beforeEach(() => {
      const { testPath = '', currentTestName = '' } = jest.expect.getState();
      run({ file: testPath, test: currentTestName });
    }),
  afterEach: (run) => jest.afterEach(run),
  afterAll: (run) => jest.afterAll(run),
});
