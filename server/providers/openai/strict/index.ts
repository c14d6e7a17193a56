export { heldTo } from './complete';
export type { SchemaRuleId } from './rows';
export { type BroughtSchema, schemaRules } from './rules';
