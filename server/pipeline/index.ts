export { exchange, type Outlet, type Target } from './exchange';
export { createEstate } from './estate';
export type { Estate, Kit } from './kit';
export type { Leg } from './visit';
