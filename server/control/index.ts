export type { ClockView, Controls } from './controls';
export type { GuardRules } from './guard';
export { controlRouter } from './router';
