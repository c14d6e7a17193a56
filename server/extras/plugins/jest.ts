import { type Llm, Session } from './session';

export type { Llm, LlmOptions } from './session';

/** What Jest puts into a test file's world. */
interface JestGlobals {
  readonly beforeEach: (run: () => void) => void;
  readonly afterEach: (run: () => Promise<void>) => void;
  readonly afterAll: (run: () => Promise<void>) => void;
  readonly expect: { getState(): { readonly testPath?: string; readonly currentTestName?: string } };
}

const NO_GLOBALS =
  "llmulator/jest needs Jest's globals: name it in setupFilesAfterEnv, for setupFiles runs before they are there, and leave injectGlobals on.";

function globals(): JestGlobals {
  if (!('expect' in globalThis && 'beforeEach' in globalThis)) throw new Error(NO_GLOBALS);
  return globalThis as unknown as JestGlobals;
}

/** The emulator of this test file. `setupFilesAfterEnv: ['llmulator/jest']` starts it; else await `llm.start()`. */
export const llm: Llm = new Session({
  file: () => globals().expect.getState().testPath,
  beforeEach: (run) =>
    globals().beforeEach(() => {
      const { testPath = '', currentTestName = '' } = globals().expect.getState();
      run({ file: testPath, test: currentTestName });
    }),
  afterEach: (run) => globals().afterEach(run),
  afterAll: (run) => globals().afterAll(run),
});
