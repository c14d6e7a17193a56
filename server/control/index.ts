export type { Controls } from './controls';
export type { GuardRules } from './guard';
export { controlRouter } from './router';
