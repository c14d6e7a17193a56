import type { RuleSource } from '../../../../contract';

/** Pairs of requests sent to the real service and to an adapter, on gpt-5.6. */
export const LIVE: RuleSource = { grade: 'observed', ref: 'live parity measurements, gpt-5.6', seen: '2026-08-31' };

/** The sentence stands in a public report; `where` names it. */
export const reported = (where: string): RuleSource => ({ grade: 'observed', ref: where });

/** From neighbouring rules, ports or memory. */
export const inferred = (where: string): RuleSource => ({ grade: 'inferred', ref: where });
