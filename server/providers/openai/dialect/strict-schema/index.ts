export { effectiveSchema } from './effective-schema';
export { type RequestJsonSchema, schemaRules } from './rules';
