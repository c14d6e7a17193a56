export { type CompiledChecks, compileChecks } from './checks';
export { type FileFault, FileFaults, readDocument } from './documents';
export { type JsonFault, type JsonFaultKind, locateJsonFault } from './json-fault';
export { nearest } from './nearest';
export type { Order } from './order';
export { type Finding, type Grade, type Rule, type RuleId, rulesFor, type Source } from './rules';
export type { SchemaNotes } from './schema-walk';
