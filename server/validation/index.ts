export { type CompiledChecks, compileChecks } from './checks';
export { type FileFault, FileFaults, readDocument } from './documents';
export type { JsonFault, JsonFaultKind } from './json-fault';
export { nearest } from './nearest';
export type { Order } from './order';
export { readJson } from './read-json';
export { type Finding, type Grade, type Rule, type RuleId, rulesFor, type Source } from './rules';
export type { SchemaNotes } from './schema-walk';
