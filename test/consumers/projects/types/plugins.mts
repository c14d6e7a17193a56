import { llm as inJest, type LlmOptions } from 'llmulator/jest';
import { llm as inVitest } from 'llmulator/vitest';

const options: LlmOptions = { unmatched: 'fail', namespace: 'file', seed: 7 };
await inJest.start(options);
await inVitest.journal.verify({ match: { status: 200 }, exactly: 1 });
export const name: string = inVitest.namespace;
// @ts-expect-error: an option that does not exist
await inJest.start({ unmatched: 'perhaps' });
