export { createFinder, type Finder } from './finder';
export { createKin, type Kin } from './kin';
export { matchers } from './matchers';
export { type NearMiss, nearMisses } from './near-miss';
export { type Origin, offeredTools, type Subject, subjectOf, type ToolResult, toolResults } from './subject';
export { historyTest, type PreparedWhen, prepareWhen, type When, whenSchema } from './when';
