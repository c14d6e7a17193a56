export { effectiveSchema } from './effective-schema';
export type { SchemaRuleId } from './rule-table';
export { type RequestJsonSchema, schemaRules } from './rules';
