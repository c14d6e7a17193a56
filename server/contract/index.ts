export { compileChecks, compileRules } from './checks';
export { listOf, recordOf } from './collections';
export { aboveLimit, atMost, excludes, isSet, lacks, oneOf, requires, trait, unsupported } from './combinators';
export { type Order, UNKNOWN_KEYS } from './order';
export { endPosition, type FileFault, FileFaults, positionsIn, readDocument } from './read-file';
export {
  type DeclaredRule,
  docs,
  inferred,
  observed,
  type RuleDeclaration,
  type RuleMatch,
  rule,
  rules,
  sdk,
  spec,
} from './rule';
export type { Finding, Grade, Rule, RuleSource } from './rules';
export type { SchemaNotes } from './schema-walk';
