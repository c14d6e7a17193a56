export { type CompiledChecks, compileChecks } from './checks';
export { type FileFault, FileFaults, readDocument } from './documents';
export { locateJsonFault, type JsonFault, type JsonFaultKind } from './json-fault';
export { nearest } from './nearest';
export type { Order } from './order';
export { type Finding, type Grade, type Rule, type RuleId, rulesFor, type Source } from './rules';
export type { SchemaNotes } from './schema-walk';
