export { type NearMiss, nearMisses } from './near-miss';
export { offeredTools, type Subject, subjectOf, type ToolResult, toolResults } from './subject';
export { type PreparedWhen, prepareWhen, type When, whenSchema } from './when';
