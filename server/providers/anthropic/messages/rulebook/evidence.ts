import type { Source } from '../../../../validation';

/** Exact text from a run of 137 paired calls against claude-sonnet-5. */
export const PARITY_RUN: Source = { grade: 'observed', ref: 'live parity run, claude-sonnet-5', seen: '2026-09-04' };

/** Exact text from raw captures against claude-sonnet-5-5. */
export const CAPTURE: Source = { grade: 'observed', ref: 'raw captures, claude-sonnet-5-5', seen: '2026-09-29' };

/** Exact text in a public report. */
export const reported = (ref: string): Source => ({ grade: 'observed', ref });

/** The constraint stands in the documentation; the sentence is made after its like. */
export const documented = (page: string): Source => ({ grade: 'docs', ref: page });

/** The constraint stands in the official OpenAPI file or the SDK's types. */
export const specified = (ref: string): Source => ({ grade: 'spec', ref });

/** Neither text nor place was seen. */
export const guessed = (ref: string): Source => ({ grade: 'inferred', ref });
