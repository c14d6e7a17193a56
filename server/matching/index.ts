export { createFinder, type Finder } from './finder';
export { matchers } from './matchers';
export { createNearIndex, type NearIndex } from './near-index';
export { type NearMiss, nearMisses } from './near-miss';
export { remindersIn, saidMessages, withoutReminders } from './reminders';
export { type Origin, offeredTools, type Subject, subjectOf, type ToolResult, toolResults } from './subject';
export { type FixtureWhen, historyTest, type PreparedWhen, prepareWhen, whenSchema } from './when';
