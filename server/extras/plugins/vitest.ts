/// <reference path="./vitest-hooks.d.ts" />
import { afterAll, afterEach, beforeEach } from 'vitest';
import { type Llm, Session } from './session';

export type { Llm, LlmOptions } from './session';

/** A test or one of the suites around it. */
interface VitestTask {
  readonly name: string;
  readonly suite?: VitestTask;
  readonly file: { readonly filepath: string };
}

/** The names of the suites and the test, outermost first. */
const fullName = ({ name, suite }: VitestTask): string => (suite === undefined ? name : `${fullName(suite)} ${name}`);

/** The emulator of this worker. `setupFiles: ['llmulator/vitest']`, or importing this, starts it. */
export const llm: Llm = new Session({
  file: () => undefined,
  beforeEach: (run) =>
    beforeEach(({ task }: { readonly task: VitestTask }) => run({ file: task.file.filepath, test: fullName(task) })),
  afterEach: (run) => afterEach(run),
  afterAll: (run) => afterAll(run),
});

await llm.start();
