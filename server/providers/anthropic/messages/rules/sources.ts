import type { RuleSource } from '../../../../contract';

/** Exact text from a run of 137 paired calls against claude-sonnet-5. */
export const PARITY_RUN: RuleSource = {
  grade: 'observed',
  ref: 'live parity run, claude-sonnet-5',
  seen: '2026-09-04',
};

/** Exact text from raw captures against claude-sonnet-5-5. */
export const CAPTURE: RuleSource = { grade: 'observed', ref: 'raw captures, claude-sonnet-5-5', seen: '2026-09-29' };

/** Exact text in a public report. */
export const reported = (ref: string): RuleSource => ({ grade: 'observed', ref });

/** The constraint stands in the documentation; the sentence is made after its like. */
export const documented = (page: string): RuleSource => ({ grade: 'docs', ref: page });

/** The constraint stands in the official OpenAPI file or the SDK's types. */
export const specified = (ref: string): RuleSource => ({ grade: 'spec', ref });

/** Neither text nor place was seen. */
export const guessed = (ref: string): RuleSource => ({ grade: 'inferred', ref });
