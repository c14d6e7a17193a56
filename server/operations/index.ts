export type { GuardRules } from './guard';
export type { BodySchemas } from './open-api';
export type { ClockView, Operations } from './operations';
export { controlRouter } from './router';
