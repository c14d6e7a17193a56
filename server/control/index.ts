export type { ClockView, Controls } from './controls';
export type { GuardRules } from './guard';
export type { ControlSchemas } from './open-api';
export { controlRouter } from './router';
