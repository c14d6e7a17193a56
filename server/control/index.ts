export type { Controls } from './controls';
export type { GuardRules } from './guard';
export { controlRoutes, controlRouter } from './router';
