export { type FixtureReport, fixtureReportText } from './fixture-report';
export { type GuardRules, isOwnHost } from './guard';
export type { LintFinding, LintReport } from './journal-operations';
export { OperationRunner } from './operations';
export { controlRouter } from './router';
