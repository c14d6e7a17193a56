import type { Advice, Journal } from '../journal';

/** One thing that is held against a client. */
export interface LintFinding extends Advice {
  /** Id of the journal entry that shows it. */
  readonly entry: number;
}

/** What the clients of a namespace did wrong, as far as the wire shows it. */
export interface LintReport {
  readonly findings: readonly LintFinding[];
  /** No finding is an error. */
  readonly good: boolean;
}

/** Gathers what is held against the clients of a journal. */
export function lintReport({ entries }: Journal): LintReport {
  const findings = entries().flatMap(({ id, advice = [] }) => advice.map((one) => ({ entry: id, ...one })));
  return { findings, good: findings.every(({ level }) => level !== 'error') };
}
