// The parts of the test suite that replay reuses; scripts/replay.mjs bundles this file with esbuild.
import fc from 'fast-check';
import { doubtful, keepable } from '../../test/support/random-schema';
import { someReply } from '../../test/support/random-turn';

export { caseFiles, filled, mergePatch, readCase } from '../../test/support/case-file';
export { wireRequest } from '../../test/support/http';
export { readSse } from '../../test/support/sse';
export { doors } from '../../test/support/surfaces';

/** Random scripted replies; the same seed gives the same list. */
export const replies = (numRuns: number, seed: number) => fc.sample(someReply, { numRuns, seed });

/** Random JSON Schemas; the same seed gives the same list. */
export const schemas = (numRuns: number, seed: number) => fc.sample(fc.oneof(keepable, doubtful), { numRuns, seed });
